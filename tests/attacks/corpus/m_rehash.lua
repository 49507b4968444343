-- expect: limit ; a table that is doubled again and again with large keys
local t = {} for i = 1, 62 do t[1 << i] = i end while true do for i = 1, 1e6 do t[i] = i end for i = 1, 1e6 do t[i] = nil end end
