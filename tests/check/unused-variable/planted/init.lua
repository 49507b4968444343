-- init.lua - variables that nothing uses

define.own {
  heard = 0, -- expect: unused-variable
}
define.story "tale" {
  title = "A Tale", start = "quay",
  vars = {
    lit = false,
    oil = 3, -- expect: unused-variable
  },
  scenes = {
    quay = {
      text = "Fog. {lit: Light.}",
      choices = {
        { "Go home", id = "leave", to = "home", set = { lit = true } },
      },
    },
    home = { text = "The tide turns.", ending = "spoken" },
  },
}
