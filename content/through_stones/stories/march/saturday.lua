-- saturday.lua - a hole at the foot of a wall, the cope, the back door, the guest book; and what is on the last page of it

define.scene "march/saturday" {
  text = {
    [[Saturday, and frost. The wall stands to the chest on both sides, and has settled in the night by the thickness of a coin. At the foot of it two stones have been left on edge, a sheep's width apart. "That's for the lunky," says Sorley. He has come out with a stick. "A hole. Sheep go through, and cows don't. Lintel's on your side, so it's you that says."]],
    { when = "said_no", text = [[It is a quarter past seven. You have had tea, and the whole of it from the beginning, and you are wide awake.]] },
    { when = "seen.light_listen", text = [[The stones have a fur on them this morning. You have slept two hours, and so has everything you look at.]] },
    [[It can be left open. There is a slate, besides, that can be put before it of an evening and taken off. Or it can be built up. Duchess has come to hear.]],
  },
  choices = {
    { "Leave it open", id = "leave_open", set = { hole = "open" }, to = "cope",
      effect = function(run, universe) universe:set("hole", "open") end,
      event = { action = "leaves a hole open at the foot of the march wall", consequences = "Sheep and small matters pass." },
      reply = [[You lay the lintel across. Duchess goes through, turns on the other side, and comes back through. She does it until nobody is looking.]] },
    { "Hang the slate before it", id = "hang_slate", set = { hole = "slab" }, to = "cope",
      effect = function(run, universe)
        universe:set("hole", "slab")
        run:integrate("respect_player_boundaries")
      end,
      event = { action = "hangs a slate before the hole in the march wall", consequences = "It can be shut at night, and opened in the morning.", major = true },
      reply = [[There is a notch to lift it by, on either side. Duchess reads it from top to bottom. At six, you tell her, it comes down, and at seven it goes up. She lies down against it, so as to be first.]] },
    { "Build it up", id = "build_up", set = { hole = "none" }, to = "cope",
      effect = function(run, universe) universe:set("hole", "none") end,
      event = { action = "builds up the hole in the march wall", consequences = "A ewe learns the way round by the yard." },
      reply = [[It takes nine stones, and they fit as if they had been sawn. Duchess watches the last one go in. Then she walks the length of the wall, round by the yard, in at the front, through the hall, and lies down by the stove. It is a matter of four minutes.]] },
  },
}

define.scene "march/cope" {
  enter = function(run, universe) universe:add("yards", 4) end,
  text = {
    [[The cope goes along the top, on edge, like books. They lean against each other, and it is the last that makes them tight; it goes in with a hammer.]],
    { when = "nell == 'comes'", text = [[Nell hands them up from her side and you set them from yours. There is no not looking, at this height. She has lichen on her eyebrow. You have not mentioned it, and it has become too late to.]] },
    { when = "nell == 'put_off'", text = [[Agnes hands them up to you with her left hand, and Sorley, from over there, with his right. They see each other for as long as each stone takes.]] },
    { when = "long_in", text = [[Your face is all fists, small and plain. When you put your shoulder to it the hill moves first.]] },
    { when = "not long_in", text = [[Your face is the best looking from here to the top. At the foot, where you had laid them along, Sorley has put his stick to it and left it there.]] },
  },
  choices = {
    { "Drive in the last one", id = "drive_last", to = "kitchen",
      effect = function(run) run:milestone("the cope is on") end,
      event = { action = "drives in the last stone of four yards", consequences = "It stands." },
      reply = [[Three blows. At the third the note changes, all along, from books to wall.]] },
    { "Hand the hammer across", id = "hand_hammer", to = "kitchen",
      effect = function(run)
        if run.vars.nell == "comes" then run.character:feel("nell", 0.2) else run.character:feel("sorley", 0.2) end
        run:milestone("the cope is on")
        run:integrate("enable_collaborative_play")
      end,
      event = { action = "hands a hammer across the march wall", consequences = "The last stone is driven from the other side." },
      reply = [[{nell == 'comes': Nell hits it twice and her own thumb once. She holds it out over the wall, beside yours. You are a pair.|Sorley looks at the hammer, and at Agnes, and hits it so straight that a jackdaw leaves Seven.}]] },
  },
}

define.scene "march/kitchen" {
  text = {
    [[Ten o'clock, and the bus goes at eleven. In the kitchen there is a ham. The bells begin: Three, and Blue, and Two, and Blue. Agnes has half sat down, with a hand on the table.]],
    { when = "nell == 'comes'", text = [[Nell has her bag beside her chair, with the strap towards herself.]] },
    { when = "run.character:feeling('sorley') >= 0.3", text = [[Outside the back door, eleven steps from anywhere, stands Sorley with his cap in his hands. He has been there since the ham was cut.]] },
  },
  choices = {
    { "Open the back door", id = "open_back", to = "book", when = "run.character:feeling('sorley') >= 0.3", locked = "There is only the yard behind it, and the weather.",
      effect = function(run, universe)
        universe:change("sorley_in", true)
        run:milestone("Sorley came in")
        run:integrate("develop_compelling_characters")
      end,
      event = { action = "opens the back door of the March House to Sorley", consequences = "After forty-four Octobers he sits down in the kitchen.", major = true },
      reply = [["Weather," says Sorley on the mat. There is nothing in front of him at all. "It's your own side does the thin ones," says Agnes. "I never knew." She pulls out the chair that sees the hill. He goes the eleven steps.]] },
    { "Ask Agnes to sit through one", id = "sit_through", to = "book",
      effect = function(run, universe)
        universe:change("agnes_sat", true)
        run.character:feel("agnes", 0.3)
        run:integrate("promote_self_compassion")
      end,
      event = { action = "sits with Agnes through eleven bells", consequences = "They all come down by themselves, and find the ham." },
      reply = [["All of them?" says Agnes. You both put your hands flat on the table. It is hard, towards the sixth, and at the eighth she laughs and has to hold the edge. Then it is quiet. Then, one after another, there are feet on the stairs.]] },
    { "Run up to Three", id = "run_up_three", add = { ran = 1 }, to = "book",
      reply = [["Ah," says the Commodore. "There is. I hear you've been building." You tell him about it. "And which side was the sea?" he asks. You stay rather long.]] },
  },
}

define.scene "march/book" {
  text = {
    [[The guest book lies on the hall table beside the telephone. There is a column for the name, one for the year, and one that has no heading.]],
    { when = "world.book_line ~= ''", text = [[The last line in it says, *{world.book_line}*]] },
    { when = "nell == 'comes'", text = [[Nell is on the step already with her back to you, looking at the weather. "Well," she says to it. "How do we do it?"]] },
    { when = "nell == 'put_off'", text = [[Through the open door you can see the bus, and the driver asleep in it with one foot up. He has on odd socks.]] },
  },
  choices = {
    { "Agree on an hour", id = "agree_hour", to = "lunky", when = "nell == 'comes' and hole ~= 'none' and (heard or told or said_no)",
      locked = "You have not let enough through, on either side, to know what would be the hour.",
      effect = function(run, universe) universe:set("book_line", "Sundays at four. Otherwise the slate.") end,
      event = { action = "agrees on an hour with a friend, at the door of the March House", consequences = "On Sundays at four a telephone rings, and is answered.", major = true } },
    { "Put down both your names for October", id = "both_names", to = "october",
      when = "(nell == 'comes' and run.character:feeling('nell') >= 0.5) or seen.write_card",
      locked = "You do not know what the other would say to that.",
      effect = function(run, universe) universe:set("book_line", "Two, next October. Same gap, if the hill allows.") end,
      event = { action = "puts down two names for next October", consequences = "The room with the cord is taken.", major = true } },
    { "Say that you will write", id = "will_write", to = "not_yet", when = "nell == 'comes'",
      effect = function(run, universe) universe:set("book_line", "Two faces up. A line between them kept.") end,
      event = { action = "says at the door of the March House that there will be a letter", consequences = "There is one." } },
    { "Tell her that you will not come at night any more", id = "tell_no", to = "wall", when = "nell == 'comes'", intensity = 0.3,
      effect = function(run, universe)
        universe:set("book_line", "Said it to her face. There was a bus at eleven.")
        run:integrate("prioritize_player_agency")
      end,
      event = { action = "says no to a friend, in daylight, on a step" } },
    { "Put down your own, and leave a line free", id = "one_name", to = "not_yet", when = "nell == 'put_off'",
      effect = function(run, universe) universe:set("book_line", "One face up. Next line kept.") end,
      event = { action = "leaves a line free in the guest book" } },
  },
}

define.scene "march/lunky" {
  text = {
    [["Sundays," you say. "At four. I ring you, or you ring me." And at a quarter past two? She asks it as one asks what time a shop shuts. "I shall have it in a drawer," you say. It is out; a hen walks by. "Mine's been in a drawer since June," says Nell.]],
    { when = "hole == 'slab'", text = [[Behind you, over the yard, comes a scrape, and another. Sorley is trying the slate, on and off, and each time somebody bleats.]] },
    { when = "told", text = [["And green chairs," says Nell. "Green chairs are any time. You have to say that you'll ring me for those." You say that you will. She makes you say it again without the face.]] },
    [[In the bus you have a seat each, one behind the other, and her elbow comes through between them with half a ham roll. On Sunday, at four, it rings. You let it ring once, for the pleasure of it.]],
  },
  ending = "lunky",
}

define.scene "march/october" {
  text = {
    { when = "nell == 'comes'", text = [[You write both, one under the other. In the column without a heading Nell draws a long flat stone that sticks out on either side, and it looks like a coffin with handles. She adds an arrow. "In between we'll see," says Nell, and you are surprised how much room there is in that.]] },
    { when = "nell == 'put_off'", text = [[You write both, one under the other, and beside the second a question mark. In November comes a card with a bus on it. *Got your thumb. Take away the question mark. N.*]] },
    { when = "heard", text = [[She gets off at the crossroads. There is a man who drives there on a Saturday, and she has washed the sock.]] },
    [[Agnes hangs a second hammer beside the first. In March the frost has two yards of it down, farther up. Nobody seems to mind. It was put up dry.]],
  },
  ending = "october",
}

define.scene "march/wall" {
  text = {
    [["I shan't come at night any more," you say. "I don't know yet about the days." You say it to her face; it is a good face, with lichen on it. You have practised the sentence on nobody.]],
    { when = "run.character:feeling('nell') >= 0.5", text = [[She nods, a number of times. "I thought that it'd be that," says Nell. "I thought you'd do it by letter." She puts her arms round you with the bag still on her shoulder, and it hits you in the back.]] },
    { when = "run.character:feeling('nell') < 0.5", text = [[She nods. She looks for the other strap, and finds it. "It's a good wall," says Nell.]] },
    [[You stay for the later bus. From the gate you can see along your face of it, up over the hill. {hole == 'none': It has not a hole in it, and sheep lie along both sides, out of the wind.|Near the bottom there is a square of light from the other side.} Then you wash up one cup.]],
  },
  ending = "wall",
}

define.scene "march/not_yet" {
  text = {
    { when = "nell == 'comes'", text = [["A letter," says Nell. "With a stamp?" You put down your name and the year. She takes the pen and puts hers two lines down, to see how that looks. "I'd have to go to the door for it," she says. "In daylight. I could have my slippers on."]] },
    { when = "nell == 'put_off'", text = [[You put down your own name, and the year. Below it you leave a line.]] },
    [[Agnes looks at the book the wrong way up. "I rule them closer than that as a rule," she says, and lays the blotter on it, so that nobody writes there.]],
    { when = "world.sorley_in", text = [[From the kitchen comes a man's voice, talking about nothing that one would say over a wall. It stops often. It is let stop.]] },
    { when = "hand == 'tied'", text = [[When the bus has gone over the cattle grid you undo the bow. There is a thin red line, shut from both sides.]] },
    [[At home the telephone stands where it stood. By the door, where it has stood for years, is a packed bag, with a jersey in it in her size. You unpack the bag. The jersey you put on.]],
  },
  ending = "not_yet",
}

define.scene "march/early" {
  text = {
    [[The early bus has its lights on. From the back seat you see the gap, with a hand's breadth of your face in it and, in the middle, whatever you put there. The cap comes along behind the wall, stops where you would be, and waits for a bit.]],
    { when = "hand == 'tied'", text = [[You have somebody else's bow on your thumb, and it holds as far as the city.]] },
    [[There is a letter in your pocket with a day in it, and that is today. At the crossroads stands a bus shelter. You look at it for as long as it is there, and then you get out your pencil, and see what there is to write on.]],
  },
  ending = "early",
}
