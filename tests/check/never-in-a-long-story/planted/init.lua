-- init.lua - a story with more states than can be looked at, and what never happens in it

define.story "tale" {
  title = "A Tale", start = "quay", vars = { waves = 0, list = {}, coins = 0 },
  scenes = {
    quay = { text = { "Fog on the water.", { when = "waves >= 0", text = "It moves." } }, -- expect: always-true
      choices = {
        { "Count a wave", id = "count", effect = function(run)
          run.vars.waves = (run.vars.waves * 3 + run.turn) % 1000003
          if #run.vars.list < 9 then table.insert(run.vars.list, run.vars.waves % 7) end
        end },
        { "Name the last one", id = "name", when = function(run) return #run.vars.list > 2 end,
          effect = function(run) run.vars.list = {} end },
        { "Pick up a coin", id = "pick", add = { coins = 1 }, when = "coins < 3" },
        { "Wake the ferryman", id = "wake", to = "ferry", when = "coins > 5" }, -- expect: never-true
        { "Go up the stairs", id = "climb", effect = function(run)
          if run.vars.coins > 5 then run:go "tower" end
        end },
        { "Go home", id = "leave", to = "home" } } },
    tower = { text = "All the roofs.", choices = { -- expect: never-reached
      { "Go home", id = "down", to = "home" } } },
    ferry = { text = "A boat.", choices = { -- expect: never-reached
      { "Go home", id = "across", to = "home" } } },
    home = { text = "The tide turns.", ending = "spoken" },
  },
}
