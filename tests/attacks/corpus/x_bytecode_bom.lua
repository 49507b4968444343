-- expect: refuse ; bytecode behind a byte order mark, a comment line or spaces
for _, head in ipairs { "", "\xEF\xBB\xBF", "#!x\n", " ", "\n" } do local f = load(head .. "\27Lua\x54\0\x19\x93\r\n\x1a\n\4\8\8") if f then error("PWNED: bytecode was taken") end end error("refused", 0)
