-- expect: refuse ; __gc put in behind the back of setmetatable
local m = {} setmetatable({}, m) local put = setmetatable({}, { __newindex = m }) put.__gc = function() end if rawget(m, "__gc") then error("PWNED: a finalizer was put in") end error("refused", 0)
