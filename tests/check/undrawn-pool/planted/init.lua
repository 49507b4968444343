-- init.lua - a storylet that nobody draws
define.story "tale" {
  title = "A Tale", start = "quay",
  scenes = {
    quay = { text = "Fog on the water.", choices = { { "Go home", id = "leave", to = "home" } } },
    home = { text = "The tide turns.", ending = "spoken" },
  },
}

define.storylet "gull" { -- expect: undrawn-pool
  story = "tale", pool = "dusk", label = "A gull", text = "It looks at you.",
  choices = { { "Look back", id = "look" } },
}
