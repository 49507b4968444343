-- init.lua - a story that says nowhere what it asks of its reader
define.story "tale" { -- expect: undeclared-care
  title = "A Tale", start = "quay",
  scenes = { quay = { text = "Fog.", ending = "home" } },
}
