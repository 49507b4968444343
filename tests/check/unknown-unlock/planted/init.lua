-- init.lua - an unlock of a pack that is not there

define.story "tale" {
  title = "A Tale", start = "quay",
  scenes = {
    quay = { text = "Fog on the water.", choices = { { "Go home", id = "leave", to = "home" } } },
    home = { text = "The tide turns.", ending = "spoken" },
  },
}
on("unlock.granted", { id = "beacon:bright" }, function() end) -- expect: unknown-unlock
