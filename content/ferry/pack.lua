return {
  name = "ferry",
  version = "1.0.0",
  title = "The Late Ferry",
  description = "A boat that comes to the end of the sea wall when the bell has been rung often enough.",
  authors = { "The Turnstone developers" },
  license = "MIT",
  api = 1,
  requires = { "harbour >= 1.0" },
  settings = {
    patience = { default = 2, min = 1, max = 9, doc = "how often the bell must be rung before the boat comes" },
  },
}
