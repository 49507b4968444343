return {
  name = "second_light",
  version = "1.0.0",
  title = "Second Light",
  requires = { "core", "harbour" },
}
