-- init.lua - the story whose variable is changed

define.story "tale" {
  title = "A Tale", start = "quay", vars = { lit = false },
  scenes = {
    quay = { text = "{lit: Light.|Dark.}", choices = { { "Go home", id = "leave", to = "home" } } },
    home = { text = "The tide turns.", ending = "spoken" },
  },
}
