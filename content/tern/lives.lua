-- lives.lua - what forty days on Tern leave: a strip of tape, a patch, and ten turns of a wheel

define.echo "tape" { story = "standby", endings = { "standby/tender", "standby/keeper", "standby/docked" } }

define.skill "ten_turns" {
  title = "Ten Turns", cost = 1, packs = "tern",
  description = "The wheel on the garden door stands at ten when you lie down. They stay done.",
  effect = function(run) run.vars.turned = 10 end,
}

define.cosmetic "towel_tern" {
  title = "A Tern Cut from a Towel",
  description = "It is sewn on at the sleeve, with the stitches showing. From a little way off it might be a gull.",
  when = function(progression)
    return progression:count("ending/tern:standby/keeper") + progression:count("ending/tern:standby/docked") >= 1
  end,
}
