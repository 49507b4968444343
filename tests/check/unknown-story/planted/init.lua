-- init.lua - a scene of no story

define.scene "tail/cellar" { text = "Dark.", next = "home" } -- expect: unknown-story
define.story "tale" {
  title = "A Tale", start = "quay",
  scenes = {
    quay = { text = "Fog on the water.", choices = { { "Go home", id = "leave", to = "home" } } },
    home = { text = "The tide turns.", ending = "spoken" },
  },
}
