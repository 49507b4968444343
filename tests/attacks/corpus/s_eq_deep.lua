-- expect: error-ok ; __eq and __lt that compare once more
local mt = {} mt.__eq = function(a, b) return a == b end mt.__lt = function(a, b) return a < b end local a, b = setmetatable({}, mt), setmetatable({}, mt) pcall(function() return a < b end) return a == b
