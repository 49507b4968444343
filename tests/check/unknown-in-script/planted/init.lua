-- init.lua - names in scripts that nothing has

define.world { warm = 0 }
define.story "tale" {
  title = "A Tale", start = "quay", vars = { names = 0 },
  scenes = {
    quay = {
      text = "Fog. {world.warm} nights, {names} names.",
      choices = {
        { "Light it", id = "light", effect = function(run, universe)
          universe:add("warm", 1)
          universe:add("warmm", 1) -- expect: unknown-in-script
          run.vars.names = #universe:echoes "songs" + #universe:echoes "song" -- expect: unknown-in-script
          run:integrate "growthh" -- expect: unknown-in-script
          if universe:get "warm" > 3 then run:go("hone") end -- expect: unknown-in-script
        end },
        { "Go home", id = "leave", to = "home" },
      },
    },
    home = { text = "The tide turns.", ending = "spoken" },
  },
}
define.echo "songs" { story = "tale" }
define.skill "knots" { title = "Knots", cost = 1 }
define.unlock "tied" { title = "Tied", when = function(progression)
  return progression:learned "knots"
    or progression:learned "knot" -- expect: unknown-in-script
end }
define.metaconcept "growth" { title = "Growth" }
