-- init.lua - a moment told by a grammar that there is not

define.story "tale" {
  title = "A Tale", start = "quay",
  scenes = {
    quay = {
      text = "Fog.",
      narrate = { -- expect: unknown-grammar
        brief = "The quay.", grammar = "quai",
      },
      choices = { { "Go home", id = "leave", to = "home" } },
    },
    home = { text = "The tide turns.", ending = "spoken" },
  },
}

define.grammar "quay" {
  origin = { "Fog." },
}
