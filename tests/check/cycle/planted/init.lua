-- init.lua - two choices that act as each other

define.story "tale" {
  title = "A Tale", start = "quay",
  scenes = {
    quay = {
      text = "Fog.",
      choices = {
        { "Wait", id = "wait", as = "stay" }, -- expect: cycle
        { "Stay", id = "stay", as = "wait" },
        { "Go home", id = "leave", to = "home" },
      },
    },
    home = { text = "The tide turns.", ending = "spoken" },
  },
}
