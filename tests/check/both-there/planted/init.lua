-- init.lua - a name that is given up and used

define.aliases { scenes = { ["tale/quay"] = "tale/home" } } -- expect: both-there
define.story "tale" {
  title = "A Tale", start = "quay",
  scenes = {
    quay = { text = "Fog on the water.", choices = { { "Go home", id = "leave", to = "home" } } },
    home = { text = "The tide turns.", ending = "spoken" },
  },
}
