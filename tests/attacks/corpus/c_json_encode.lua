-- expect: limit ; encoding a large value again and again
local t = {} for i = 1, 5000 do t[i] = { a = ("x"):rep(50), b = i } end while true do json.encode(t) end
