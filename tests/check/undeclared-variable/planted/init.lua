-- init.lua - misspelt variables in scripts

define.own { heard = 0 }
on("turn.ended", function(run) run.own.heared = run.own.heard + 1 end) -- expect: undeclared-variable
define.story "tale" {
  title = "A Tale", start = "quay", vars = { lit = false },
  scenes = {
    quay = {
      text = "Fog. {lit: Light.}",
      choices = {
        { "Light it", id = "light", to = "home", effect = function(run)
          run.vars.lit = true
          run.vars.litt = true -- expect: undeclared-variable
        end },
      },
    },
    home = { text = "The tide turns.", ending = "spoken" },
  },
}
