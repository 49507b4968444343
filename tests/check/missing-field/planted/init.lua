-- init.lua - a choice without a label

define.story "tale" {
  title = "A Tale", start = "quay",
  scenes = {
    quay = {
      text = "Fog.",
      choices = {
        { id = "leave", to = "home" }, -- expect: missing-field
      },
    },
    home = { text = "The tide turns.", ending = "spoken" },
  },
}
