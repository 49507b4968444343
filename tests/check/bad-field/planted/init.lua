-- init.lua - a key of the world that is to be renamed

define.aliases { keys = { warm = "cold" } } -- expect: bad-field
