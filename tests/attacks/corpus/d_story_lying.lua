-- expect: limit ; fields that come from __index and __len, and change at each look
local n = 0 define.story "s" (setmetatable({}, { __index = function(_, k) n = n + 1 return k .. n end, __len = function() return 1 << 40 end, __pairs = function() return function() n = n + 1 return "f" .. n, n end end }))
