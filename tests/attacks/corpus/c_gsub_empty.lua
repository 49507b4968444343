-- expect: limit ; gsub of empty matches with a function, again and again
local s = ("a"):rep(20000) while true do s:gsub("", function() return nil end) end
