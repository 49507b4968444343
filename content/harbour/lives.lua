-- lives.lua - what an evening on the quay leaves to those who come later, and to oneself

-- The name of whoever was here last is burnt into the board above the net shed's door.
define.echo "board" { story = "lantern", endings = { "lantern/spoken", "lantern/carried" } }

define.skill "way_down" {
  title = "The Way Down", cost = 1, packs = "harbour",
  description = "Your feet know the way to the quay, and somebody there knows your step.",
  effect = function(run) run.vars.known = true end,
}

define.skill "sitting" {
  title = "Sitting Well", cost = 2, packs = "harbour", requires = "way_down",
  description = "You come to the quay as one who has sat there before.",
  effect = function(run) run.vars.sat = 2 end,
}

define.cosmetic "sill_light" {
  title = "A Light on the Sill",
  description = "A hand lamp in the window, lit. It can be seen from the street.",
  when = function(progression) return progression:count("ending/harbour:lantern/carried") >= 1 end,
}
