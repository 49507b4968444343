-- init.lua - a condition that is no expression

define.story "tale" {
  title = "A Tale", start = "quay", vars = { lit = false },
  scenes = {
    quay = {
      text = "Fog on the water.",
      choices = {
        { "Go home", id = "leave", to = "home", when = "lit ==" }, -- expect: bad-condition
      },
    },
    home = { text = "The tide turns.", ending = "spoken" },
  },
}
