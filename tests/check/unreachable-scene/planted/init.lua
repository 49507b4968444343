-- init.lua - scenes that no way leads to, and such that a script or a detour leads to
define.story "tale" {
  title = "A Tale", start = "quay",
  scenes = {
    quay = {
      text = "Fog.",
      choices = {
        { "Go home", id = "leave", to = "home" },
        { "Call", id = "call", effect = function(run) run:go "boat" end },
        { "Look about", id = "look", detour = "view" },
      },
    },
    boat = { text = "A boat.", choices = { { "Wait", id = "wait", to = "quay" } } },
    view = { text = "Grey.", choices = { { "Back", id = "back", back = true } } },
    cellar = { -- expect: unreachable-scene
      text = "Dark.", choices = { { "Deeper", id = "deeper", to = "vault" } } },
    vault = { text = "Darker.", next = "cellar" }, -- expect: unreachable-scene
    home = { text = "The tide turns.", ending = "spoken" },
  },
}

define.scene "tale/loft" { -- expect: unreachable-scene
  text = "Dust.", next = "home",
}
