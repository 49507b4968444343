-- init.lua - a world key that is not declared

define.world { warm = 0 }
define.story "tale" {
  title = "A Tale", start = "quay",
  scenes = {
    quay = {
      text = "Fog. {world.warm} nights.",
      choices = {
        { "Go home", id = "leave", to = "home", when = "world.worm == 0" }, -- expect: unknown-key
      },
    },
    home = { text = "The tide turns.", ending = "spoken" },
  },
}
