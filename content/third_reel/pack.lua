return {
  name = "third_reel",
  version = "1.0.0",
  title = "The Third Reel",
  description = "Paris, 1924: you play the piano in a small cinema, and on Saturday there is a picture with a third reel.",
  authors = { "The Turnstone developers" },
  license = "MIT",
  api = 1,
  requires = { "core" },
}
