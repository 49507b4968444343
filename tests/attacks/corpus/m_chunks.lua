-- expect: limit ; compiled functions, kept
local t = {} while true do t[#t + 1] = load("return function() return " .. ("{}, "):rep(200) .. "1 end") end
