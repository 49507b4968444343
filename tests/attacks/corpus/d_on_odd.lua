-- expect: error-ok ; handlers of events that are not there, with filters that are not plain
for _, e in ipairs { "", "turn.ended\0x", "no.such", 5, {}, ("x"):rep(100000) } do pcall(on, e, function() end) end on("turn.ended", setmetatable({}, { __index = function() return "x" end }), function() end) on("turn.ended", function() end, 5)
