-- expect: limit ; gsub with a table whose __index never answers
return (("a"):rep(1000)):gsub(".", setmetatable({}, { __index = function() while true do end end }))
