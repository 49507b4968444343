-- init.lua - a rule that nothing tells

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
  origin = { "Fog." },
  bell = { "A bell." }, -- expect: unused-rule
}
