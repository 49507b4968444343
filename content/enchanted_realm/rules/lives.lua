-- lives.lua - what a life in the realm leaves to those who come later, and to oneself

-- Whoever goes home through the gate has cut a name into the bench there.
define.echo "plank" { story = "journey", endings = "journey/retired" }

define.skill "old_company" {
  title = "Old Company", cost = 1, packs = "enchanted_realm",
  description = "What walks beside you has walked with you before, and is the easier for it.",
  effect = function(run)
    run.vars.company = true
    run.vars.ease = 3
  end,
}
