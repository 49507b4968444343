return {
  name = "tern",
  version = "1.0.0",
  title = "Tern Station",
  description = "A ring station where the lights are at twelve per cent, a pleasant voice asks nothing of anybody, and somebody hails every ninety minutes.",
  authors = { "The Turnstone developers" },
  license = "MIT",
  api = 1,
  requires = { "core" },
}
