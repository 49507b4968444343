-- expect: refuse ; __mode put in by table functions
local m = {} setmetatable({}, m) for k in pairs { __mode = 1 } do rawset(m, k, "kv") end error("PWNED: a weak table")
