-- expect: error-ok ; a C stack overflow in lua_resume (CVE-2021-43519)
local function loop() loop(coroutine.wrap(loop)()) end pcall(loop) local co co = coroutine.wrap(function(n) if n > 0 then return coroutine.wrap(co)(n - 1) end end) pcall(co, 300)
