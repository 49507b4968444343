-- expect: limit ; table.concat of a table whose __len and __index lie
return table.concat(setmetatable({}, { __len = function() return math.maxinteger end, __index = function() return "" end }))
