-- init.lua - more names given up than can be held

local many = {}
for number = 1, 1001 do many["tale/old" .. number] = "tale/quay" end
define.aliases { scenes = many } -- expect: too-many
define.story "tale" {
  title = "A Tale", start = "quay",
  scenes = {
    quay = { text = "Fog on the water.", choices = { { "Go home", id = "leave", to = "home" } } },
    home = { text = "The tide turns.", ending = "spoken" },
  },
}
