-- init.lua - fields and sums of the wrong type

define.story "tale" {
  title = "A Tale", start = "quay", vars = { lit = false, oil = 3 },
  scenes = {
    quay = {
      text = "Fog. {lit: Light.} {oil}",
      choices = {
        { "Go home", id = "leave", to = "home", once = "yes" }, -- expect: wrong-type
        { "Light it", id = "light", add = { lit = 1 } }, -- expect: wrong-type
      },
    },
    home = { text = "The tide turns.", ending = "spoken" },
  },
}
