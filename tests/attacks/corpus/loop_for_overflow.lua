-- expect: limit ; an integer loop to the edge, which must not wrap around
local n = 0 for i = math.maxinteger - 1, math.maxinteger do n = n + 1 end for i = math.mininteger, math.mininteger + 1, math.maxinteger do n = n + 1 end if n > 4 then error("PWNED: it wrapped") end for i = 1, math.maxinteger do end
