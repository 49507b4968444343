return {
  name = "ebb_market",
  version = "1.0.0",
  title = "The Ebb Market",
  description = "A market in the bed of a river that has its night off.",
  requires = { "core" },
}
