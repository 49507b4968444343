-- expect: limit ; strings padded and joined
local t = {} while true do t[#t + 1] = ("%99s"):format("x"):rep(1000) .. #t end
