-- init.lua - a script that is no Lua

local lamp = 1
local oil = ) -- expect: syntax-error
