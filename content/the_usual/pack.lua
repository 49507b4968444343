return {
  name = "the_usual",
  version = "1.0.0",
  title = "The Usual",
  description = "Somebody has been you for two years, and rather well; by six in the morning you are to take over, in a café where nothing is suggested.",
  authors = { "The Turnstone developers" },
  license = "MIT",
  api = 1,
  requires = { "core" },
}
