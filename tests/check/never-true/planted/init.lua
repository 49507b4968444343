-- init.lua - a condition that asks for more than there can be

define.story "tale" {
  title = "A Tale", start = "quay", vars = { coins = 0 },
  scenes = {
    quay = { text = "Fog on the water.", choices = {
      { "Pick up a coin", id = "pick", add = { coins = 1 }, when = "coins < 3" },
      { "Buy the boat", id = "buy", to = "home", when = "coins >= 5" }, -- expect: never-true
      { "Go home", id = "leave", to = "home" } } },
    home = { text = "The tide turns.", ending = "spoken" },
  },
}
