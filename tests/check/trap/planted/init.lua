-- init.lua - two scenes that lead to each other and nowhere else

define.story "tale" {
  title = "A Tale", start = "quay",
  scenes = {
    quay = { text = "Fog on the water.", choices = {
      { "Take the boat", id = "board", to = "boat" },
      { "Go home", id = "leave", to = "home" } } },
    boat = { text = "Water on all sides.", choices = { -- expect: trap
      { "Row on", id = "row", to = "fog" } } },
    fog = { text = "Fog on all sides.", choices = {
      { "Row back", id = "back", to = "boat" } } },
    home = { text = "The tide turns.", ending = "spoken" },
  },
}
