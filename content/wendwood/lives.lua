-- lives.lua - what a night in the wood leaves: a hive that goes by a name, wax, and a thing done at noon without thinking

-- What came of a queen goes by the name of whoever carried her.
define.echo "hive" { story = "queen", endings = { "queen/united", "queen/at_once", "queen/closed", "queen/stayed" } }

define.skill "banked_turf" {
  title = "A Turf Banked at Noon", cost = 1, packs = "wendwood",
  description = "You set out with something hot in a tin.",
  effect = function(run) run.vars.warm = true end,
}

define.cosmetic "wax_thumb" {
  title = "Wax under the Thumbnail",
  description = "It does not come out. People who keep bees notice it before they notice you.",
  when = function(progression)
    return progression:count("ending/wendwood:queen/united") + progression:count("ending/wendwood:queen/stayed") >= 1
  end,
}
