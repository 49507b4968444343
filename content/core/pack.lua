return {
  name = "core",
  version = "1.0.0",
  title = "Principles, focuses and first unlocks",
  requires = {},
}
