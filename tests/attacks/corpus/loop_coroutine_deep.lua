-- expect: limit ; coroutines that resume coroutines that resume coroutines
local function f(n) local c = coroutine.wrap(f) return c(n + 1) end while true do pcall(f, 1) end
