-- init.lua - a rule that leads back to itself, whatever it tells

define.story "tale" {
  title = "A Tale", start = "quay",
  scenes = {
    quay = {
      text = "Fog.",
      narrate = { brief = "The quay." },
      choices = { { "Go home", id = "leave", to = "home" } },
    },
    home = { text = "The tide turns.", ending = "spoken" },
  },
}

define.grammar "tale" {
  origin = { "{@fog}", "{@bell}" },
  fog = { "Fog." },
  bell = { -- expect: endless-rule
    "It rings, and {@echo}", "It rings and {@bell}",
  },
  echo = { "again {@bell}" }, -- expect: endless-rule
}
