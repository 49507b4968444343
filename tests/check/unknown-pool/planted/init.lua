-- init.lua - a pool that nothing is in

define.story "tale" {
  title = "A Tale", start = "quay",
  scenes = {
    quay = { text = "Fog.", next = "home", draw = { pool = "dusk" } }, -- expect: unknown-pool
    home = { text = "The tide turns.", ending = "spoken" },
  },
}
