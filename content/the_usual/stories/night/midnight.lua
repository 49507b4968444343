-- midnight.lua - the coat, Mr Osei and his dominoes, and a story about a swan

local form = require "form"

define.scene "night/coat" {
  text = {
    [[*Wears,* it says on the form, *mustard.* "You stood still in front of a window with that in it, once," says your Same. "In the spring before you left. Four seconds. Then somebody behind you laughed about something, and you walked on." It takes the coat off. Below it, it has nothing on but its number. "It was in the sale," it says. "Go on."]],
  },
  choices = {
    { "Put on the coat", id = "put_on", set = { coat = true }, to = "osei",
      effect = function(run)
        form.line(run, "wears", "kept")
        run.character:feel("same", 0.2)
      end,
      reply = [[It fits, and why would it not. It is the warmest thing that you have had on in two years. In the left pocket is a domino, the double five.]] },
    { "\"I've got a jacket.\"", id = "jacket", to = "osei", effect = function(run) form.line(run, "wears", "own") end,
      reply = [[You write it over the mustard: *jacket.* The pencil is harder than it looks. "That smells," says your Same, and puts the coat on again, since it is cold. "I'm only saying what they'd say."]] },
    { "Hang it over the third chair", id = "hang_coat", to = "osei", effect = function(run) form.line(run, "wears", "open") end,
      reply = [[It hangs there with its arms down, and makes a third at the table. In the end it looks cold, as well, and your Same puts it on.]] },
  },
}

define.scene "night/osei" {
  enter = function(run, universe)
    if universe:get "osei_knows" then run.vars.told = true end
  end,
  text = {
    [[At midnight a small old man comes in with a box under his arm, shaking the rain from his hat. He feels his way along the chairs. His eyes are two blue cups. "Ground floor," he says. "Doors opening."]],
    { when = "world.osei_knows", text = [["I hear two of you," says the old man, and puts the box down exactly in the middle. "I had that once before, with a young person here. So. Which of you is it on Thursdays?" Your Same puts up its hand, remembers, and says, "Here." He shakes hands with each of you, and keeps yours for longer, because it is wet.]] },
    { when = "coat and not world.osei_knows", text = [[He can make out colours, if they are loud. "There you are," says Mr Osei to the coat, and sits down across from you. Your Same says nothing. It has its hands under the table.]] },
    { when = "not coat and not world.osei_knows", text = [[He can make out colours, if they are loud. "There you are," says Mr Osei to the coat, and sits down across from your Same. It looks at you. It has its hands under the table.]] },
    [[*Thursdays,* it says on the form, *dominoes.*]],
  },
  otherwise = "rain",
  choices = {
    { "Mix the stones", id = "mix", when = "coat", to = "play_him",
      reply = [[They have been handled until the spots are nearly level. He hears that they are mixed, and nods.]] },
    { "Watch the two of them play", id = "watch", when = "not coat", to = "watch_them" },
    { "Tell him which of you is which", id = "tell_first", to = "telling", when = "not told", themes = { "betrayal" }, intensity = 0.4 },
    { "Give up your chair, and go to the window", id = "to_rain", to = "rain", effect = function(run) form.line(run, "thursdays", "kept") end,
      reply = [[Behind you the stones go over on the table, with a noise like shingle.]] },
  },
}

define.scene "night/play_him" {
  text = {
    { when = "told", text = [[{He plays fast. "You're the one from the wall," says Mr Osei. "The other had your tooth out for you, in March. And I never was told the end of the swan."|"Mezzanine," says Mr Osei, and lays a four.}]] },
    { when = "not told", text = [[{He plays fast. "How's the tooth?" he asks. It seems that it was out in March. "And you never did finish me the swan." Across the room your Same has found something to read on a sugar packet.|"Mezzanine," says Mr Osei, and lays a four.}]] },
  },
  choices = {
    { "\"The tooth's fine.\"", id = "tooth", once = true, effect = function(run) run.character:feel("osei", -0.1) end,
      reply = [["Good," he says. After a while he says, "You've gone over to the right hand."]] },
    { "Lay the double five, from the pocket", id = "double_five", once = true, effect = function(run) run.character:feel("osei", 0.2) end,
      reply = [[He feels it over with a thumb. "That's been gone since Easter," says Mr Osei. "I thought that I was getting old."]] },
    { "Tell him", id = "tell_play", when = "not told", to = "telling", themes = { "betrayal" }, intensity = 0.4 },
    { "Ask how far you had got with the swan", id = "how_far", to = "swan",
      reply = [["Up the steps of the bus," says Mr Osei. "With its foot in the change."]] },
  },
}

define.scene "night/watch_them" {
  text = [[{They have been at this for fourteen months. He calls each stone as a floor; it answers with the shop that was there. "Second." "Haberdashery." "Fourth." "Beds." Your Same laughs. It is the laugh that you had at about twenty-five. You had supposed that it wore out.|"Fifth," says Mr Osei. "Toys," says your Same, "and the doctor."}]],
  choices = {
    { "Ask to be dealt in", id = "dealt_in", to = "swan", effect = function(run) run.character:feel("osei", 0.1) end,
      reply = [["Who's that?" says Mr Osei. "It's a friend," says your Same, before you can. He deals you seven.]] },
    { "Tell him", id = "tell_watch", when = "not told", to = "telling", themes = { "betrayal" }, intensity = 0.4 },
    { "Look at his stones, and say nothing", id = "his_stones", once = true,
      reply = [[He could go out in two. He holds the three back, and picks up from the heap. He has been losing for fourteen months, at a steady rate.]] },
  },
}

define.scene "night/telling" {
  themes = { "betrayal" }, intensity = 0.4, instead = "swan",
  warning = { type = "betrayal", severity = "mild", description = "An old man learns that his friend of the Thursdays was somebody's stand-in.", skippable = true },
  text = [[You tell him. It takes three sentences, and you hear yourself put in a fourth. Mr Osei's hand stays where it is, over the heap. He ran lifts for forty years, in a store, in gloves. "Fourteen months," he says. He turns his face to the one voice, and to the other. "I told somebody about Adjoa," says Mr Osei. "I'd like to know who I told."]],
  choices = {
    { "\"Me,\" says your Same. You let it", id = "let_it", set = { told = true }, to = "swan",
      effect = function(run, universe)
        universe:change("osei_knows", true)
        run.character:feel("same", 0.3)
        run.character:feel("osei", 0.3)
      end,
      event = { action = "tells Mr Osei with whom he has been playing dominoes", consequences = "He asks all who sit there which of them it is.", major = true },
      reply = [["And I never wrote it in," says your Same. "There's a box for it, and I left it empty." He thinks about that for the time it takes to go up two floors. "Then deal," says Mr Osei.]] },
    { "\"I'd like to hear it too, if you want to.\"", id = "hear_too", set = { told = true }, to = "swan",
      effect = function(run, universe)
        universe:change("osei_knows", true)
        run.character:feel("osei", 0.4)
      end,
      event = { action = "tells Mr Osei with whom he has been playing dominoes", consequences = "He asks all who sit there which of them it is.", major = true },
      reply = [["Not tonight," says Mr Osei. "You'd only be catching up." But he moves his chair by a hand, so that it stands between the two of you.]] },
    { "Go to the window, and leave them to it", id = "leave_them", set = { told = true }, to = "rain",
      effect = function(run, universe)
        universe:change("osei_knows", true)
        form.line(run, "thursdays", "open")
      end,
      event = { action = "tells Mr Osei with whom he has been playing dominoes", consequences = "He asks all who sit there which of them it is.", major = true },
      reply = [[For a good while you hear no stones. Then there is one.]] },
  },
}

define.scene "night/swan" {
  text = {
    [[{"The swan," says Mr Osei. You had forgotten that there was one. You and Teo had it from the canal, in a coat, in February, because it had oil on it. You were nine. You took it to the Institute on the bus.|"The bus," says Mr Osei.}]],
    [[{"My brother paid for it," says your Same. "Half fare. He told the driver that it was under five." It tells it beautifully. It has this from Teo, a line at a time, over two winters. Everyone at the next table has stopped talking.|They are all waiting.}]],
  },
  choices = {
    { "Let it tell the end", id = "its_end", set = { swan = "its" }, to = "rain",
      effect = function(run)
        form.line(run, "thursdays", "kept")
        run.character:feel("same", 0.2)
      end,
      reply = [[At the Institute they washed it. It was let go under the bridge, and looked back. Mr Osei has tears on his face. You remember now that the Institute was shut.]] },
    { "Tell how it was", id = "how_it_was", set = { swan = "yours" }, to = "rain",
      effect = function(run)
        form.line(run, "thursdays", "own")
        run.character:feel("osei", 0.2)
        run:integrate("ensure_narrative_quality")
        run:insight("It was less of a story, and it was mine.")
      end,
      event = { action = "tells the true end of a story about a swan" },
      reply = [[The Institute was shut. You sat on the steps with it until it was dark, and took it home on the bus, and Teo would not pay for it twice. It lived in the bath until Easter. It bit. "Ah," says Mr Osei. He lays a stone. "That's why you let the other one tell it."]] },
    { "Ask what it makes of a swan", id = "makes_of", once = true, effect = function(run)
        run.character:feel("same", 0.2)
        run:integrate("develop_compelling_characters")
      end,
      reply = [["I've never seen one," says your Same. "I'd expect it's heavy. In the telling it's always you that's carrying it, and I thought that I'd like to be asked to hold the feet."]] },
  },
}

define.scene "night/rain" {
  text = {
    [[{You stand at the window. The net is so fine that the street looks drawn on cloth. People come in from it with their faces set for doors, and are let in by a handle, and have to put their faces somewhere else.|The net, the street. {&Somebody shakes out a hat.|The rain has a smell of frying from eight.}}]],
    { when = "world.pencils >= 1", text = [[{On the sill lie a few ends of pencil, chewed, in a row by length.|}]] },
  },
  draw = { pool = "rain", offer = 2 },
  choices = {
    { "Go over to the telephone", id = "to_phone", to = "telephone" },
    { "Sit in the back until the stones stop", id = "stones_stop", detour = "lead_room", to = "telephone" },
  },
}
