-- people.lua - who is met where; all who come to this world meet the same

define.npc "gethin" { title = "Gethin Bowen", met = { "round/doors", "round/half_two" } }
define.npc "dilys" { title = "Dilys Prothero", met = "round/bindery" }
define.npc "imke" { title = "Imke", met = "round/imke" }
