-- init.lua - braces in a title

define.story "tale" {
  title = "The Tale of {character}", start = "quay", -- expect: unresolved-placeholder
  scenes = {
    quay = { text = "Fog on the water.", choices = { { "Go home", id = "leave", to = "home" } } },
    home = { text = "The tide turns.", ending = "spoken" },
  },
}
