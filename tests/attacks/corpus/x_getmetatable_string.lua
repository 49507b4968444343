-- expect: refuse ; the table behind all strings
local m = getmetatable("") m.__index = nil error("PWNED: strings were changed")
