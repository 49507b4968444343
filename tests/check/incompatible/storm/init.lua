-- init.lua - nothing is wrong here

define.world { wind = 0 }
on("turn.ended", function(run, universe) universe:add("wind", 1) end)
