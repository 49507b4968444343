-- expect: refuse ; the environment behind what scripts see
local e = _ENV local raw = getmetatable(e) if type(raw) == "table" then error("PWNED: metatable of the globals") end rawset(e, "string", nil) error("PWNED: the globals were changed")
