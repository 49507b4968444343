-- init.lua - a scene, a choice and a part of a text that are intense, and nobody is warned of them; and such that are well
local ahead = { type = "loss", description = "A wreck." }

define.story "tale" {
  title = "A Tale", start = "quay",
  scenes = {
    quay = { rest = true, text = "Fog.", choices = {
      { "Out", id = "out", to = "reef", intensity = 0.6 }, -- expect: missing-warning
      { "Down", id = "down", to = "hold", intensity = 0.6, themes = { "loss" } },
      { "Wait", id = "wait", to = "beach" } } },
    reef = { intensity = 0.6, instead = "quay", text = "Timber.", next = "quay" }, -- expect: missing-warning
    hold = { intensity = 0.7, warning = ahead, instead = "quay", themes = { "loss" }, next = "quay",
      text = { "Water.", { "A hand.", intensity = 0.9 } } },
    beach = { next = "home", -- expect: missing-warning
      text = { "Sand.", { "A coat.", intensity = 0.8 }, { "A shoe.", intensity = 0.8, warning = ahead } } },
    home = { text = "The tide turns.", ending = "home" },
  },
}
