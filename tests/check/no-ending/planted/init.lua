-- init.lua - a story that never ends, and one that says so
define.story "tale" { -- expect: no-ending
  title = "A Tale", start = "quay",
  scenes = {
    quay = { text = "Fog.", choices = { { "Wait", id = "wait" } } },
  },
}

define.story "open" {
  title = "Open", start = "quay", endless = true,
  scenes = { quay = { text = "Fog.", choices = { { "Wait", id = "wait" } } } },
}
