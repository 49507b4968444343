define.world { calm = 0 }
define.unlock "second_light" {
  title = "Second Light",
  when = function(progression) return progression:count("ending/harbour:lantern/spoken") >= 2 end,
}
on("milestone.reached", function(run, universe, event) universe:add("calm", 1) end)
