-- expect: limit ; a table whose __call is itself: the stack is filled and moved up within one instruction, no hook
local t = {} setmetatable(t, { __call = t }) while true do pcall(t) end
