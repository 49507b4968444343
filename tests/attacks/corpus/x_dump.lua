-- expect: refuse ; string.dump through the metatable and rawget
local d = rawget(string, "dump") or ("x").dump local s = d(function() end) error("PWNED: " .. #s)
