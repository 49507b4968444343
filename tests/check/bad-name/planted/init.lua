-- init.lua - a scene with a blank in its name

define.story "tale" {
  title = "A Tale", start = "quay",
  scenes = {
    quay = { text = "Fog.", choices = { { "Go home", id = "leave", to = "home" } } },
    ["the quay"] = { text = "Fog.", next = "home" }, -- expect: bad-name
    home = { text = "The tide turns.", ending = "spoken" },
  },
}
