-- expect: refuse ; addresses of functions, threads and tables in messages
for _, v in ipairs { log, define, json, on, amend, string.format, coroutine.running(), {} } do local w = ("%s"):format(v) if w:find("%x%x%x%x%x%x") then error("PWNED: " .. w) end end error("refused", 0)
