-- init.lua - comparisons that cannot hold

define.story "tale" {
  title = "A Tale", start = "quay", vars = { lit = false, oil = 3 },
  scenes = {
    quay = {
      text = [[
        Fog.
        {lit >= 3: Light.|Dark.}]], -- expect: mixed-types
      choices = {
        { "Light it", id = "light", set = { lit = true } },
        { "Go home", id = "leave", to = "home", when = "oil == 'full' and not lit" }, -- expect: mixed-types
        { "Stay", id = "stay", when = "oil > 2 and lit == false", add = { oil = -1 } },
      },
    },
    home = { text = "The tide turns.", ending = "spoken" },
  },
}
