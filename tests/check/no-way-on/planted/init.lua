-- init.lua - a scene without a way on

define.story "tale" {
  title = "A Tale", start = "quay",
  scenes = {
    quay = { text = "Fog.", choices = { { "Go home", id = "leave", to = "home" }, { "Jump", id = "jump", to = "deep" } } },
    deep = { text = "Water." }, -- expect: no-way-on
    home = { text = "The tide turns.", ending = "spoken" },
  },
}
