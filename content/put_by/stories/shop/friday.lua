-- friday.lua - the order of the shelves, Bea's parcel, and who has been keeping the stove in

define.scene "shop/till" {
  text = {
    [[{You sit behind the till. On the wall beside you hangs the tide table; Saturday at ten past eleven at night is underlined three times. The door stands open, for the bell is no use.|The till, the stool, the table of the tides. {&Steps come along the street, slow down, and are somebody's.|A van goes by, and all the postcards nod.}}]],
  },
  draw = { pool = "bell", offer = 2 }, otherwise = "sea_room",
  choices = {
    { "Go through and see to the stove", id = "till_through", when = "not seen.sea_room", to = "sea_room", add = { to_and_fro = 1 },
      reply = [[There is somebody's warmth coming under the felt. You had thought it was the heater.]] },
    { "Turn over the sign for dinner", id = "till_shut", when = "seen.sea_room", to = "bea_comes" },
  },
}

define.scene "shop/friday" {
  text = {
    [[Friday is clear, and so cold that the sea smokes.]],
    { when = "hatch == 'open'", text = [[The cellar has been washed to the second step and left tidy. The cork lies in the middle of the step, like a tip.]] },
    { when = "hatch == 'bolted'", text = [[On the wall of the street room, at the height of your knee, there is a damp place that was not there last night. It has the shape of a dog lying down.]] },
  },
  choices = {
    { "Dress the window", id = "to_window", to = "window" },
    { "Go in to the shelves", id = "to_shelves", to = "shelves", add = { to_and_fro = 1 } },
    { "Mind the till", id = "to_till", to = "till" },
  },
}

define.scene "shop/window" {
  text = [[The window has had the same nine books in it since the spring. The sun has taken them all to one colour, about that of tea. In the stockroom stand two boxes that came in April and were signed for, and have not been opened. You slit the tape. There is that smell, of a great many people having had nothing yet to do with it.]],
  choices = {
    { "Put in those you would like to read", id = "window_yours", to = "bea_comes",
      event = { action = "dresses the window of the shop", consequences = "People stop in the street with their bags." },
      effect = function(run) run.character:feel("bea", 0.2) end,
      reply = [[There are fourteen, and they do not go together. By the time you have climbed out, two people are standing there, and one is pointing for the other.]] },
    { "Put in one book, open", id = "window_one", to = "bea_comes",
      event = { action = "puts a single open book in the shop window", consequences = "Somebody comes every day to see if the page has been turned." },
      reply = [[You choose the page. It begins in the middle of a sentence, and ends in the middle of the next one. That ought to bring them in.]] },
    { "Leave the nine, and go through to the shelves", id = "window_leave", to = "shelves", add = { to_and_fro = 1 },
      reply = [[You tape up the boxes again. It is remarkable how much louder that is.]] },
  },
}

define.scene "shop/shelves" {
  text = {
    [[{You look for the order. It is not by author. A life of Nansen stands beside a book on custards, then comes *Persuasion*, then knots. Inside the back of the Nansen there is pencil. *After so much ice you will want eggs.*|Nansen, custards, *Persuasion*, knots.}]],
    [[{The custards have, *Now somebody who also waited for a thing to set.* The *Persuasion* has, *Nobody in this can tie anything. Next along.*|You have the custards open in your hand.}]],
  },
  choices = {
    { "Follow it along the wall", id = "follow", to = "margin" },
    { "Put the Nansen among the explorers", id = "move_nansen", once = true,
      reply = [[There is no shelf for explorers. You make one. Then there is a hole beside the custards, and nobody coming to it off the ice. You put him back.]] },
    { "Go through to the bell", id = "shelves_bell", to = "bea_comes", add = { to_and_fro = 1 } },
  },
}

define.scene "shop/margin" {
  text = {
    [[By noon you have followed her round three walls, from knots to harbours, to the wives of captains, to handwriting, to forgery, to cake. She does not explain herself once. It is just what you would want next.]],
    [[In the back of a book on rooks the pencil says, *{character} would tell me that it is only the weather. Go on to clouds.* There is a good deal of paper left beneath.]],
  },
  choices = {
    { "Write under it", id = "answer", set = { answered = true }, add = { to_and_fro = 1 }, to = "bea_comes",
      event = { action = "answers Wyn's pencil in the back of a book on rooks" },
      effect = function(run)
        run:insight("There was room left under the line.")
        run:milestone("an answer in the margin")
      end,
      reply = [[*It generally is,* you write. You look at it. Then you write about the rooks at the place with the funicular, and use up the page, and have to go round the side.]] },
    { "Go on to clouds", id = "clouds", to = "bea_comes", add = { to_and_fro = 1 },
      reply = [[Clouds says, *Told you.* Somebody is calling in the street room, and has been for some time.]] },
  },
}

define.scene "shop/bea_comes" {
  text = {
    [[{Bea Tonkin carried the post here until it was her knee or the hill. She leans on the counter with both elbows. "She'd put something by for me," she says. "I know what it is. I don't know as I want it."|Bea looks at the parcel, and then at the postcards.}]],
    { when = "world.bea_last == 'begun'", text = [[{"I've had it open," she adds. "Somebody read me the back of it. I tied it up again. It's better put by."|}]] },
    { when = "carried", text = [[{It stands against the till between you. She has seen it, and is being civil to the till.|}]] },
    { when = "seen.window_yours or seen.window_one", text = [[{"Window's nice," she says.|}]] },
  },
  choices = {
    { "Ask what it is", id = "ask_what", once = true,
      reply = [["The last Inspector Quill. There's nineteen. Eighteen I've had off Wyn, and she read each one first and told me was it worth it. Well. She read this one. And then she never said."]] },
    { "Give it to her", id = "give_bea", set = { bea_given = true }, to = "dan_door",
      event = { action = "gives Bea Tonkin the parcel that was put by for her" },
      effect = function(run) run.character:feel("bea", 0.2) end,
      reply = [[{carried: She|You fetch it from the green shelf. She} takes it against her coat with the writing turned in. "I'll only have it in the house," she says.]] },
    { "Say that it can go on standing there", id = "keep_bea", to = "dan_door",
      effect = function(run)
        run.character:feel("bea", 0.3)
        run:integrate("respect_player_boundaries")
      end,
      reply = [["Can it?" says Bea. She straightens up off her elbows. "How long?" You say that you could find no date on it.]] },
  },
}

define.scene "shop/dan_door" {
  text = {
    [[At four a key turns in the sea door. A boy comes in backwards, wiping his boots, and has hung up his coat before he sees that you are in the room. "I'm Dan," he says. "I do the stove." He stays near the coat.]],
    { when = "world.dan_listed", text = [["I'm on the list," he adds. "You can look."]] },
  },
  choices = {
    { "Ask if there is any toast", id = "ask_toast", to = "dan_chair",
      effect = function(run) run.character:feel("dan", 0.3) end,
      reply = [["There's always toast," says Dan, and gets the bread out from behind Theology.]] },
    { "Ask where he has the key from", id = "ask_key", to = "dan_chair",
      effect = function(run) run.character:feel("dan", 0.1) end,
      reply = [["She gave it me. It's not a lend." He has put his hand round it.]] },
    { "Nod, and go back to the till", id = "leave_dan", to = "friday_night", add = { to_and_fro = 1 },
      reply = [[Through the felt you hear the stove door, and later a voice, reading something out, not very fast. At six the lower door shuts with care.]] },
  },
}

define.scene "shop/dan_chair" {
  text = {
    [[{He makes the toast on the lid of the stove. Then he takes the book from the arm of the left-hand chair, stands in front of the chair, and reads one page aloud, to the end of the page, which is the middle of a word.|He looks at the lid of the stove. The toast is doing.}]],
    { text = [[{"She'd got to a hundred and twelve," he says. "I do one a day. It's {340 + world.pages} now." He puts it back as it was.|The book lies on the arm of the chair, face down.}]],
      themes = { "loss" }, intensity = 0.4,
      instead = [[{"Page {340 + world.pages}," he says. "I do one a day." He puts it back as it was.|The book lies on the arm of the chair, face down.}]] },
  },
  choices = {
    { "Ask for one more page", id = "more_page", once = true,
      effect = function(run, universe) universe:add("pages", 1); run.character:feel("dan", 0.2) end,
      event = { action = "asks Dan for another page", consequences = "The book by the stove is one page further." },
      reply = [[He thinks. "It's tomorrow's," he says, and reads it. It starts with the rest of the word.]] },
    { "Ask him about March", id = "ask_march", to = "dan_march", themes = { "loss" }, intensity = 0.6 },
    { "Open a tin of soup", id = "open_soup", to = "dan_soup" },
  },
}

define.scene "shop/dan_march" {
  themes = { "loss", "abandonment" }, intensity = 0.65, instead = "dan_soup",
  warning = { type = "loss", severity = "moderate", description = "A boy tells how he learned that someone had died, too late for the funeral.", skippable = true },
  breath = [[The stove ticks as it warms. Six ticks go by before anybody needs to say anything.]],
  text = [[He tells it to the stove. On the Tuesday it was shut, and he thought, dentist. He sat on the slip till the buoy lit. Then he let himself in, and it was out, so he laid it and lit it. On the Wednesday his mum said. They had had the church by then, and the sandwiches. "Nobody told me when it was. They thought I knew." He is holding the toast against the iron, and it has begun to smoke. "I kept it in, anyhow."]],
  choices = {
    { "\"Nobody told me either.\"", id = "me_either", to = "dan_soup",
      effect = function(run)
        run.character:feel("dan", 0.5)
        run:integrate("validate_player_experience")
        run:milestone("said to the stove")
      end,
      reply = [[He looks at you, all the way, for the first time. "How did you find out?" You show him the card with the tape on it. "That's worse," says Dan, and scrapes the toast.]] },
    { "Eat the burnt half", id = "burnt_half", to = "dan_soup",
      effect = function(run) run.character:feel("dan", 0.3) end,
      reply = [[You eat it down to the corner. He eats his. It is a loud sort of toast, and for a time nothing else can be heard.]] },
    { "Say that the soup is boiling over", id = "boil_over", to = "dan_soup",
      reply = [["It isn't on," says Dan. "I could put it on," you say. He nods several times.]] },
  },
}

define.scene "shop/dan_soup" {
  intensity = 0,
  text = [[{Soup, and the heel of the loaf. He has the stool and you the right-hand chair; the cat has the left. "It's the seventh step tomorrow," says Dan. "You've to carry up the bottom two shelves. Forty-one stacks, and they've to go back the same." The system is in biro on the back of his hand. It has been there so long that he had to renew it.|Dan wipes out his bowl.}]],
  choices = {
    { "Give him the parcel with his name", id = "give_dan", once = true, set = { dan_given = true },
      effect = function(run) run.character:feel("dan", 0.2) end,
      event = { action = "gives Dan the parcel that was put by for him" },
      reply = [[He feels it all over, with his eyes elsewhere, and puts it up his jumper. "I'll know when," he says.]] },
    { "Ask if he will come tomorrow", id = "ask_help", set = { helps = true }, to = "friday_night",
      effect = function(run) run.character:feel("dan", 0.1) end,
      reply = [["I was coming," says Dan. But he takes the biro, and writes a 2 at the top of his hand.]] },
    { "Tell him that you will manage", id = "manage", to = "friday_night",
      reply = [[He looks at your arms. "Bend your knees," he says.]] },
  },
}

define.scene "shop/friday_night" {
  text = {
    [[Under the door lies an envelope that has been used before. "SUPPER IF YOU WANT IT. NOT FANCY. B." Upstairs, on the table, Wyn's day book lies where it lay, green cloth, with its ribbon hanging out.]],
    { when = "hatch == 'open'", text = [[The sea has let itself in below. You hear it go about, at the fourth step by the sound.]] },
    { when = "hatch == 'bolted'", text = [[The damp place in the street room has got up on its legs.]] },
  },
  choices = {
    { "Go along to Bea's", id = "to_beas", to = "bea_kitchen" },
    { "Open the day book at the ribbon", id = "to_daybook", to = "daybook", themes = { "loss" }, intensity = 0.6 },
    { "Sit down on the slip and then go to bed", id = "to_bed", detour = "slip", to = "saturday" },
  },
}

define.scene "shop/bea_kitchen" {
  intensity = 0,
  text = {
    [[{There is ham, and an egg on it. Eighteen Inspector Quills stand on the dresser among the plates. {bea_given: The parcel has been stood up at the end of the row, in its string.|At the end of the row a gap has been kept, and a gravy boat put in it so as not to look.} "Once I've read it there's none to come," says Bea. "She'd know that. She'd have said to, or not to."|Bea moves the mustard by an inch.}]],
  },
  choices = {
    { "Look inside the back cover for her", id = "back_cover", when = "bea_given", to = "saturday",
      locked = "The parcel is on the green shelf, at the shop.",
      effect = function(run, universe)
        universe:set("bea_last", "begun")
        run.character:feel("bea", 0.4)
        run:insight("The end of a row can send you to the beginning of it.")
      end,
      event = { action = "reads Bea Tonkin the pencil in the back of the last Inspector Quill", consequences = "Bea takes down the first one.", major = true },
      reply = [[{bea_knew: You undo the knot, which is on the right. *It's the gardener,* says the pencil. "I know it is," says Bea. "I'm at the fourteenth. Read me it anyhow." You read her it, and she does the last line with you, *from page nine*, and puts it back at the end of the row, where it goes.|You undo the knot. *Bea,* says the pencil. *It's the gardener. Now begin again at Number One and watch him, he is in it from page nine.* Bea puts on her glasses and reads it for herself. "The gardener," she says. "The devil." She is already looking at the other end of the shelf.}]] },
    { "Ask her about the round she used to walk", id = "ask_round", once = true,
      effect = function(run) run.character:feel("bea", 0.1) end,
      reply = [["Four hundred and six doors," says Bea. "I do them still, when I can't sleep. I never get past the chapel."]] },
    { "Dry the plates, and say good night", id = "dry_plates", to = "saturday",
      reply = [[You put them back between the Quills, where there are rings in the dust for them. "Not yet," says Bea at the door. She means the book, or the rain.]] },
  },
}

define.scene "shop/daybook" {
  themes = { "loss" }, intensity = 0.7, instead = "bea_kitchen",
  warning = { type = "loss", severity = "moderate", description = "The last entries in the day book of a friend who has died.", skippable = true },
  reflect = { [[Is there something ruled, somewhere, that is waiting for a line?]], minutes = 2 },
  text = {
    [[A line a day: weather, takings, who. *3 March. Sleet. Eleven pounds. Dan, p. 111.* *4 March. Sleet. Four pounds. Chair all afternoon, tired as a wet dog.* *5 March. Clear. Dan, p. 112. Did the list. Third address for {character}, had it off a girl at the library there. Said I was an aunt.*]],
    [[That is the last one. The rest of the page is ruled. You turn over. She did it a year at a time; it is all ruled, in red and blue, as far as December.]],
  },
  choices = {
    { "Write a line for today", id = "write_line", to = "saturday",
      event = { action = "writes a line in the day book of the shop", consequences = "There is a gap in the dates, and then a Friday." },
      effect = function(run)
        run:integrate("maintain_chronology")
        run:milestone("a line in the day book")
      end,
      reply = [[*Clear. Nine pounds forty. Bea for her parcel.* You look at March, and then you add, *Had the card.* It just fits the rule.]] },
    { "Lay the ribbon straight and close it", id = "close_daybook", to = "saturday",
      reply = [[You keep your hand on the cloth. Below you something settles in the stove.]] },
    { "Go down to the chairs", id = "daybook_chairs", detour = "two_chairs", to = "saturday",
      reply = [[You take the blanket with you.]] },
  },
}
