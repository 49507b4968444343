-- expect: limit ; reverse, upper, lower, byte and sub of a long string
local s = ("a"):rep(4000000) while true do s:reverse() s:upper() s:lower() s:sub(2) s:byte(1, 7000) end
