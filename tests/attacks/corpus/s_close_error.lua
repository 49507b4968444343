-- expect: error-ok ; to-be-closed variables whose closing raises, in a coroutine being closed (a bug of 5.4.0 to 5.4.2)
local function f() local a <close> = setmetatable({}, { __close = function() error("PW") end }) coroutine.yield() end local c = coroutine.create(f) coroutine.resume(c) coroutine.close(c)
