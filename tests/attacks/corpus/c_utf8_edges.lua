-- expect: error-ok ; utf8 functions at the edges of the integers
local s = "\u{7FFFFFFF}\u{10FFFF}a" for _, n in ipairs { math.mininteger, math.maxinteger, -1, 0 } do pcall(utf8.offset, s, n) pcall(utf8.offset, s, 1, n) pcall(utf8.codepoint, s, n, math.maxinteger) pcall(utf8.len, s, n, n) pcall(utf8.char, n) end return utf8.len("\xF4\x90\x80\x80")
