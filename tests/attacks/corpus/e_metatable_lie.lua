-- expect: error-ok ; an error whose metatable cannot be read
error(setmetatable({}, { __metatable = false, __tostring = function() return 1 end, __name = 5 }))
