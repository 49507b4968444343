-- lives.lua - what a night at the Cage leaves: the line that was left empty, a worn pencil, and the back of a form

-- What somebody would never; who it was, nobody can read.
define.echo "line" {
  story = "night", endings = { "night/own_hand", "night/two_cups" },
  leaves = function(run) if run.vars.never ~= "" then return run.vars.never end end,
}

define.skill "grey_print" {
  title = "The Grey Print", cost = 1, packs = "the_usual",
  description = "You have read the back of it before it is laid in front of you.",
  effect = function(run) run.vars.loophole = true end,
}

define.cosmetic "brass_pencil" {
  title = "A Pencil Worn to the Brass",
  description = "It writes a little longer, if one turns it.",
  when = function(progression)
    return progression:count("ending/the_usual:night/own_hand") + progression:count("ending/the_usual:night/two_cups") >= 1
  end,
}
