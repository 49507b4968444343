-- init.lua - a focus that there is not

define.focus "sorrow" { title = "Sorrow", setting = "A quay", ideas = { "time" } }
define.story "tale" { -- expect: unknown-focus
  title = "A Tale", start = "quay", focus = "sorow",
  scenes = {
    quay = { text = "Fog on the water.", choices = { { "Go home", id = "leave", to = "home" } } },
    home = { text = "The tide turns.", ending = "spoken" },
  },
}
