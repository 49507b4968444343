-- expect: refuse ; what is not there, asked for inside a coroutine and a handler
local ok, e = xpcall(function() return coroutine.wrap(function() return os.getenv("HOME") end)() end, function() return io.open("/etc/passwd"):read() end) if ok then error("PWNED: " .. tostring(e)) end error("refused", 0)
