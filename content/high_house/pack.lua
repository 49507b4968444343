return {
  name = "high_house",
  version = "1.0.0",
  title = "The High House",
  description = "A house on a ridge, with a door at either end and a wind that wants to get through.",
  requires = { "core" },
}
