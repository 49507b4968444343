-- expect: limit ; numerals of a megabyte, in tonumber and arithmetic
local s = ("9"):rep(1000000) while true do local x = tonumber(s) x = s + 1 x = s * s end
