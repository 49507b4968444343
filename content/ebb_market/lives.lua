-- lives.lua - what a night in the river bed leaves: a rhyme to skip to, a ribbon, and a good evening

define.echo "rhyme" { story = "river", endings = { "river/called", "river/together" } }

define.skill "good_evening" {
  title = "A Good Evening", cost = 1, packs = "ebb_market",
  description = "The first thing said has been said before you are down the stairs.",
  effect = function(run)
    run.vars.said = 1
    run.character:feel("tobit", 0.1)
  end,
}

define.cosmetic "string_ribbon" {
  title = "Four Feet of String",
  description = "Worn as a ribbon. The bow was tied by somebody with very short arms.",
  when = function(progression)
    return progression:count("ending/ebb_market:river/called") + progression:count("ending/ebb_market:river/together") >= 1
  end,
}
