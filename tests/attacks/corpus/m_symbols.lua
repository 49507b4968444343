-- expect: limit ; names asked of the world, each of which would be remembered
local n = 0 while true do n = n + 1 pcall(function() define.unlock("u" .. n .. ("x"):rep(300)) { when = "true" } end) end
