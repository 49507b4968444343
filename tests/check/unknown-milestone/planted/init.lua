-- init.lua - a deed that reaches what its focus does not have

define.focus "sorrow" { title = "Sorrow", setting = "A quay", milestones = { went = "You went home." } }
define.deeds "tale" {
  sorrow = {
    wen = "leave", -- expect: unknown-milestone
  },
}
define.story "tale" {
  title = "A Tale", start = "quay", focus = "sorrow",
  scenes = {
    quay = { text = "Fog on the water.", choices = { { "Go home", id = "leave", to = "home" } } },
    home = { text = "The tide turns.", ending = "spoken" },
  },
}
