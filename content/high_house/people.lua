-- people.lua - who is met where; all who come to this world meet the same

define.npc "bel" { title = "Sister Bel", met = "hurry/gate" }
define.npc "anton" { title = "Brother Anton", met = { "hurry/supper", "hurry/kitchen" } }
define.npc "ilo" { title = "Ilo", met = { "hurry/north_door", "hurry/yard", "hurry/noon" } }
define.npc "matti" { title = "Brother Matti", met = { "hurry/loft", "hurry/loft_quiet", "hurry/bell" } }
