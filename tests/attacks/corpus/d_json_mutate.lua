-- expect: error-ok ; a table that changes while it is encoded
local t = {} t.a = setmetatable({}, { __index = function() t.b = {} end, __pairs = function() t.c = 1 return next, t end, __len = function() t.d = 1 return 5 end }) return json.encode(t)
