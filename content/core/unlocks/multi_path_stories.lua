define.unlock "multi_path_stories" {
  title = "Multi-Path Stories",
  description = "Stories that part, run beside each other and meet again.",
  when = function(progression) return progression.turns >= 300 end,
}
