-- expect: error-ok ; interpolation nested without end
for _, t in ipairs { ("{"):rep(30000), ("{a|"):rep(10000) .. ("}"):rep(10000), ("{x:"):rep(9000), "{" .. ("|"):rep(50000) .. "}", ("{{"):rep(20000) .. "}", "{" .. ("("):rep(500) .. "}" } do define.story("s" .. #t) { title = "S", start = "a", scenes = { a = { text = t } } } end
