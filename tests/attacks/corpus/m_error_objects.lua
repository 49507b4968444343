-- expect: limit ; errors that carry large strings, kept in coroutines
local t = {} while true do local c = coroutine.create(function() error(("x"):rep(10000) .. #t) end) coroutine.resume(c) t[#t + 1] = c end
