-- init.lua - an ending that no way leads to

define.story "tale" {
  title = "A Tale", start = "quay",
  scenes = {
    quay = { text = "Fog.", choices = { { "Go home", id = "leave", to = "home" } } },
    drowned = { text = "Water.", ending = "drowned" }, -- expect: unreachable-ending
    home = { text = "The tide turns.", ending = "spoken" },
  },
}
