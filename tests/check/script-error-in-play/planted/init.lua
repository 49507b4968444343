-- init.lua - an effect that fails, but only once the lamp is lit

define.story "tale" {
  title = "A Tale", start = "quay", vars = { is_lit = false },
  scenes = {
    quay = { text = "Fog on the water.", choices = {
      { "Light the lamp", id = "light", when = "not is_lit", set = { is_lit = true } },
      { "Look up", id = "look", effect = function(run)
        local lamp = not run.vars.is_lit and { oil = 1 } or nil
        log(lamp.oil) -- expect: script-error
      end },
      { "Go home", id = "leave", to = "home" } } },
    home = { text = "The tide turns.", ending = "spoken" },
  },
}
