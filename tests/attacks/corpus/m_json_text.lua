-- expect: limit ; a decoded text that becomes many tables
local s = "[" .. ("[],"):rep(300000) .. "0]" local t = {} while true do t[#t + 1] = json.decode(s) end
