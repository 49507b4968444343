-- init.lua - a world key that nothing uses

define.world {
  lamps = 0,
  ["tides/high"] = 0,
  wind = 0, -- expect: unused-key
}
define.story "tale" {
  title = "A Tale", start = "quay",
  scenes = {
    quay = {
      text = "{world.lamps} lamps.",
      choices = {
        { "Go home", id = "leave", to = "home", effect = function(_, universe) universe:add("tides/" .. "high", 1) end },
      },
    },
    home = { text = "The tide turns.", ending = "spoken" },
  },
}
