-- expect: error-ok ; conditions nested and long
for i, c in ipairs { ("("):rep(5000) .. "1" .. (")"):rep(5000), ("not "):rep(9000) .. "x", ("1 + "):rep(15000) .. "1", ("a and "):rep(9000) .. "a", "os.exit()", "(function() while true do end end)()" } do define.unlock("u" .. i) { when = c } end
