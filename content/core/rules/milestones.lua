-- milestones.lua - every 20th turn of any run: one milestone, one metaconcept integrated

local fitting = require "fitting"

local EVERY = 20

on("turn.ended", { every = EVERY }, function(run)
  run:milestone(("%d turns walked"):format(run.turn))
  run:integrate(fitting.due(run.focus, run.turn // EVERY))
end)
