-- init.lua - a scene that only a function leads to, which never does

define.story "tale" {
  title = "A Tale", start = "quay", vars = { coins = 0 },
  scenes = {
    quay = { text = "Fog on the water.", choices = {
      { "Pick up a coin", id = "pick", add = { coins = 1 }, when = "coins < 3" },
      { "Go up the stairs", id = "climb", effect = function(run)
        if run.vars.coins > 5 then run:go "tower" end
      end },
      { "Go home", id = "leave", to = "home" } } },
    tower = { text = "All the roofs.", choices = { -- expect: never-reached
      { "Go home", id = "down", to = "home" } } },
    home = { text = "The tide turns.", ending = "spoken" },
  },
}
