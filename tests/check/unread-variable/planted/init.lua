-- init.lua - a variable that is only set

define.story "tale" {
  title = "A Tale", start = "quay",
  vars = {
    left = false, -- expect: unread-variable
  },
  scenes = {
    quay = {
      text = "Fog.",
      choices = {
        { "Go home", id = "leave", to = "home", set = { left = true } },
      },
    },
    home = { text = "The tide turns.", ending = "spoken" },
  },
}
