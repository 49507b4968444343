-- init.lua - a moment that no grammar tells

define.story "tale" {
  title = "A Tale", start = "quay",
  scenes = {
    quay = {
      text = "Fog.",
      narrate = { -- expect: no-grammar
        brief = "The quay.",
      },
      choices = { { "Go home", id = "leave", to = "home" } },
    },
    home = { text = "The tide turns.", ending = "spoken" },
  },
}
