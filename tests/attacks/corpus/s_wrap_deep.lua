-- expect: error-ok ; wrapped coroutines nested until the C stack is full
local function f() return coroutine.wrap(f)() end f()
