-- init.lua - a metaconcept that there is not

define.metaconcept "growth" { title = "Growth" }
define.focus "sorrow" { title = "Sorrow", setting = "A quay", ideas = { "time" }, metaconcepts = { "growht" } } -- expect: unknown-metaconcept
