-- road.lua - whom one meets on the long lane

local bag = require "bag"
local with = require "companions"

define.storylet "man_with_door" {
  story = "journey", pool = "road", label = "A man with a door on his back", weight = 2, cooldown = 120,
  text = [[{A man comes up the lane with a door on his back, a whole one, green, with its frame. He lets it down and it stands there across the road. "I'm between houses," he says. "It's the only bit I wanted to keep." He opens it for you, to let you by, and it creaks, and he shuts his eyes and listens to it creak.|The man with the door is sitting in it, on the step, eating an egg. "Come in," he says, and laughs. "Or go out. I never know, here."}]],
  choices = {
    { "Go through it", id = "through_door", to = "village_square",
      event = { action = "goes through a door that stands in the middle of the lane" },
      reply = [[{You wipe your feet. It is the same lane on the other side, but you have come into it.|You knock this time, and he is delighted.}]] },
    { "Carry the other end for a while", id = "carry_door", to = "village_square", add = { ease = 1 },
      event = { action = "carries one end of a door up the lane", consequences = "A man gets as far as the thorn tree before noon." },
      reply = [[You take the hinge side. You walk through honeysuckle with a door between you, and talk over the top of it, and by the thorn tree you have heard about everyone who ever slammed it.]] },
    { "Go round", id = "round_door", to = "village_square",
      event = { action = "goes round a door in the lane" },
      reply = [["There's always one," he says kindly.]] },
  },
}

define.storylet "tinker" {
  story = "journey", pool = "road", label = "The tinker with the pans", cooldown = 80,
  text = [[{The tinker can be heard a good while before she is there. Forty pans, all talking. "I mend what leaks," she says, and puts down the yoke, and the lane goes quiet as a church. "And if it only leaks a bit I'll tell you what it's good for. You'd be surprised what a bit of a leak is good for. Seedlings."|The tinker again, coming the other way, with the same number of pans. "I never get ahead," she says contentedly.}]],
  choices = {
    { "Ask her about something that leaks", id = "ask_leak", to = "village_square", add = { ease = 1 },
      event = { action = "asks the tinker about something that leaks" },
      reply = [[{You did not bring it with you; you describe it. She listens with her head on one side. "I'd leave that one," she says. "That one's letting something out."|"Drier?" she asks. You think about it. "Slower," you say. "There you are," says the tinker.}]] },
    { "Buy a thimble for a story", id = "buy_thimble", to = "village_square", effect = function(run) bag.add(run, "thimble") end,
      event = { action = "trades the tinker a story for a thimble" },
      reply = [[You tell her the one with the goose. She has you tell the end of it twice.]] },
    { "Help her get the yoke up", id = "lift_yoke", to = "village_square",
      event = { action = "helps the tinker up with her yoke" },
      reply = [[It goes up with a crash like a dropped kitchen. You hear her till the third bend, and for a while after that you think you do.]] },
  },
}

define.storylet "lost_child" {
  story = "journey", pool = "road", label = "A child on a gate", cooldown = 160,
  text = [[{A child sits on a field gate with both boots on the wrong feet. "I'm not lost," it says. "I know where I am. It's only that they don't." It has been up here since the cows went by. It can see, it tells you, everybody who is looking for it, and they are mostly looking in the wrong sort of place, low down, and calling, when all this time it has been up here and quiet.|The child is on its gate, and has brought a friend. "She isn't lost either," it says.}]],
  choices = {
    { "Get up on the gate as well", id = "sit_gate", to = "village_square", add = { ease = 1 },
      event = { action = "sits on a gate with a child who is not lost" },
      reply = [[From up here you see them too, five people with their hands to their mouths, in the beans. After a time the child sighs. "I suppose they've had enough," it says, and waves.]] },
    { "Walk it home", id = "walk_child", to = "village_square",
      event = { action = "walks a child home down the long lane", consequences = "Five people come out of the beans." },
      reply = [[It takes your hand without looking, as one takes a rail. At the first house it lets go, and goes in on its own, to have come by itself.]] },
    { "Swap its boots over", id = "swap_boots", to = "village_square",
      event = { action = "swaps a child's boots on to the right feet" },
      reply = [["Oh," it says, walking up and down. "I thought that was just what walking was."]] },
  },
}

define.storylet "rain_on_road" {
  story = "journey", pool = "road", label = "A shower", cooldown = 48,
  text = [[{&It comes over the hedge without any warning, a shower with the sun in it, and everything on the lane begins to shine and smoke. There is a thorn tree to stand under. Someone is standing there already, a woman with a basket of eggs. She moves the basket over with her foot, and you watch, both of you, the place where you were about to have been walking.|Rain again, at the same bend, as though it lived there. Under the thorn stand a carter, a carter's dog, and a pig on a string. They make room, the pig last. No one says anything about the weather; it is all round you, and saying what it has to say.}]],
  choices = {
    { "Wait it out", id = "wait_rain", to = "village_square", add = { ease = 1 },
      event = { action = "waits out a shower under the thorn tree" },
      reply = [[{&It takes as long as it would have taken to worry about it. Then a blackbird tries the first note, and you all step out.|"That's that, then," someone says at last, the way one says amen.}]] },
    { "Walk on in it", id = "walk_rain", to = "village_square",
      event = { action = "walks on down the lane in the rain" },
      reply = [[After the first minute you cannot get any wetter. From then on it is remarkably like being let off something.]] },
    { "Hold out a cup", id = "cup_rain", to = "village_square",
      event = { action = "drinks rain from a cup under the thorn tree" },
      reply = [[It fills a finger deep. You share it round. It tastes of hedge.]] },
  },
}

define.storylet "the_other_traveller" {
  story = "journey", pool = "road", label = "Somebody with your walk", weight = function(run) return run.turn > 60 and 3 or 1 end, cooldown = 200,
  text = {
    { text = [[{Someone is coming towards you who walks the way you do, the left foot a bit out, as if it had somewhere else to be. They have the gate sword on, and a new bag, and they are looking at everything. You see them see you. "Is it far?" they ask. They do not say to what.|The one with your walk again. They are browner, and the bag has a patch on it now. You both lift a hand at the same moment, and both laugh.}]] },
    { when = with.thread, text = [[On the wrist they lift there is a pale ring, three turns wide, where something has been.]] },
    { when = with.hare, text = [[Something brown is running in the ditch beside them, low, keeping up. The hare and it look at each other, and pass.]] },
    { when = with.rule, text = [[They are a little taller than you, or on the upper side of the road.]] },
  },
  choices = {
    { "Tell them what you would have liked to hear", id = "tell_other", to = "village_square", add = { ease = 1 },
      event = { action = "tells a newcomer on the lane what would have been good to hear", consequences = "Somebody goes in under the trees a bit more slowly." },
      reply = [[{You tell them that there is a tap, and a chair with its back to the wall, and that the frond has a wren in it. They say it over, so as to keep it.|You tell them about the second cup of tea. "I've had that," they say. "I've wanted to tell you about it."}]] },
    { "Ask them what it looks like to somebody new", id = "ask_other", to = "village_square",
      event = { action = "asks a newcomer what the lane looks like" },
      reply = [["Deep," they say, and look up the banks. "As if it had been walked by hand." You look up the banks too. It has.]] },
    { "Nod, and pass on the left", id = "nod_other", to = "village_square",
      event = { action = "nods to a newcomer in the lane" },
      reply = [[They pass on the left as well, and so you both have to do it twice.]] },
  },
}

define.storylet "procession" {
  story = "journey", pool = "road", label = "People coming up with green boughs", once = true, urgent = true, when = "world.grove_open and world.miller_helped",
  text = [[They are coming up the lane from the village with green boughs, in their good coats, all nine houses of them. In front goes the miller, floury to the lashes, with a loaf held out before her in both hands. They are walking the bounds, they say, now that there are bounds again, from the mill to the spring and back. You stand in the bank to let them by, and each one as they pass puts a leaf in your hat.]],
  choices = {
    { "Walk with them", id = "walk_bounds", to = "village_square", add = { ease = 2 },
      event = { action = "walks the bounds with the villagers, mill to spring", consequences = "Someone who was not from here is counted in." },
      reply = [[You are put between the teacher and the hen, who is carried. At each stone somebody is bumped against it, so as to remember. At the seventh it is you.]] },
    { "Take off your hat, leaves and all", id = "hat_bounds", to = "village_square",
      event = { action = "bares their head to the villagers walking the bounds" },
      reply = [[They lift their boughs. For as long as it takes them to go by the lane has a roof.]] },
    { "Hold the gate for the last ones", id = "gate_bounds", to = "village_square",
      event = { action = "holds a gate for the last of the procession" },
      reply = [[The last is a very old man, who is not going to be hurried by boughs. "Seen it before," he says as he passes. "Not this well."]] },
  },
}
