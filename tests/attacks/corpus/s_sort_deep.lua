-- expect: error-ok ; a sort inside the comparison of a sort, without end
local function f() table.sort({ 1, 2 }, f) end f()
