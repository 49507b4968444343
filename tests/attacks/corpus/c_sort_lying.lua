-- expect: limit ; table.sort of a table that claims to be long
table.sort(setmetatable({}, { __len = function() return 1 << 30 end, __index = function(_, k) return -k end, __newindex = function() end }))
