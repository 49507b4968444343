-- expect: limit ; long strings compared for equality and used as keys
local a, b, t = ("a"):rep(4000000) .. "b", ("a"):rep(4000000):sub(1) .. "b", {} while true do local x = a == b t[a] = 1 x = t[b] end
