-- expect: error-ok ; a handler that raises in the handler of a handler (CVE-2022-33099)
local function h(m) error(m) end local function f() return xpcall(f, h) end f() xpcall(error, h) return xpcall(f, function() return f() end)
