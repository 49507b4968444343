-- init.lua - a grammar that asks for a fact which the moment does not have

define.story "tale" {
  title = "A Tale", start = "quay",
  scenes = {
    quay = {
      text = "Fog.",
      narrate = { brief = "The quay.", facts = { lamp = "the lamp is out" } },
      choices = { { "Go home", id = "leave", to = "home" } },
    },
    home = { text = "The tide turns.", ending = "spoken" },
  },
}

define.grammar "tale" {
  origin = {
    "So it is: {@fact.lamp}.",
    "So it is: {@fact.lamb}.", -- expect: unknown-fact
  },
}
