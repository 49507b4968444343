-- init.lua - a condition that decides nothing

define.story "tale" {
  title = "A Tale", start = "quay", vars = { coins = 0 },
  scenes = {
    quay = { text = "Fog on the water.", choices = {
      { "Pick up a coin", id = "pick", add = { coins = 1 }, when = "coins < 3" },
      { "Go home", id = "leave", to = "home", when = "coins >= 0" } } }, -- expect: always-true
    home = { text = "The tide turns.", ending = "spoken" },
  },
}
