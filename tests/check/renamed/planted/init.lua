-- init.lua - a name that was given up and is still used

define.aliases { scenes = { ["tale/pier"] = "tale/quay" } }
define.story "tale" {
  title = "A Tale", start = "quay",
  scenes = {
    quay = {
      text = "Fog.",
      choices = {
        { "Wait", id = "wait", to = "pier" }, -- expect: renamed
        { "Go home", id = "leave", to = "home" },
      },
    },
    home = { text = "The tide turns.", ending = "spoken" },
  },
}
