-- lives.lua - what three days at the Petit Phare leave: a waltz, chalk, and a warm pocket

define.echo "waltz" { story = "phare", endings = { "phare/held", "phare/bench", "phare/four_seconds", "phare/two_knocks" } }

define.skill "left_pocket" {
  title = "The Left Pocket", cost = 1, packs = "third_reel",
  description = "There is a warm paper of chestnuts in it, from the Thursday on.",
  effect = function(run) run.vars.chestnuts = true end,
}

define.cosmetic "chalk_cuff" {
  title = "Chalk on the Cuff",
  description = "The left one. It is the leg of an R.",
  when = function(progression)
    return progression:count("ending/third_reel:phare/held") + progression:count("ending/third_reel:phare/four_seconds") >= 1
  end,
}
