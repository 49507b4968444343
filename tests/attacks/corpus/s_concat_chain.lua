-- expect: error-ok ; a chain of concatenations longer than the registers
local f = load("local a = '' return " .. ("a .. "):rep(240) .. "a") return f and f()
