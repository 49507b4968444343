-- init.lua - the standard story: what an ordinary turn costs. It never ends, and something is always open.

define.world { warm_nights = 0 }

local function warm(_, universe)
  universe:add("warm_nights", 1)
end

define.story "standard" {
  title = "The Standard Evening", start = "quay", endless = true,
  vars = { lit = false, oil = 3 },
  scenes = {
    quay = {
      intensity = 0,
      text = [[Fog on the water. {lit: The lantern burns.|The lantern is dark.}]],
      choices = {
        { "Light it", id = "light", when = "not lit and oil > 0", set = { lit = true }, effect = warm,
          event = { action = "lights the lantern", consequences = "Boats find the harbour." } },
        { "Put it out", id = "douse", when = "lit", set = { lit = false }, add = { oil = 1 }, effect = warm,
          event = { action = "puts the lantern out" } },
        { "Walk to the steps", id = "walk", when = "world.warm_nights >= 0", set = { oil = 5 }, to = "steps", effect = warm,
          event = { action = "walks to the steps" } },
      },
    },
    steps = {
      text = [[{Wet stone.|The steps again.} {oil >= 4: The can is heavy.}]],
      choices = {
        { "Sit", id = "sit", when = "oil > 2", add = { oil = -1 }, effect = warm,
          event = { action = "sits on the steps" } },
        { "Go back, lantern in sight", id = "back", when = "lit", set = { oil = 2 }, to = "quay", effect = warm,
          event = { action = "goes back to the quay" } },
        { "Go back in the dark", id = "back_dark", when = "not lit", set = { oil = 2 }, to = "quay", effect = warm,
          event = { action = "feels the way back to the quay" } },
      },
    },
  },
}
