-- expect: limit ; the same, put in place after setmetatable, in a coroutine whose stack has an odd size
local m = { __call = function() end } local t = setmetatable({}, m) m.__call = t coroutine.wrap(function() table.unpack({}, 1, 7777) t() end)()
