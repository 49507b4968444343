-- expect: limit ; table.move over itself, lying metamethods on both sides
local t = setmetatable({}, { __index = function(_, k) return k end, __newindex = function() end }) return table.move(t, 1, 1 << 40, 2)
