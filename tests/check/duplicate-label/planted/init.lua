-- init.lua - two choices that read the same, and two of which one is open

define.story "tale" {
  title = "A Tale", start = "quay", vars = { lit = false },
  scenes = {
    quay = {
      text = "Fog.",
      choices = {
        { "Go home", id = "leave", to = "home" },
        { "Go home", id = "row", to = "home" }, -- expect: duplicate-label
        { "Wait", id = "wait", when = "lit", set = { lit = false } },
        { "Wait", id = "wait_longer", when = "not lit", set = { lit = true } },
      },
    },
    home = { text = "The tide turns.", ending = "spoken" },
  },
}
