-- water.lua - whom one meets along the towpath

local bag = require "bag"
local with = require "companions"

define.storylet "bottle" {
  story = "journey", pool = "water", label = "A bottle in the reeds", cooldown = 100, weight = 2,
  text = [[{&A bottle has come to land, with a paper in it. The cork has been cut to fit by someone with time. "I do not need anything," the paper says. "I am on the third bend above you. There are kingfishers. If you have anything to tell, the current is good from you to the next."|A green bottle, and in it a drawing, done in a moving boat; a heron, or an umbrella. On the back is written, "Which?"|A bottle with nothing in it but a breath of air. It says so on the label. "From up here, early, after rain."}]],
  choices = {
    { "Write something on the back, and send it on", id = "send_bottle", to = "river_bank", add = { ease = 1 },
      event = { action = "sends a bottle on down the river", consequences = "Somebody on a lower bend will know of it." },
      reply = [[{&You write what there is. There is a willow, a cow up to its knees, and you. You cork it, and it bobs off, with great tact.|"Heron," you write, and below it, since one never knows, "Umbrella."}]] },
    { "Keep the cork, and let the rest go by", id = "keep_cork", to = "river_bank", effect = function(run) bag.add(run, "cork") end,
      event = { action = "keeps the cork of a bottle from the river" },
      reply = [[You whittle a new one for it out of a stick. It fits less well, and better than nothing.]] },
    { "Set it back on the water as it was", id = "return_bottle", to = "river_bank",
      event = { action = "sets a bottle back on the river as it was" },
      reply = [[It turns twice in the slack, finds the current, and is all at once somebody else's.]] },
  },
}

define.storylet "washerwoman" {
  story = "journey", pool = "water", label = "A woman washing sheets", cooldown = 80,
  text = [[{A woman is rinsing sheets from a stone. She lets each go out into the river to its full length, white, alive, pulling like a kite, and hauls it in. "You have to let it right out," she says, "and you have to keep hold. I've known those who could do the one." She gives you a corner. It is extraordinary how strong the river is, at the end of a sheet.|The woman at her stone. "Corner," she says to you, and has already given it you.}]],
  choices = {
    { "Let it right out, and keep hold", id = "hold_sheet", to = "river_bank", add = { ease = 1 },
      event = { action = "helps rinse sheets in the river" },
      reply = [[{&It runs out, and you lean back against it, and it is the whole river that you have there by the hem. Then you bring it in, hand over hand, heavy and clean.|This time you laugh, and so does she. It pulls at you like a child with something to show.}]] },
    { "Wring, she one way, you the other", id = "wring_sheet", to = "river_bank",
      event = { action = "wrings sheets with a washerwoman" },
      reply = [[For this there have to be two, and they have to disagree. The water runs down off your elbows.]] },
    { "Ask what became of the one she lost", id = "ask_sheet", to = "river_bank",
      event = { action = "asks the washerwoman about a lost sheet" },
      reply = [["How did you know that there was one?" she says. "It went. Four years after, a boat came up, and I knew the sail."]] },
  },
}

define.storylet "angler" {
  story = "journey", pool = "water", label = "A man who is fishing, or not", cooldown = 72,
  text = {
    { text = [[{An angler sits at the bend with a rod, a line, and no hook. You can see it by how the line lies. "I tried it with," he says. "There was always something. You'd just be getting somewhere, and there was a fish on." He has a second rod beside him on a forked stick. One gathers that it has been there, baited with nothing, for whoever it is.|The angler has moved up on his bank, so that there is a dry place. Both rods are out.}]] },
    { when = with.hare, text = [[The hare has never before seen anybody wait for nothing to happen. {ease >= 6: It sits down to see how it is done.|It cannot look away.}]] },
  },
  choices = {
    { "Take the second rod", id = "take_rod", to = "river_bank", add = { ease = 1 },
      event = { action = "fishes without a hook beside a man who does the same" },
      reply = [[{You watch the float. It does nothing, and goes on doing it, in ever greater detail.|"Anything?" you ask. "No," he says, content.|Towards evening something takes hold down there, without a hook, and holds, and lets go. You look at each other.}]] },
    { "Ask what he has caught", id = "ask_catch", to = "river_bank",
      event = { action = "asks an angler what he has caught" },
      reply = [[{&"A Tuesday," he says.|"My wife's way of saying 'well'," he says. "I'd been after that for a year."}]] },
    { "Go past behind him, softly", id = "pass_angler", to = "river_bank",
      event = { action = "goes softly past an angler" },
      reply = [[He lifts the tip of the rod an inch, in thanks.]] },
  },
}

define.storylet "otter" {
  story = "journey", pool = "water", label = "An otter", once = "world",
  text = [[There is a line on the water with a head at the front of it. The otter comes ashore not four steps from you, with a stone under its arm. It lies down on its back in the mud and juggles the stone, from paw to paw, over its chin, behind its neck; it drops it, looks at you, and does it over again, right. Nobody along this river has ever seen one, they will tell you in the village. It looks as if it had been practising for that.]],
  choices = {
    { "Applaud", id = "clap_otter", to = "river_bank", add = { ease = 1 },
      event = { action = "sees an otter juggle, and claps", consequences = "It is the only otter anyone here will ever have seen." },
      reply = [[It considers the sound. It puts the stone down in front of you, wet side up, and goes back into the river without a splash.]] },
    { "Keep perfectly still", id = "still_otter", to = "river_bank",
      event = { action = "sees an otter juggle, and keeps still", consequences = "It is the only otter anyone here will ever have seen." },
      reply = [[It does it four times. The fourth is for nobody, and is the best.]] },
    { "Show it what you can do", id = "show_otter", to = "river_bank",
      event = { action = "performs for an otter by the river", consequences = "It is the only otter anyone here will ever have seen." },
      reply = [[You wiggle your ears. Very few people know that about you. The otter drops its stone.]] },
  },
}
