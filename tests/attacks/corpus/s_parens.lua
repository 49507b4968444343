-- expect: error-ok ; parentheses nested 200 thousand deep
assert(load("return " .. ("("):rep(200) .. "1" .. (")"):rep(200)))
