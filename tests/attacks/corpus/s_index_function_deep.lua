-- expect: error-ok ; __index function that indexes its own table
local t t = setmetatable({}, { __index = function(s, k) return s[k] end }) return t.x
