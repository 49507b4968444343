-- init.lua - a scene that is narrated and has no text of its own

define.story "tale" {
  title = "A Tale", start = "quay",
  scenes = {
    quay = {
      narrate = { -- expect: no-text
        brief = "The quay.",
      },
      choices = { { "Go home", id = "leave", to = "home" } },
    },
    home = { text = "The tide turns.", ending = "spoken" },
  },
}

define.grammar "tale" { origin = { "Fog." } }
