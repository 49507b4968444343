return {
  name = "bench",
  version = "1.0.0",
  title = "What is measured",
  requires = {},
}
