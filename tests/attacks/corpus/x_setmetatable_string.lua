-- expect: refuse ; a metatable for strings, numbers and functions
setmetatable("", {}) error("PWNED: a metatable was set")
