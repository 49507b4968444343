return {
  name = "reference_only",
  version = "1.0.0",
  title = "Reference Only",
  description = "One night in charge of a university library, in the week when it does not close, with a book that is always on top of the trolley.",
  authors = { "The Turnstone developers" },
  license = "MIT",
  api = 1,
  requires = { "core" },
}
