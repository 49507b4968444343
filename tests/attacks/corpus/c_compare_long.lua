-- expect: limit ; comparing long strings that are nearly equal
local a, b = ("a"):rep(4000000) .. "b", ("a"):rep(4000000) .. "c" while true do local x = a < b end
