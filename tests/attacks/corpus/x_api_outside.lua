-- expect: refuse ; objects of a run asked for while the pack is loaded
local r = run r.vars.x = 1 error("PWNED: a run while loading")
