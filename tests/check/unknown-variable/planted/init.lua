-- init.lua - variables that are not declared, in each place that names one

define.story "tale" {
  title = "A Tale", start = "quay", vars = { lit = false },
  scenes = {
    quay = {
      text = [[
        Fog.
        {litt: Light.|Dark.}]], -- expect: unknown-variable
      choices = {
        { "Light {it}", id = "light", to = "home", set = { lit = true } }, -- expect: unknown-variable
        { "Wait", id = "wait", when = "not lit", locked = "Not {yet}.", -- expect: unknown-variable
          reply = "{&You {how} wait.|You wait.}", -- expect: unknown-variable
          event = { action = "waits {how} long" } }, -- expect: unknown-variable
        { "Sit", id = "sit", set = { sat = true } }, -- expect: unknown-variable
      },
    },
    home = { text = "The tide turns.", ending = "spoken" },
  },
}
