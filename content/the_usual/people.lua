-- people.lua - who is met where; all who come to this world meet the same

define.npc "ife" { title = "Ife", met = "night/counter" }
define.npc "osei" { title = "Mr Osei", met = "night/osei" }
define.npc "lund" { title = "Mr Lund", met = "night/lund" }
define.npc "teo" { title = "Teo", met = "night/teo" }
