return {
  name = "enchanted_realm",
  version = "1.0.0",
  title = "The Enchanted Realm",
  requires = { "core" },
}
