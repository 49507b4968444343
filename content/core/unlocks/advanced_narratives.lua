define.unlock "advanced_narratives" {
  title = "Advanced Narratives",
  description = "Stories that lean on what earlier lives have learned.",
  when = function(progression) return progression.completed >= 2 end,
}
