-- init.lua - three skills that can never be learned, as each waits for the next

define.skill "knots" { title = "Knots", cost = 1 }
define.skill "ropes" { title = "Ropes", cost = 1, requires = { "knots", "sails" } } -- expect: skill-cycle
define.skill "rigging" { title = "Rigging", cost = 1, requires = "ropes" }
define.skill "sails" { title = "Sails", cost = 1, requires = "rigging" }
