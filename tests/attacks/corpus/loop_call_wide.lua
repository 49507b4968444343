-- expect: limit ; calls that lead from table to table, with thousands of arguments to move at each
local t = function() end for i = 1, 30000 do t = setmetatable({}, { __call = t }) end while true do pcall(t, table.unpack({}, 1, 7000)) end
