-- expect: limit ; yielding out of a pcall that a limit is about to end
local c = coroutine.wrap(function() while true do pcall(function() coroutine.yield() while true do end end) end end) while true do pcall(c) end
