-- expect: error-ok ; a source that ends in the middle of everything
for _, s in ipairs { "goto", "::", "::a", "local x <", "local x <close", "[[", "[==[", "--[[", "\"\\", "\"\\u{", "\"\\u{FFFFFFFFF}\"", "0x", "1e", "a.", "a:", "for", "for i", "if", "(", "'", "\"\\999\"" } do load(s) load("return " .. s) end
