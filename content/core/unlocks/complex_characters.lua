define.unlock "complex_characters" {
  title = "Complex Characters",
  description = "People with more than one side, and lives that can be lived from within them.",
  when = function(progression) return progression.completed >= 3 end,
}
