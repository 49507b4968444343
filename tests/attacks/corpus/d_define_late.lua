-- expect: error-ok ; define kept and called after the pack was read
local d = define local take = d.story "late" on("turn.ended", function() take { title = "L", start = "a", scenes = {} } d.metaconcept "m" { title = "M" } end)
