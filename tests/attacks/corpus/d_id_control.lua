-- expect: error-ok ; ids with control characters, bidi marks and lone combining marks
for _, v in ipairs { "a\1b", "a\x7f", "\u{202E}x", "\u{200D}", "\u{0301}", "a\u{FE0F}", "\xff", ("a"):rep(500), ("\u{1F600}"):rep(99) } do pcall(function() define.metaconcept(v) { title = v } define.unlock(v) { when = "true" } define.story(v) { title = v, start = "a", scenes = { a = { text = v } } } end) end
