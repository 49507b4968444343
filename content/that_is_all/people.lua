-- people.lua - who is met where; all who come to this world meet the same

define.npc "teodora" { title = "Teodora Paz", met = "stair/foreman" }
define.npc "ferris" { title = "Ferris", met = { "stair/lines", "stair/ferris_morning" } }
define.npc "imi" { title = "Imi", met = { "stair/supper", "stair/river" } }
