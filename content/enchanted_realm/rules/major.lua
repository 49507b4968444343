-- major.lua - every 30th turn of a life is one the whole realm remembers

on("turn.ended", { story = "enchanted_realm:journey", every = 30 }, function(run, universe)
  universe:mark_major()
  universe:add("major_events", 1)
end)
