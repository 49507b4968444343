-- expect: limit ; select with many arguments is linear
local t = {} for i = 1, 7000 do t[i] = i end local function f(...) local n = 0 while true do n = n + select("#", select(2, ...)) end end f(table.unpack(t))
