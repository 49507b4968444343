-- init.lua - a brace that is never closed

define.story "tale" {
  title = "A Tale", start = "quay",
  scenes = {
    quay = {
      text = "Fog on {the water.", -- expect: bad-text
      next = "home",
    },
    home = { text = "The tide turns.", ending = "spoken" },
  },
}
