-- expect: error-ok ; coroutine.close inside coroutine.close, without end
local function f(n) local c = coroutine.create(function() f(n + 1) end) coroutine.resume(c) coroutine.close(c) end f(1)
