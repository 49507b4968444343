-- expect: limit ; patterns that fail at once, on long texts, from each place
local s = (" "):rep(100000) while true do s:match("^%s*$x") s:match("%s+$x") end
