-- expect: limit ; many gmatch iterators over one long text
local s = ("a"):rep(100000) while true do local f = s:gmatch(".-b") f() end
