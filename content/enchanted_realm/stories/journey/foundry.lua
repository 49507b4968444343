-- foundry.lua - the bell foundry, and a bell with a flaw

local bag = require "bag"
local with = require "companions"

define.scene "journey/foundry_yard" {
  place = "foundry",
  text = {
    { text = [[{You hear the foundry before you see it, since the yard is full of bells that did not come out. They stand in the nettles, mouth down, from the size of a cup to the size of a cottage. Each has a chalk mark with what is wrong with it. "Flat," it says, "Sharp," "Sulks," "Like a bucket." When the wind goes through they all answer, and it is the loveliest sound you have heard in this country.|The bells stand in the nettles. {&A hen has brought up her brood in "Sulks."|Rain is on all of them at once, each on its own note.|Harke goes about among them with a felt hammer, and gives one and another a touch, like a man saying good night.}}]] },
    { when = with.rule, text = [[{&On one bell are marked, inch by inch, the places where it fails to be another bell. {ease >= 6: You strike it with your knuckle. So that is what it sounds like.|You lay the yellow rule on it. The hand that made the marks might be the same.}||}]] },
    { when = "world.bell_hung", text = [[There is a ring of bare earth where the largest one stood.]] },
  },
  include = { "wayside" },
  choices = {
    { "Go in to the casting pit", id = "to_pit", to = "casting_pit",
      event = { action = "goes into the bell foundry" } },
    { "Climb up to where they are tried", id = "to_loft_bells", to = "bell_loft",
      event = { action = "climbs to the trying loft of the foundry" } },
    { "Ring one that did not come out", id = "ring_failed", add = { ease = 1 },
      event = { action = "rings a bell that did not come out", consequences = "All the others in the yard answer it." },
      reply = [[{~"Like a bucket," it says on it; and so it is, like a bucket let down into a deep, clean well.|"Sulks." It takes a moment, and then gives you a low note, and a second one, as an afterthought.|"Sharp." The nettles stand up.|"Flat." It could be a very large person humming.}]] },
    { "Wipe off one of the chalk marks", id = "wipe_mark",
      event = { action = "wipes the chalk mark from a bell in the foundry yard", consequences = "One bell in the yard is only a bell." },
      reply = [[{&You use your sleeve. Without its word it stands there for a moment as though it had lost its hat.|Harke sees you do it. He looks up at the sky, to see what the sky is doing.}]] },
    { "Take the charcoal road to the forest", id = "foundry_to_hut", to = "charcoal_hut",
      event = { action = "takes the charcoal road up into the forest" } },
    { "Walk over to the tower", id = "foundry_to_tower", to = "tower_foot",
      event = { action = "walks from the foundry over to the tower" } },
    { "Walk down to the village", id = "foundry_to_square", to = "village_square",
      event = { action = "walks down from the foundry to the village" } },
  },
}

define.scene "journey/casting_pit" {
  place = "foundry",
  text = {
    { text = [[{It is dark in the foundry, so that the colour of the metal can be read. In the floor is a pit, in the pit the mould, buried to its neck like someone at the seaside. Harke talks to you with his eyes on the furnace. "You get the shape right for a month," he says, "and then you pour, and it's four minutes, and then you don't touch it for a week. It's the week that makes the bell. I've no hand in that at all."|The mould is in the pit and the pit is warm. {&"Third day," says Harke. He has a chair there with its back to it.|They are treading in the earth in their bare feet, round and round, as for wine.|The furnace door stands open, and the light from it lies on the floor, as solid as a plank.}}]] },
    { when = with.hare, text = [[{&{ease >= 6: The hare has found the warm place on the floor and is lying on it, ears and all.|The furnace coughs. The hare is out of the door, and in again, and out, attached to you by something that stretches.}||}]] },
  },
  choices = {
    { "Work the bellows", id = "work_bellows", add = { ease = 1 },
      event = { action = "works the bellows at the bell foundry" },
      reply = [[{&Long in, long out. The fire does it after you, and then you do it after the fire.|From red to orange, to a straw yellow. "There," says Harke. "Keep it there. No, you're doing it. You were doing it before I said."}]] },
    { "Throw something of your own into the metal", id = "throw_in", when = "#bag > 0",
      effect = function(run) bag.remove_last(run) end,
      event = { action = "gives something from the bag to the bell metal", consequences = "There is a grain of it in the next bell." },
      reply = [[You let fall what lies on top. It is gone before it is under. "They all have something in them," says Harke. "Spoons, mostly. Once a tooth. It's what gives them the second note."]] },
    { "Ask what he does in the week", id = "ask_week",
      event = { action = "asks the bell-founder what he does while a bell cools" },
      reply = [[{"I go to the river, and I don't fish," says Harke.|"I used to dig it up on the fifth day, to see," says Harke. "You've met those. They're in the yard."|"I sit here with it. Not so as to do anything."}]] },
    { "Keep a curl of bronze", id = "take_bronze", effect = function(run) bag.add(run, "bronze") end,
      event = { action = "keeps a curl of bronze from the foundry floor" },
      reply = [[It is gold on the inside of the curl, where it has not met anyone.]] },
    { "Go out into the yard", id = "pit_to_yard", to = "foundry_yard",
      event = { action = "comes out of the foundry into the yard" } },
  },
}

define.scene "journey/bell_loft" {
  place = "foundry",
  text = {
    { text = [[{Here they are hung up for the first time, and tried. A beam, a rope, a stool for the person who listens, and shutters on all sides which can be opened on as much of the county as one cares to trouble. {world.bell_hung: The hook is empty, and the rope has been coiled on it, neatly, like a thing that has done well.|On the hook hangs the big one. It has a crack, as fine as a hair, from the lip halfway up. "Ordered by the village," says the slip, "the year the water went." No one has had the heart to send it, or to melt it.}|The trying loft, the beam, the shutters. {world.bell_hung: Through the one to the south you can hear it in its place, four fields off, saying the hour.|The cracked bell hangs on the hook. It moves, when you come in, by the width of your coming in.}}]] },
    { when = [[run.focus == "self_esteem" and not world.bell_hung]], text = [[You look at the crack, and feel along it with your thumb. It does not go all the way. It goes as far as it goes, and from there on it is bell.]] },
  },
  choices = {
    { "Strike it, and listen to the end", id = "strike_bell", when = "not world.bell_hung", add = { ease = 1 },
      event = { action = "strikes the cracked bell in the foundry loft, and listens to the end" },
      reply = [[{It is not the note that it was made for. There is a burr in it, a roughness, like a voice in the morning. You wait for it to end, and it takes so long over it that in the meantime you have got used to it, and then fond.|You strike it again. A dog in the village answers, and he has not done that for the others.}]] },
    { "Send it down to the village as it is", id = "send_bell", when = "not world.bell_hung and seen.strike_bell", add = { ease = 1 },
      effect = function(run, universe)
        universe:change("bell_hung", true)
        run:insight("It was ordered as a bell, and it is one.")
      end,
      event = { action = "has the cracked bell sent down to the village", consequences = "It hangs over the schoolhouse door, and the bread is set by it." },
      reply = [[You and Harke and a borrowed ox. It rings at each rut the whole way down, so that when you come into the square they are all standing there already. "It's cracked," says Harke, to have it said. Ferris puts his hand on it flat. "So that's how we'll know it's ours," he says.]] },
    { "Open the shutters, one after another", id = "open_shutters",
      event = { action = "opens the shutters of the foundry loft one after another" },
      reply = [[{&North, a smell of resin. East, the mountains, with their hats on. South, someone beating a mat. West, the river, turning over.|You open them all and stand in the middle. It is like being the clapper.}]] },
    { "Climb down into the yard", id = "loft_to_yard", to = "foundry_yard",
      event = { action = "climbs down from the foundry loft" } },
  },
}
