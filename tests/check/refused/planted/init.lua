-- init.lua - a choice that is open and sets what cannot be set

define.story "tale" {
  title = "A Tale", start = "quay", vars = { coins = 9007199254740990 },
  scenes = {
    quay = { text = "Fog on the water, {coins} lights in it.", choices = {
      { "Count", id = "count", add = { coins = 9223372036854775807 } }, -- expect: refused
      { "Go home", id = "leave", to = "home" } } },
    home = { text = "The tide turns.", ending = "spoken" },
  },
}
