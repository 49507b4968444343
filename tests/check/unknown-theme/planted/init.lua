-- init.lua - themes that are nearly known ones, and such that are the pack's own
define.story "tale" {
  title = "A Tale", start = "quay",
  scenes = {
    quay = { text = "Fog.", choices = {
      { "Out", id = "out", to = "reef", themes = { "violense" } }, -- expect: unknown-theme
      { "Down", id = "down", to = "hold", warning = { type = "drowing", description = "Water." } }, -- expect: unknown-theme
      { "Call", id = "call", to = "home", event = { action = "calls", themes = { "violance" } } } } }, -- expect: unknown-theme
    reef = { themes = { "drowning", "violence" }, text = "Timber.", next = "home" },
    hold = { themes = { "drowning", "heights" }, text = "Water.", next = "home" },
    home = { text = "The tide turns.", ending = "home" },
  },
}
