return {
  name = "through_stones",
  version = "1.0.0",
  title = "Through Stones",
  description = "A guest house that stands in a wall, eight bells in its kitchen, and a gap that is built up from both sides at once.",
  authors = { "The Turnstone developers" },
  license = "MIT",
  api = 1,
  requires = { "core" },
}
