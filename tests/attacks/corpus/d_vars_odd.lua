-- expect: error-ok ; variables with values that cannot be stored
define.story "s" { title = "S", start = "a", vars = { a = 0 / 0, b = math.huge, c = function() end, d = coroutine.create(function() end), e = { [1.5] = 1 }, f = ("x"):rep(100000), g = "\xff", h = "a\0b" }, scenes = { a = { text = "x" } } }
