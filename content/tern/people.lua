-- people.lua - who is met where; all who come to this world meet the same

define.npc "standby" { title = "Standby", met = "standby/bunk" }
