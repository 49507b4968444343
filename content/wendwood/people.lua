-- people.lua - who is met where; all who come to this world meet the same

define.npc "ottoline" { title = "Ottoline Marsh", met = { "queen/stile", "queen/home" } }
define.npc "bet" { title = "Bet Thorne", met = "queen/pegs" }
define.npc "wren" { title = "Wren", met = "queen/log" }
define.npc "osk" { title = "Osk", met = "queen/burner" }
define.npc "jory" { title = "Jory Vane", met = "queen/jory" }
