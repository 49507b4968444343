-- expect: limit ; %q of a long string, over and over
local s = ("\0\n\""):rep(300000) while true do ("%q"):format(s) end
