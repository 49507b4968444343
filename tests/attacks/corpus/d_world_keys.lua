-- expect: error-ok ; world keys with odd names and values
define.world { ["../x"] = 1, ["a b"] = 2, [""] = 3, ["\u{202E}"] = 4, [1] = 5, ok = {}, nan = 0 / 0, f = function() end, deep = { { { { {} } } } } }
