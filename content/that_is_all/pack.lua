return {
  name = "that_is_all",
  version = "1.0.0",
  title = "That Is All",
  description = "Four hundred and eleven steps in a forest, two sheets of paper to copy them on, and a macaw with an opinion.",
  authors = { "The Turnstone developers" },
  license = "MIT",
  api = 1,
  requires = { "core" },
}
