-- people.lua - who is met where; all who come to this world meet the same

define.npc "bea" { title = "Bea Tonkin", met = "shop/bea_comes" }
define.npc "dan" { title = "Dan Rickard", met = { "shop/dan_door", "shop/dan_chair" } }
define.npc "oakes" { title = "Mr Oakes", met = { "shop/saturday", "shop/oakes" } }
