-- seven.lua - the last room of the round, the chains under the roof, and what is done with the book at seven

local leaves = require "leaves"

define.scene "round/glass_door" {
  intensity = 0,
  text = {
    [[{The last room of the round is Periodicals. It used to be Law. The glass is new, and has a row of paper birds on it, so that nobody will walk into it. Through the birds you see a carpet, racks, one lamp that has been left on.|The glass, the birds, the lamp.}]],
    { when = "open_at >= 6", text = [[{The book has got its own idea. You have both thumbs on it.|}]] },
  },
  choices = {
    { "Go in, to where the desk stood", id = "go_in", when = "open_at < 6", locked = "With the book as far open as that, you would be going in on the fourteenth.",
      to = "law_room", themes = { "violence" }, intensity = 0.6 },
    { "Go in as far as the first rack, for the lamp", id = "first_rack", to = "periodicals" },
    { "Look in from here, and write it down as seen", id = "as_seen", to = "old_library",
      effect = function(run) run:integrate("offer_skip_options") end,
      reply = [[*3.40, Periodicals, from the door,* you write in the night book. There is a column for remarks. *Birds,* you write.]] },
    { "Wait on the balcony until it is nearer four", id = "nearer_four", once = true, detour = "balcony" },
  },
}

define.scene "round/law_room" {
  themes = { "violence" }, intensity = 0.65, instead = "periodicals",
  warning = { type = "violence", severity = "moderate", description = "You go back into the room where it happened, and it is all there for a moment.", skippable = true },
  enter = function(run) leaves.open(run, 4) end,
  text = [[It is fourteen steps. At the sixth you are off the carpet, and the floor is loud. The book opens in your hand like something that wants feeding. White glass; the boots; the lamp on its side, swinging its light along the spines, *Tort*, *Tort*, *Trusts*. You are quite small. Then somebody snores. On the very place, on his back on three chairs, with the Tax Reports under his head, lies a boy in one sock. His mouth is open. On his chest, going up and down, there is half a cheese roll.]],
  choices = {
    { "Put your coat over him", id = "coat_over", to = "old_library",
      effect = function(run)
        leaves.close(run, 5)
        run:milestone("where the desk stood")
        run:insight("Somebody has slept there since.")
      end,
      event = { action = "puts a coat over somebody asleep in Periodicals" },
      reply = [["Is it over?" he says, without opening his eyes. "At nine," you say. He has Statistics written on his wrist. "Oh, good," says the boy, and turns on his side, with the roll.]] },
    { "Sit down on the floor, and feel for where the desk was", id = "sit_floor", to = "old_library",
      effect = function(run)
        leaves.close(run, 4)
        run:milestone("where the desk stood")
      end,
      reply = [[It was bolted down. They have plugged the holes with new wood, and one can find them with a finger: four, level, warmer than the rest. {seventh ~= '': Above each there were some more, you have been told, upside down.|You sit there until the snore has got into the next bar.}]] },
    { "Go out by the nearest way", id = "law_out", detour = "balcony", to = "old_library", effect = leaves.closing(2),
      reply = [[{says:"Floor," you say aloud, for the boy, before you walk on it.|He does not wake.}]] },
  },
}

define.scene "round/periodicals" {
  intensity = 0,
  text = [[You go in as far as the carpet goes. Behind the first rack a boy lies on three chairs, in one sock, with the Tax Reports under his head. There is half a cheese roll on his chest, going up and down. The lamp has been left on for him, or by him. It is as quiet as a room is in which there is one person who is not worried.]],
  choices = {
    { "Turn the lamp away from his face", id = "turn_lamp", to = "old_library", effect = leaves.closing(2),
      reply = [[It shines on the racks instead, on *The Beekeeper*, *Bell Founding*, *Blood*. He sighs. A little of the cheese has gone.]] },
    { "Sit down in the fourth chair for a while", id = "fourth_chair", to = "old_library",
      effect = function(run)
        leaves.close(run, 3)
        run:integrate("enable_gentle_pacing")
      end,
      reply = [[The book lies in your lap. It goes up and down as well. It may be you.]] },
  },
}

define.scene "round/old_library" {
  intensity = 0,
  text = {
    [[{Under the roof, up a stair as narrow as a sleeve, is the oldest part. They chained them, in 1611. Every book has its chain, from the fore-edge to a rod, long enough to be laid on the slope and read, and not long enough for the door. In the third press one chain hangs free. It has a clip at the end, polished by nothing that you can think of.|The presses, the slopes, the one chain.}]],
    { when = "world.on_chain >= 1", text = [[{Next to it a thin grey book hangs by itself, with its back to the wall. *Tuesdays and Thursdays,* says the tag on the chain.|}]] },
    [[{Over it is a brass plate. *What is kept here is for those that come up to it.*|}]],
  },
  reflect = { [[If a thing of yours hung here, on which days could one come up?]], minutes = 2 },
  choices = {
    { "Try how far it reaches", id = "try_chain", once = true, effect = leaves.closing(1),
      reply = [[To the slope, and as far as the bench. You hold the end and walk toward the stair, and two yards before it you are told, quite civilly, by the wrist.]] },
    { "Sit on the bench until it gets grey", id = "bench_grey", to = "six", effect = leaves.closing(2),
      reply = [[There is a window the size of a folio. It is black, black with a roof in it, a roof. {today:You stamp the sill.|A pigeon gets up and looks in at you, from the side.}]] },
    { "Go down; they will be wanting their coats", id = "go_down", to = "six" },
  },
}

define.scene "round/six" {
  intensity = 0,
  text = {
    [[{Six. The lamps go out one at a time, at the readers' own pace, until there are nine. On the returns trolley they have left you Livy, tables, an orange. Nothing lies on top. You have the book in your hand; that is the difference.|Nine lamps.}]],
    { when = "walked_c", text = [[{Through the hall comes a draught, from C. It is only weather.|}]] },
  },
  choices = {
    { "Stamp the last leaf with the date", id = "stamp_last", when = "today", locked = "The stamp has yesterday on it still, by now the day before that.", once = true,
      effect = function(run)
        leaves.close(run, 5)
        run:integrate("support_therapeutic_goals")
        run:milestone("another date")
      end,
      event = { action = "stamps the last leaf of a book with tonight's date" },
      reply = [[On every leaf there is the same fourteenth. Now under the last of them comes another day. It is crooked. You blow on it.]] },
    { "Eat the orange in the lodge", id = "orange", once = true, detour = "lodge", effect = leaves.closing(1) },
    { "Go to the hall for seven o'clock", id = "seven", to = "morning" },
  },
}

define.scene "round/morning" {
  intensity = 0,
  text = {
    [[{Seven. The day shift comes in with snow on its hats. Gethin has hung up the keys, and holds out his hand for yours. {says:"Morning," he calls, a little before it is one.|Somewhere outside they are at it with shovels.}|Seven.}]],
    { when = "run.character:feeling('gethin') >= 0.5", text = [[{There is a tag on his board with nothing on it. "It's no door," says Gethin. "It's so that there's a nail."|}]] },
    { when = "run.character:feeling('dilys') >= 0.4", text = [[{From the coal steps, going away, one hears a tune. It gets past the pillar box, and some way round the corner.|}]] },
    { when = "open_at >= 2", text = [[{You have the book under your arm. It has a finger in it, and the finger is yours.|}]] },
    { when = "open_at < 2", text = [[{The book is under your arm, shut. It weighs three hundred and forty grams.|}]] },
  },
  choices = {
    { "Put it on the chain", id = "put_chain", to = "chained", when = "(sewn ~= '' or slip) and seen.old_library", locked = "As it is, it would do nothing but fall open, up there too.",
      effect = function(run, universe)
        universe:add("on_chain", 1)
        run:integrate("create_meaningful_choices")
      end,
      event = { action = "puts a grey book on the free chain in the old library", consequences = "It can be read there, by those that come up to it.", major = true } },
    { "Set it on the shelf at 31, beside the other", id = "beside_other", to = "two_copies", when = "seventh ~= '' and run.character:feeling('imke') >= 0.3", locked = "You know of no other, or not well enough to ask.",
      effect = function(run) run:integrate("create_meaningful_choices") end,
      event = { action = "sets a grey book beside another copy of it", consequences = "At desk 31 two spines lean on each other.", major = true } },
    { "Take it home in your bag, with the bread", id = "take_home", to = "taken_home", when = "open_at == 0", locked = "It is still open by {open_at == 1: a leaf|some leaves}. It would be at the bread.",
      effect = function(run) run:integrate("create_meaningful_choices") end,
      event = { action = "signs a grey book out of the library, for once by the front" } },
    { "Give back the keys, and get the number nine", id = "number_nine", to = "number_nine",
      event = { action = "gives back the keys at seven, and gets the number nine" } },
  },
}

define.scene "round/chained" {
  text = {
    [[You carry it up. The clip goes on to the board with a click that you have been told of beforehand, by yourself. You lay it on the slope, and it opens {sewn ~= '': at the pear|at a blue slip}. You shut it. You put it up on the shelf, with its back to the wall as they all have it, and go down. It comes as far as the chain does.]],
    { when = "seventh == 'in'", text = [[It has twelve leaves now. Somebody who comes up might read the seventh first.]] },
    [["Tuesdays and Thursdays," you tell Gethin, and he writes it on a tag. "Two till three. I've the key." On the number nine there is a seat beside you. Somebody sits down on it. He has a ladder.]],
  },
  ending = "chained",
}

define.scene "round/two_copies" {
  text = {
    [[Imke is packing up her kerb. You hold it out, and she moves some lichens along. They stand there, the two of them, grey on grey, and lean, and do not fall over; each would, by itself.]],
    { when = "seventh == 'in'", text = [["Twelve and twelve," says Imke. She has put in hers, in pencil, who has the other.]] },
    { when = "seventh == 'hers'", text = [["Twelve and eleven," says Imke. "So nobody's to go off with mine."]] },
    [[You go out by {walked_c:C, since it is on the way to nothing|the front}. She tells you what she says in shops, and you tell her about the bus and the scales at the chemist's. On the third step she stops, and bends, and shows you a place on the edge, where a bit is gone. It has begun to grow over. One would need a lens.]],
  },
  ending = "two_copies",
}

define.scene "round/taken_home" {
  text = {
    [[The boy from the day shift signs it out to you. "Three weeks," he says. You tell him that you may be longer. It goes in the bag between the bread and the gloves, and on the number nine you have to look to see if it is there.]],
    { when = "sewn ~= ''", text = [[At home you stand it on its spine on the table and take your hands away. It stays up while you cut the bread.]] },
    { when = "sewn == ''", text = [[At home you lay it on the table, and cut the bread, and it lies there.]] },
    [[Then you look for a place. It goes between a cookery book and the one about eels, which you do not remember buying. It is not a thick book. On Sunday, dusting, you take down the wrong one first.]],
  },
  ending = "taken_home",
}

define.scene "round/number_nine" {
  text = {
    [[You give Gethin the ring. He tells it over with his thumb, and hangs up each on its nail. "You'll have seen," he says, "that there's a night in March." You say that you have seen it.]],
    { when = "seventh ~= ''", text = [[Someone runs across the road after the bus with a stone under her arm, and gets in at the back. You show her the seat. The book is on it, and she picks it up, says "Budge," and sits down.]] },
    { when = "seventh == ''", text = [[On the number nine the seat beside you is taken, by the book. It looks out at the snow with you. You show it the river.]] },
    [[You get off by the middle door. There are three on this bus, and a hatch in the roof.]],
  },
  ending = "number_nine",
}
