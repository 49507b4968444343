-- expect: limit ; __concat, __eq, __le and __unm that never end
local mt = {} for _, n in ipairs { "__concat", "__eq", "__le", "__lt", "__unm", "__add", "__idiv", "__band", "__shl" } do mt[n] = function(x) while true do end end end local o = setmetatable({}, mt) pcall(function() return o .. "" end) pcall(function() return -o end) return o == setmetatable({}, mt)
