-- init.lua - a field that means nothing

define.story "tale" {
  title = "A Tale", start = "quay",
  scenes = {
    quay = {
      txt = "Fog.", -- expect: unknown-field
      choices = { { "Go home", id = "leave", to = "home" } },
    },
    home = { text = "The tide turns.", ending = "spoken" },
  },
}
