define.unlock "own_step" {
  title = "A Step of One's Own",
  description = "You have stayed by the stair until the boat went, and done there what there was to do. Your hand is known.",
  when = function(progression)
    return progression:count("ending/that_is_all:stair/laid") + progression:count("ending/that_is_all:stair/bare")
      + progression:count("ending/that_is_all:stair/read") + progression:count("ending/that_is_all:stair/rains") >= 1
  end,
}
