-- hollow.lua - what comes out of the desk, what is under the moss, and the box when it makes no sound

define.scene "queen/hollow" {
  place = "hollow", intensity = 0.6, themes = { "loss" },
  warning = { type = "loss", severity = "moderate", skippable = true,
    description = "The dark closes in, the clerk's slips are suddenly everywhere, and the box cannot be heard." },
  instead = "rim",
  text = [[At the bottom it is darker than there is any need for. Pell is talking, low and fast, slip upon slip, and then the strap goes and the desk comes open in the air. More comes out than a desk could hold. They fly past your face and in at your collar, each with its one line, and every line is in your own handwriting. You cannot see your hands. Your heart is going like somebody running upstairs. You hold the box to your ear, and there is no hearing anything.]],
  choices = {
    { "Sit down where you are", id = "sit_down", to = "hollow_floor",
      effect = function(run) run:integrate("promote_self_compassion") end,
      reply = [[You let your knees do what they have been wanting to do. It is further down than you thought, and then it is moss, wet, about a hand deep. Under the moss is the ground.]] },
    { "Catch them, and read them one by one", id = "read_all", to = "hollow_floor",
      effect = function(run)
        run:integrate("enable_externalization")
        run:insight("There are about five of them. He writes them out.")
      end,
      reply = [[*Ear. Stairs. The letter, and what they thought.* You say each aloud and put it under your knee. The sixth is the first again. The seventh is the second. By the thirtieth you have five heaps under your knee and are dealing, like a person playing patience.]] },
    { "Push Bet's peg into the ground and hold on", id = "use_peg", to = "hollow_floor", when = "peg", locked = "There is nothing in your pocket to hold on to.",
      effect = function(run) run.character:feel("bet", 0.1) end,
      reply = [[It goes in to the head. Whatever else is in the air, there is now one place that is a yard from nothing and does not move. You keep your hand round it, and it has a lean.]] },
    { "Run uphill", id = "run", to = "listen",
      reply = [[Up is at least a direction. You run until there are stars in it, and stand with your hands on your knees, and something neat and out of breath comes up beside you with a torn strap over its arm.]] },
  },
}

define.scene "queen/hollow_floor" {
  place = "hollow", rest = true,
  text = [[Paper comes down more slowly than leaves do. For a while it is still coming; then there is only a slip now and again, and then you can hear a drop fall from a fern, and after a time the next drop. The Hollow turns out to have a far side, about as far away as the other side of a street. Pell is on his knees with his desk in front of him, quite empty. He looks younger without anything in it.]],
  breath = [[Between one drop from the fern and the next there is room for a breath, in and out. You can count drops, if you like, until you have lost count.]],
  choices = {
    { "Fill the desk again with him", id = "fill_desk", to = "listen", effect = function(run) run.character:feel("pell", 0.3) end,
      reply = [[It takes a quarter of an hour, and they all go in. "I'd have thought there were more," says Pell. He closes it, and ties it round with your bootlace.]] },
    { "Stay until you can see your hands", id = "see_hands", to = "listen",
      effect = function(run) run:milestone("Sat down in the Hollow") end,
      reply = [[First there is a paleness, then there are knuckles. One of them has moss on it. When you get up your seat is wet, and you have got up.]] },
  },
}

define.scene "queen/listen" {
  place = "far_wood",
  text = {
    { text = [[Where the trees stand wider you stop, and get out the box, and put it to your ear. There is your coat, and your breath, and the inside of your own head. There is no note. Pell has a pencil in his hand. He has not written anything.]],
      themes = { "loss" }, intensity = 0.3,
      instead = [[Where the trees stand wider you stop, and get out the box, and listen. It is quiet just now. Pell has a pencil in his hand, and has not written anything.]] },
    { when = "warm", text = [[The tin is warm under your fingers. That much can be known.]] },
    { when = "seen.ask_stops", text = [[*They stop to listen, too.* She had said it with her elbows on the stile, as one says what time the shop shuts.]] },
  },
  choices = {
    { "Push back the lid and look", id = "open_lid", to = "open_box", add = { opened = 1 } },
    { "Button your coat over it and walk", id = "button_coat", to = "before_light",
      effect = function(run)
        run:integrate("support_system_adaptation")
        run:insight("They stop to listen, too.")
        run:milestone("Carried it shut")
      end,
      reply = [[The button is a small one, and takes several tries. You walk. After each step there is another question in the box, and after each step it is the same one, and it weighs about as much as a letter.]] },
    { "Hold it to Pell's ear", id = "pell_ear", to = "before_light", when = "run.character:feeling('pell') >= 0.3", locked = "Pell keeps his hands behind his back.",
      effect = function(run) run.character:feel("pell", 0.2) end,
      reply = [[He listens with his eyes wide open. "There's something," says Pell. What is it? "I don't know." He says it again, more slowly, as if it were in a language he had so far only read. "I don't know."]] },
  },
}

define.scene "queen/open_box" {
  place = "far_wood",
  text = [[A push of the thumbnail, and the lid slides. The cold goes in past your finger. At the bottom is a thing like a hazelnut, and it is bees, all holding each other, with one end of a longer one showing. The hazelnut moves. So now you know, as of this minute. One comes away from the others, walks up the wood, feels for the edge that used to be there, and drops past your cuff into the leaves.]],
  themes = { "loss" }, intensity = 0.3,
  instead = "before_light",
  choices = {
    { "Shut it", id = "shut_lid", to = "before_light",
      reply = [[The lid goes home with a click. By the time you have buttoned your coat it is a minute ago that you knew.]] },
    { "Look a while longer, to be sure", id = "look_longer", to = "before_light", add = { opened = 1 },
      reply = [[You look until the long one turns round, so that you have seen her face. {warm: You hold the tin close under the box, and your breath goes in and out over them.|Your breath goes in over them, white.} Then you shut it, and it is dark in there, and you are not sure.]] },
    { "Look for the one that fell", id = "find_fallen", to = "before_light", effect = function(run) run.character:feel("pell", 0.2) end,
      reply = [[You close the lid first. It is Pell who finds her; he has very good eyes for small things. He carries her the rest of the way in his breast pocket, with one finger in it, and that is the hand he writes with.]] },
  },
}
