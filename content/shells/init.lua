-- init.lua - an event handler: what one life ends with is found by those who come after, in the same world

define.world { left = 0 }

on("ending.reached", { ending = "harbour:lantern/spoken" }, function(run, universe) universe:add("left", 1) end)

amend.scene "harbour:lantern/bench" {
  text = {
    after = {
      when = "world.left >= 1",
      text = [[On the arm of the bench {world.left == 1: lies a single shell, the inside of it upward|lie shells in a row, each with its inside upward}. {"One for every name," says the old woman, who has seen you looking. "I don't put them there. They're heavier than they look; the wind has never had one."|Nobody has moved {world.left == 1: it|them}, and nobody, you think, has ever been asked not to.}]],
    },
  },
}
