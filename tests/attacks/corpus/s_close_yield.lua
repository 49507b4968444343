-- expect: error-ok ; yielding inside __close
local c = coroutine.wrap(function() local a <close> = setmetatable({}, { __close = coroutine.yield }) error("x") end) c() c()
