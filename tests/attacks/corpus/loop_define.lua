-- expect: limit ; definitions without end
local n = 0 while true do n = n + 1 pcall(function() define.metaconcept("m" .. n) { title = "M" } end) end
