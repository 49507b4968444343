-- expect: error-ok ; a definition given twice, and its function kept
local take = define.story "twice" take { title = "T", start = "a", scenes = { a = { text = "x" } } } take { title = "U", start = "a", scenes = { a = { text = "x" } } }
