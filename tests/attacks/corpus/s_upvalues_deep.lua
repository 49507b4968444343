-- expect: error-ok ; upvalues through 190 functions
local s = "local x = 1 return " for i = 1, 190 do s = s .. "function() return " end s = s .. "x" .. (" end"):rep(190) return load(s)
