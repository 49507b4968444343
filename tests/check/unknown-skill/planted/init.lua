-- init.lua - a skill that requires what there is not

define.skill "knots" { title = "Knots", cost = 1 }
define.skill "rigging" { title = "Rigging", cost = 1, requires = "knot" } -- expect: unknown-skill
