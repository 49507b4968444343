-- expect: limit ; strings that differ, as keys
local t, i = {}, 0 while true do i = i + 1 t[("k"):rep(30) .. i] = true end
