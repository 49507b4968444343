-- expect: error-ok ; keys that differ between processes
local t = {} for i = 1, 40 do t[("k"):rep(i % 7) .. i] = i end local s = "" for k in pairs(t) do s = s .. k end log(s)
