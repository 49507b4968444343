return {
  name = "harbour",
  version = "1.0.0",
  title = "The Harbour",
  requires = { "core" },
}
