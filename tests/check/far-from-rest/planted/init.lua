-- init.lua - an intense scene far from rest, and one that is near
local ahead = { description = "A wreck." }

define.story "tale" {
  title = "A Tale", start = "quay",
  scenes = {
    quay = { rest = true, text = "Fog.", choices = { { "Out", id = "out", to = "reef" }, { "Home", id = "home", to = "home" } } },
    reef = { intensity = 0.7, warning = ahead, text = "Timber.", choices = { -- expect: far-from-rest
      { "On", id = "on", to = "one" } } },
    one = { text = "One.", choices = { { "On", id = "on", to = "two" } } },
    two = { text = "Two.", choices = { { "On", id = "on", to = "three" } } },
    three = { text = "Three.", next = "hold" },
    hold = { intensity = 0.7, warning = ahead, text = "Water.", choices = { { "On", id = "on", to = "stairs" } } },
    stairs = { text = "Stairs.", next = "deck" },
    deck = { text = "Deck.", choices = { { "Ashore", id = "ashore", to = "quay" } } },
    home = { text = "The tide turns.", ending = "home" },
  },
}
