-- expect: limit ; long captures compared again and again
local s = ("a"):rep(30000) return s:find("(.-)%1b")
