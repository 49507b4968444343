return {
  name = "winter_lock",
  version = "1.0.0",
  title = "The Winter Lock",
  description = "One night at a canal lock, with a boat below, ice coming and not enough water for everybody.",
  authors = { "The Turnstone developers" },
  license = "MIT",
  api = 1,
  requires = { "core" },
}
