-- expect: limit ; __pairs that hands out its own table for ever
local t t = setmetatable({}, { __pairs = function() return function() return t, t end, t, nil end }) for a in pairs(t) do for b in pairs(a) do end end
