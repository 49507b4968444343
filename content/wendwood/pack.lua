return {
  name = "wendwood",
  version = "1.0.0",
  title = "Wendwood",
  description = "One night through a wood whose paths lie differently every evening, with a queen bee in a box that is better left shut.",
  authors = { "The Turnstone developers" },
  license = "MIT",
  api = 1,
  requires = { "core" },
}
