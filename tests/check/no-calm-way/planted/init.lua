-- init.lua - scenes from which nothing calm leads on; and such from which something does
define.story "tale" {
  title = "A Tale", start = "quay",
  scenes = {
    quay = { text = "Fog.", choices = {
      { "Out", id = "out", to = "reef" }, { "Down", id = "down", to = "hold" }, { "Across", id = "across", to = "ferry" },
      { "Along", id = "along", to = "wake", intensity = 0.2, themes = { "loss" } }, { "Home", id = "home", to = "home" } } },
    reef = { intensity = 0.4, text = "Timber.", choices = { { "On", id = "on", to = "wreck" } } }, -- expect: no-calm-way
    wreck = { intensity = 0.4, text = "A wreck.", ending = "wreck" }, -- expect: no-calm-way
    hold = { intensity = 0.4, instead = "cabin", text = "Water.", next = "wreck" },
    cabin = { text = "Dry.", choices = { -- expect: no-calm-way
      { "Down again", id = "again", to = "wreck", themes = { "loss" } } } },
    ferry = { themes = { "loss" }, text = "A seat is empty.", next = "home" },
    wake = { intensity = 0.2, themes = { "loss" }, text = "They sing.", ending = "wake" }, -- the choice says what comes
    home = { text = "The tide turns.", ending = "home" },
  },
}
