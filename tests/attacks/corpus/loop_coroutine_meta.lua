-- expect: limit ; coroutine.wrap as a metamethod
local mt = {} mt.__index = coroutine.wrap(function() while true do coroutine.yield(setmetatable({}, mt)) end end) local t = setmetatable({}, mt) while true do t = t.x end
