-- expect: limit ; plain find of a needle that nearly matches everywhere
local s, n = ("a"):rep(2000000), ("a"):rep(1000000) .. "b" while true do s:find(n, 1, true) end
