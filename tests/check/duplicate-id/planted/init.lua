-- init.lua - two choices of one id

define.story "tale" {
  title = "A Tale", start = "quay",
  scenes = {
    quay = {
      text = "Fog.",
      choices = {
        { "Go home", id = "leave", to = "home" },
        { "Row home",
          id = "leave", to = "home" }, -- expect: duplicate-id
      },
    },
    home = { text = "The tide turns.", ending = "spoken" },
  },
}
