-- init.lua - scenes in the stead of others that ask as much, and one that does not
define.story "tale" {
  title = "A Tale", start = "quay",
  scenes = {
    quay = { text = "Fog.", choices = {
      { "Out", id = "out", to = "reef" }, { "Down", id = "down", to = "hold" }, { "Up", id = "up", to = "mast" } } },
    reef = { intensity = 0.5, instead = "rock", text = "Timber.", next = "home" }, -- expect: heavy-instead
    rock = { intensity = 0.5, text = "A rock.", next = "home" },
    hold = { intensity = 0.5, themes = { "loss" }, instead = "cabin", text = "Water.", next = "home" }, -- expect: heavy-instead
    cabin = { intensity = 0.1, themes = { "loss" }, text = "A cabin.", next = "home" },
    mast = { intensity = 0.5, themes = { "loss" }, instead = "deck", text = "A mast.", next = "home" },
    deck = { intensity = 0.2, text = "Deck.", next = "home" },
    home = { text = "The tide turns.", ending = "home" },
  },
}
