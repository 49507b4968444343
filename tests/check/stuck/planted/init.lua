-- init.lua - a scene where nothing is open any more, after two choices

define.story "tale" {
  title = "A Tale", start = "quay", vars = { oil = 1 },
  scenes = {
    quay = { text = "Fog on the water.", choices = {
      { "Pour out the oil", id = "pour", set = { oil = 0 } },
      { "Go into the shed", id = "enter", to = "shed" },
      { "Go home", id = "leave", to = "home" } } },
    shed = { text = "It is dark in here.", choices = { -- expect: stuck
      { "Fill the lamp", id = "fill", when = "oil >= 1", to = "home" } } },
    home = { text = "The tide turns.", ending = "spoken" },
  },
}
