-- init.lua - scenes to rest in that ask something of their reader, and one that does not
define.story "tale" {
  title = "A Tale", start = "quay",
  scenes = {
    quay = { rest = true, intensity = 0, text = "Fog.", choices = { { "Sit", id = "sit", to = "bench" }, { "Lie", id = "lie", to = "bunk" } } },
    bench = { rest = true, intensity = 0.3, text = "A bench.", next = "home" }, -- expect: heavy-rest
    bunk = { rest = true, themes = { "loss" }, text = "A bunk.", next = "home" }, -- expect: heavy-rest
    home = { text = "The tide turns.", ending = "home" },
  },
}
