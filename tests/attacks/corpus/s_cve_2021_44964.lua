-- expect: error-ok ; use after free in the collector through finalizers (CVE-2021-44964)
local t = {} local ok = pcall(setmetatable, t, { __gc = function() t[1] = t end }) if ok then error("PWNED: a finalizer was set") end return
