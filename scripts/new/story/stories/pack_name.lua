-- pack_name.lua - a story: its scenes, what can be chosen in them, and how it ends

-- What the world remembers when a run is over. The next one, in the same world, finds it as it was left.
define.world { verses = 0 }

define.story "pack_name" {
  title = "pack_title",
  start = "gate",
  vars = { has_key = false }, -- what a run remembers, and what it begins with

  scenes = {
    gate = {
      intensity = 0, -- how much it asks of its reader, to 1. A story that says this nowhere is closed to all who asked to be spared something
      -- {first|then|last} goes on with each visit. A part with `when` is told only while that holds.
      text = {
        [[{A garden gate, shut. Behind it somebody is singing, not very well.|The gate again. The singing has come a little nearer.}]],
        { when = "world.verses >= 1", text = [[Somebody has hung a second cup on the pump.]] },
      },
      choices = {
        -- A choice has a label, an id that never changes, and where it leads. With `locked` it is shown while it cannot be taken.
        { "Open the gate", id = "open", to = "garden", when = "has_key", locked = "It is locked, and has a keyhole." },
        { "Look under the flower pot", id = "look", when = "not has_key", set = { has_key = true },
          reply = [[A key, as there always is.]] }, -- no `to`: one stays
        { "Walk on", id = "walk_on", to = "road" },
      },
    },

    garden = {
      text = [[An old man is watering beans, with his back to you. He sings the first verse twice. It seems that there was a second one, once.]],
      choices = {
        { "Sing the second verse", id = "sing", to = "sung",
          event = { action = "sings the second verse over a garden wall", major = true }, -- a deed that others in this world can hear of
          effect = function(run, universe) universe:add("verses", 1) end },
        { "Go back to the gate", id = "back", to = "gate" },
      },
    },

    -- A scene with `ending` is the last of its run.
    sung = { text = [[He does not turn round. But he waters the same bean for as long as the verse lasts, and then says: "That was it."]], ending = "sung" },
    road = { text = [[By the bend you find that you are humming it.]], ending = "walked_on" },
  },
}
