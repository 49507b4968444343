-- init.lua - a number that becomes a text

define.story "tale" {
  title = "A Tale", start = "quay", vars = { oil = 3 },
  scenes = {
    quay = {
      text = "Fog. {oil} measures of oil.",
      choices = {
        { "Fill the can", id = "fill", to = "home",
          set = { oil = "full" } }, -- expect: changed-type
      },
    },
    home = { text = "The tide turns.", ending = "spoken" },
  },
}
