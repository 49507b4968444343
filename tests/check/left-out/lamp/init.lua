-- init.lua - fails

error("no lantern") -- expect: script-error
