-- high_house.lua - what days at the High House leave behind

define.unlock "second_rope" {
  title = "A Second Rope",
  description = "The basket at the High House takes one thing more.",
  when = function(progression) return progression:count("story/high_house:hurry") > 0 end,
}
