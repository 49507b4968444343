-- expect: error-ok ; names that lead to names that lead to names
define.story "s" { start = "here", title = "T", scenes = { here = { text = "x", choices = { { "W", id = "w" } } } } } local t = {} for i = 1, 20000 do t["s/a" .. i] = "s/a" .. (i + 1) end t["s/a20001"] = "s/here" define.aliases { scenes = t, choices = { ["s/here/v"] = "w" } }
