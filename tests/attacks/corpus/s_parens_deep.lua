-- expect: error-ok ; 60 kB of opening parentheses, braces, brackets and signs
for _, c in ipairs { "(", "{", "a[", "-", "not ", "#", "~", "f(", "{{", "x=", "a^", "a..", "function() " } do load("return " .. c:rep(60000 // #c)) load(c:rep(60000 // #c)) end
