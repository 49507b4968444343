-- expect: error-ok ; an error that is a coroutine, a number, a boolean or a library
for _, v in ipairs { coroutine.create(function() end), 0/0, false, string, math.huge } do pcall(error, v) end error(coroutine.create(function() end))
