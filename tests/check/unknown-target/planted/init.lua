-- init.lua - targets that there are not

define.story "tale" {
  title = "A Tale", start = "quay",
  scenes = {
    quay = {
      text = "Fog.",
      choices = {
        { "Go home", id = "leave", to = "hone" }, -- expect: unknown-target
        { "Wait", id = "wait", to = "home" },
      },
    },
    home = { text = "The tide turns.", ending = "spoken" },
  },
}
on("ending.reached", { ending = "tale/spokn" }, function() end) -- expect: unknown-target
