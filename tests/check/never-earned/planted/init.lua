-- init.lua - an unlock that asks for two endings in one life, of which there is one

define.story "tale" {
  title = "A Tale", start = "quay",
  scenes = {
    quay = { text = "Fog on the water.", choices = { { "Go home", id = "leave", to = "home" } } },
    home = { text = "The tide turns.", ending = "spoken" },
  },
}

define.unlock "lantern" {
  title = "Lantern",
  when = function(progression) return progression:count("ending/planted:tale/spoken") >= 1 end,
}

define.unlock "moon" { -- expect: never-earned
  title = "Moon",
  when = function(progression) return progression:count("ending/planted:tale/spoken") < 0 end,
}
