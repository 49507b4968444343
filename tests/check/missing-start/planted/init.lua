-- init.lua - a story that starts nowhere

define.story "tale" { -- expect: missing-start
  title = "A Tale", start = "pier",
  scenes = {
    quay = { text = "Fog on the water.", choices = { { "Go home", id = "leave", to = "home" } } },
    home = { text = "The tide turns.", ending = "spoken" },
  },
}
