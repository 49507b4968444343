-- lives.lua - what four days at the stair leave: what a macaw asks, white knees, and the dry side of the steps

define.echo "question" { story = "stair", endings = { "stair/laid", "stair/bare", "stair/read", "stair/rains" } }

define.skill "dry_side" {
  title = "The Dry Side", cost = 1, packs = "that_is_all",
  description = "Ferris, who sees from above where people put their feet, need not call.",
  effect = function(run)
    run.character:feel("ferris", 0.2)
    run.character:become("sure_foot")
  end,
}

define.cosmetic "white_knees" {
  title = "White Knees",
  description = "It is in the weave. Brushing sends it further in.",
  when = function(progression)
    return progression:count("ending/that_is_all:stair/laid") + progression:count("ending/that_is_all:stair/read") >= 1
  end,
}
