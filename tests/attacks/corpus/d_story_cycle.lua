-- expect: error-ok ; a story that contains itself
local s = { title = "S", start = "a" } s.scenes = { a = s } s.vars = s s.choices = s define.story "s" (s)
