-- expect: error-ok ; an error whose name is looked for in tables of tables without end
local u, t = {}, {} for i = 1, 300000 do u[i] = i end for i = 1, 200000 do t[i] = u end local a, b, c = t, t, t t.nothing()
