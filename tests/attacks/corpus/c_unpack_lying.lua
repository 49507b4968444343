-- expect: error-ok ; table.unpack with lying lengths and edges of the integers
local t = setmetatable({}, { __len = function() return 1 << 50 end }) pcall(table.unpack, t) pcall(table.unpack, {}, math.mininteger, math.maxinteger) pcall(table.unpack, {}, math.maxinteger - 1, math.maxinteger) return select("#", table.unpack({}, 1, 7999))
