-- people.lua - who is met where; all who come to this world meet the same

define.npc "wenna" { title = "Wenna", met = "river/pitch" }
define.npc "tobit" { title = "Tobit", met = "river/soup" }
define.npc "pim" { title = "Pim", met = "river/pim" }
define.npc "hanneke" { title = "Hanneke", met = { "river/list", "river/list_name" } }
define.npc "osk" { title = "Osk", met = "river/jars" }
