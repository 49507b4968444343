define.unlock "tilted_mirror" {
  title = "The Tilted Mirror",
  description = "You have stayed at the Petit Phare until the Sunday. On the wall of the booth your figure 2 is still standing.",
  when = function(progression)
    return progression:count("ending/third_reel:phare/held") + progression:count("ending/third_reel:phare/bench")
      + progression:count("ending/third_reel:phare/four_seconds") + progression:count("ending/third_reel:phare/two_knocks") >= 1
  end,
}
