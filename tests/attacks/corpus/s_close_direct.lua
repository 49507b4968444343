-- expect: error-ok ; coroutines that close their callers and themselves
local a, b a = coroutine.create(function() b = coroutine.create(function() pcall(coroutine.close, a) pcall(coroutine.close, b) pcall(coroutine.resume, a) pcall(coroutine.resume, b) end) coroutine.resume(b) end) coroutine.resume(a) coroutine.close(a) coroutine.close(b)
