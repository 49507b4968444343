-- expect: error-ok ; texts nested without end
local t = "x" for i = 1, 100000 do t = { t } end define.story "s" { title = "S", start = "a", scenes = { a = { text = t } } }
