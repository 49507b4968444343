-- expect: limit ; __newindex that assigns once more
local t t = setmetatable({}, { __newindex = function(s, k, v) s[k + 1] = v end }) while true do pcall(function() t[1] = 1 end) end
