-- init.lua - a name that is not the pack's

define.aliases { scenes = { ["storm:tale/pier"] = "tale/quay" } } -- expect: foreign-name
define.story "tale" {
  title = "A Tale", start = "quay",
  scenes = {
    quay = { text = "Fog on the water.", choices = { { "Go home", id = "leave", to = "home" } } },
    home = { text = "The tide turns.", ending = "spoken" },
  },
}
