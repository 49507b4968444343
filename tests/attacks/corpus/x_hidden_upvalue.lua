-- expect: refuse ; the stock functions behind the guarded ones
local f = string.rep local s = f("x", 1 << 33) error("PWNED: " .. #s)
