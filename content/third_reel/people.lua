-- people.lua - who is met where; all who come to this world meet the same

define.npc "fauvel" { title = "Madame Fauvel", met = "phare/cinema" }
define.npc "zelie" { title = "Zélie", met = { "phare/booth", "phare/friday" } }
define.npc "anselme" { title = "Anselme", met = { "phare/anselme", "phare/cafe" } }
