return {
  name = "enchanted_realm",
  version = "1.0.0",
  title = "The Enchanted Realm",
  description = "A village, a forest and a tower to walk between for months, in a world that keeps what others did there.",
  requires = { "core" },
}
