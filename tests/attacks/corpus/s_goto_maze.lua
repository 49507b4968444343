-- expect: limit ; gotos into, over and out of many blocks
local t = {} for i = 1, 900 do t[#t + 1] = "do goto l" .. i .. " ::k" .. i .. ":: end ::l" .. i .. "::" end local s = table.concat(t, " ") while true do load(s) end
