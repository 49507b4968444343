-- expect: limit ; a text that doubles itself with gsub
local s = "a" while true do s = s:gsub("a", "aa") end
