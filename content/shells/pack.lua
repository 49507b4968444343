return {
  name = "shells",
  version = "1.0.0",
  title = "A Row of Shells",
  description = "Whoever says a name at the harbour leaves something for those who come after.",
  authors = { "The Turnstone developers" },
  license = "MIT",
  api = 1,
  requires = { "harbour >= 1.0" },
}
