-- expect: refuse ; a function loaded with another environment, to change the libraries
local f = load("string.format = nil string = 1", "x", "t", setmetatable({}, { __index = _ENV })) f() error("PWNED: a library was changed")
