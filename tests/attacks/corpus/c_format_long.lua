-- expect: limit ; string.format over a megabyte of %s
local f = ("%s"):rep(3000) local t = {} for i = 1, 3000 do t[i] = "y" end while true do f:format(table.unpack(t)) end
