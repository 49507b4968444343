-- expect: refuse ; searchers and paths of require
local p = require "package" error("PWNED: " .. tostring(p.path))
