-- expect: limit ; sorting large tables inside each other's comparison
local function f() local t = {} for i = 1, 50000 do t[i] = -i end table.sort(t, function(a, b) f() return a < b end) end f()
