-- expect: error-ok ; error with impossible levels
for _, n in ipairs { -1, 0, 99, math.maxinteger, math.mininteger } do pcall(error, "x", n) end error("x", 1 << 31)
