-- lives.lua - what a night in the library leaves: a label on the board, a date on a cuff, and a word before the noise

define.echo "label" { story = "round", endings = { "round/chained", "round/two_copies", "round/taken_home", "round/number_nine" } }

define.skill "said_first" {
  title = "Said First", cost = 1, packs = "reference_only",
  description = "The porter calls out before he makes a noise, without having been asked.",
  effect = function(run) run.vars.says = true end,
}

define.cosmetic "violet_cuff" {
  title = "A Date on the Cuff",
  description = "In violet, a little aslant. It is the day on which you rolled the sleeve up.",
  when = function(progression)
    return progression:count("ending/reference_only:round/chained") + progression:count("ending/reference_only:round/two_copies") >= 1
  end,
}
