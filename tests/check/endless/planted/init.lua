-- init.lua - two scenes that follow each other for ever once the wheel is loose

define.story "tale" {
  title = "A Tale", start = "quay", vars = { is_loose = false },
  scenes = {
    quay = { text = "Fog on the water.", choices = {
      { "Loosen the wheel", id = "loosen", set = { is_loose = true } },
      { "Turn the wheel", id = "turn", to = "wheel" },
      { "Go home", id = "leave", to = "home" } } },
    wheel = { text = "It turns.", next = "again", choices = { -- expect: endless
      { "Hold it", id = "hold", when = "not is_loose", to = "quay" } } },
    again = { text = "And turns.", next = "wheel" },
    home = { text = "The tide turns.", ending = "spoken" },
  },
}
