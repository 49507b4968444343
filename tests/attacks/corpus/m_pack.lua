-- expect: limit ; table.pack of many values, kept
local t, u = {}, {} for i = 1, 7000 do u[i] = i end while true do t[#t + 1] = table.pack(table.unpack(u)) end
