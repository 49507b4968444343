-- init.lua - shared choices that there are not

define.story "tale" {
  title = "A Tale", start = "quay",
  scenes = {
    quay = { text = "Fog.", next = "home", include = { "wayside" } }, -- expect: unknown-choices
    home = { text = "The tide turns.", ending = "spoken" },
  },
}
