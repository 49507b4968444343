-- expect: error-ok ; a function with more constants than an instruction can name
local t = {} for i = 1, 9000 do t[i] = i .. ".5" end local f = load("return {" .. table.concat(t, ",") .. "}") return f and #f()
