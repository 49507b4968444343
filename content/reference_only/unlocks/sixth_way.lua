define.unlock "sixth_way" {
  title = "The Sixth Way Out",
  description = "You have had the library for a whole night. A brass tag hangs on Gethin's board, with nothing on it yet, and it is yours.",
  when = function(progression)
    return progression:count("ending/reference_only:round/chained") + progression:count("ending/reference_only:round/two_copies")
      + progression:count("ending/reference_only:round/taken_home") + progression:count("ending/reference_only:round/number_nine") >= 1
  end,
}
