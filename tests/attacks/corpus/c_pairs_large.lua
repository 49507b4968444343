-- expect: limit ; pairs puts a large table in order each time
local t = {} for i = 1, 200000 do t[i * 7919 % 1000003] = i end while true do for k in pairs(t) do break end end
