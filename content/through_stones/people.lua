-- people.lua - who is met where; all who come to this world meet the same

define.npc "agnes" { title = "Agnes Muir", met = "march/hall" }
define.npc "sorley" { title = "Sorley", met = { "march/duchess", "march/dyke" } }
define.npc "nell" { title = "Nell", met = { "march/four_bus", "march/found" } }
