-- init.lua - a text that names a rule that there is not

define.story "tale" {
  title = "A Tale", start = "quay",
  scenes = {
    quay = {
      text = "Fog.",
      narrate = { brief = "The quay." },
      choices = { { "Go home", id = "leave", to = "home" } },
    },
    home = { text = "The tide turns.", ending = "spoken" },
  },
}

define.grammar "tale" {
  origin = {
    "{@fog}",
    "{@fogg}", -- expect: unknown-rule
  },
  fog = { "Fog.", "No fog." },
}
