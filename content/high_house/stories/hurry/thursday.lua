-- thursday.lua - a day on which nothing can be carried anywhere

define.scene "hurry/cloister" {
  place = "house",
  text = {
    [[{The cloister has four sides and you have been round it before you know what you are doing. Snow lies in the middle, with no mark on it. From the kitchen comes a crash, and then nothing. A ladder goes up into the bell loft. In the yard somebody is saying numbers aloud. On a lectern by the chapel door lies a fat book with a pen on a string.|Round the cloister. {&A drip has begun in the north corner, and stops as you come up.|Your own footprints go before you, at a great pace.|You catch yourself counting the arches, and that there are still twenty.|The snow in the middle is blue now. Soon they will light something.}}]],
    { when = "up.hens and not seen.hen", text = [[Across the white goes one line of small arrows, and in at the chapel.]] },
  },
  draw = { pool = "hours", offer = 1 },
  choices = {
    { "Go to see what fell in the kitchen", id = "to_kitchen", to = "kitchen", when = "not seen.kitchen" },
    { "Climb the ladder with the letter", id = "to_loft", to = "loft", when = "letter == 'carried'", intensity = 0.3, themes = { "loss" } },
    { "Go out to the one who is counting", id = "to_yard", to = "yard", when = "not seen.yard" },
    { "Look into the fat book", id = "to_book", to = "book", when = "not seen.book" },
    { "Sit on the wall until they light the lamps", id = "to_dusk", to = "dusk", when = "visits.cloister >= 3",
      locked = "It is not even noon." },
  },
}

define.scene "hurry/kitchen" {
  place = "house",
  text = {
    { when = "world.anton_told", text = [[Brother Anton is standing over a pot lid as if it had said something. The child who does his smelling has a cold. "So there's two of us," says Anton. He holds his fine big nose over the milk, and then over the kerosene, for form's sake. "You've come from outdoors, you'll have a clean head. Which of these would you say had turned?"]] },
    { when = "not world.anton_told", text = [[Brother Anton is standing over a pot lid as if it had said something. He is the cook; he has a fine big nose, and holds it over the milk, and then over the kerosene. "You there," he says, and his voice is very light. "You've come from outdoors, you'll have a clean head. Which of these would you say had turned?"]] },
    { when = "run.character:feeling('anton') > 0", text = [[Then he knows you. "Pepper," says Anton. He shuts the door to the passage.]] },
  },
  choices = {
    { "Smell them for him", id = "smell_them", to = "kitchen_told",
      effect = function(run) run.character:feel("anton", 0.3) end,
      reply = [["This is milk, and it's all right," you say. "That is kerosene." He puts it down slowly on another shelf.]] },
    { "Ask since when", id = "ask_when", to = "kitchen_told",
      effect = function(run)
        run.character:feel("anton", 0.4)
        run:integrate("develop_compelling_characters")
      end,
      reply = [["Candlemas," says Anton. "I had a cold."]] },
    { "Sit down to the turnips, and peel", id = "peel", add = { slow = 1 }, to = "kitchen_told",
      reply = [[There is a sack of them. You do one. It has a purple shoulder and under the peel a shine, as if it were wet, and it is. You do one. By the time you look up you have a bowl, and he has started to talk.]] },
  },
}

define.scene "hurry/kitchen_told" {
  place = "house", intensity = 0.2,
  text = [["Bread I do by the sound," says Anton, "when you knock. Onions by the colour. But there's a moment with lentils, and it's all in the nose, and I stand there, and it goes past me. A whole year {world.anton_told: they ate it, before a guest opened a mouth. And when she has a cold I'm back there|they've eaten it. Not one word. I watch them, and I think, it can't be so bad, or somebody would have said}." He wipes down the table, which is clean. From the refectory comes the sound of twenty people not saying it.]],
  choices = {
    { "Tell him, pot by pot, what there is", id = "pot_by_pot", add = { slow = 1 }, to = "cloister",
      effect = function(run, universe)
        run.character:feel("anton", 0.5)
        universe:change("anton_told", true,
          { action = "tells the cook of the High House what there is to smell", consequences = "Anton no longer cooks alone." })
        run:milestone("Was somebody's nose")
      end,
      reply = [[You go along the shelf with your eyes shut. Thyme, dust, something like a wet dog that turns out to be the sorrel. He makes you do the sorrel twice. He is writing it on the wall, low down, with a bit of charcoal, each under its jar. "And me?" says Anton at the end. "Smoke," you say. "And onions. It's nice." He goes and stands in the larder for a bit.]] },
    { "Tell him that they all know", id = "all_know", when = "not world.anton_told", to = "cloister",
      effect = function(run) run.character:feel("anton", 0.2) end,
      reply = [["Do they," says Anton. He sits down on the turnips. "Bel? Mother Grete? And had seconds?" After a while his shoulders begin to go. You cannot see which it is, and then you hear it: he is laughing, and has to hold on to the sack.]] },
    { "Dry the lid, and put it on its pot", id = "dry_lid", to = "cloister",
      reply = [[He gives you a heel of bread. You both knock on it.]] },
  },
}

define.scene "hurry/loft" {
  place = "house", intensity = 0.3, themes = { "loss" }, instead = "loft_quiet",
  text = {
    { when = "world.matti_reads", text = [[Brother Matti rings the bell. He is long and grey and a little deaf on the left, from standing so. Beside him, in the crack between two beams, is a row of letters; about half of them have been slit, and are in the other way round. "My sister's," he says. "Thirty-one, and I'd thought they were reproaches. She went last autumn, and I've got her up to the age of forty." He sees what you have in your hand, and the black along its edge. "That'll be the neighbour again," says Matti.]] },
    { when = "not world.matti_reads", text = [[Brother Matti rings the bell. He is long and grey and a little deaf on the left, from standing so. In the crack between two beams there is a row of letters, edge out, like a bird's tail. "My sister's," he says. "I came up here in a temper. Then the first one came and I was still in it, and after that there was always one more that I hadn't answered." He sees what you have in your hand, and the black along its edge. "That isn't her writing," says Matti.]] },
  },
  choices = {
    { "Give it to him, and stay", id = "give_stay", set = { letter = "given" }, to = "letter_read", intensity = 0.6, themes = { "loss" },
      reply = [[He turns it over, and back.]] },
    { "Lay it on the beam beside the others", id = "lay_beam", set = { letter = "given" }, to = "loft_quiet",
      reply = [[You lay it at the end of the row. He looks at it from where he is.]] },
    { "Take it down the ladder with you again", id = "take_down", to = "cloister", when = "visits.loft < 2",
      reply = [["It's come this far," says Matti. "An hour more won't put it out."]] },
  },
}

define.scene "hurry/letter_read" {
  place = "house", intensity = 0.65, themes = { "loss" }, instead = "loft_quiet",
  warning = { type = "loss", severity = "moderate", description = "A letter to a brother, about his sister, who has died.", skippable = true },
  text = [["You do it," says Matti. "I'll have my good side to you." {world.matti_reads: It is from the neighbour. When they cleared the house there was one more, behind the clock, without a stamp on it. It tells about the pears on the sill, how many, and which were ready. At the end it says that he is not to think she minded; she has only liked to write. The last word runs off the edge|It is from a neighbour. It is short; one can tell that she wrote it standing. His sister had gone on the second of the month, in her chair, with the window open, as she liked it. There had been pears on the sill. She had said to tell the one on the mountain that she never minded, she had only liked to write}. Matti has taken hold of the bell rope, and does not pull it. Far down in the House somebody drops a lid.]],
  choices = {
    { "Read him the part with the pears again", id = "pears", set = { letter = "read" }, to = "loft_after",
      effect = function(run, universe)
        run.character:feel("matti", 0.5)
        universe:change("matti_reads", true)
        run:integrate("validate_player_experience")
      end,
      event = { action = "reads a letter aloud in the bell loft", consequences = "Matti has begun to open the others." },
      reply = [["Pears," you read, "on the sill." "Winter pears," says Matti. "They'd be winter pears." He says nothing more for some time, and nor do you, and the jackdaws come back in.]] },
    { "Hold the rope too, lower down", id = "hold_rope", set = { letter = "read" }, to = "loft_after",
      effect = function(run, universe)
        run.character:feel("matti", 0.6)
        universe:change("matti_reads", true)
      end,
      event = { action = "holds a rope with the bell ringer", consequences = "Matti has begun to open the others." },
      reply = [[One feels the bell in it, a ton and a half, hanging quite still. One feels somebody's hands.]] },
    { "Fold it, and go down quietly", id = "fold_down", set = { letter = "read" }, to = "cloister",
      reply = [[On the ladder you hear him put it with the others. Then you hear him take one out.]] },
  },
}

define.scene "hurry/loft_after" {
  place = "house", rest = true,
  text = [[After a time he pulls the row out of the crack, all of it, and squares it on his knee. "I'd thought I knew what they said," says Matti. He does not go on to the next one yet. He moves up on the bench, which is the top of the ladder box, and has been polished by one person. You can see the whole of the pass from here, and it is shut. It is rather beautiful.]],
  choices = {
    { "Sit there until the light goes", id = "sit_light", add = { slow = 1 }, to = "cloister",
      reply = [[It goes from the valley first. For a while the snow on the pass has it all to itself.]] },
    { "Leave him to it", id = "leave_matti", to = "cloister",
      reply = [["Mind the fourth rung," he says, with a thumb under a flap.]] },
  },
}

define.scene "hurry/loft_quiet" {
  place = "house", rest = true,
  enter = function(run) run.vars.letter = "given" end,
  text = [["I'll have it by and by," says Brother Matti, who rings the bell, and puts the letter up with its edge to the wall. He moves up for you on the ladder box. It is warm in the loft, from the jackdaws. Over the sill one sees the whole of the pass. He shows you where the road goes, if there were one; and where, when he came up, he had sat down on his trunk and sworn at the bell until it stopped.]],
  choices = {
    { "Ask what he swore", id = "ask_swore", to = "cloister",
      effect = function(run) run.character:feel("matti", 0.4) end,
      reply = [[He tells you. A jackdaw leaves. "It's a good bell," says Matti. "It took it very well."]] },
    { "Sit a while, and go", id = "sit_go", add = { slow = 1 }, to = "cloister",
      reply = [[You hear the bell not ringing. It is a particular sound, once you have it.]] },
  },
}

define.scene "hurry/yard" {
  place = "house", intensity = 0.1,
  text = {
    { when = "world.ilo_counts == 'faults'", text = [["Thirty-eight," says Ilo. He is on the mounting block with the notebook. "That's since I got up. I've got down breathed loudly, and thought about sausage. Thirty-nine, I'm talking." He turns back a leaf to show you; he has a beautiful hand. Each line has a box after it, and no one, he says, has ever told him what goes into the box.]] },
    { when = "world.ilo_counts ~= 'faults'", text = [["Two hundred and six," says Ilo. He is on the mounting block with his head back, counting icicles. A visitor got him into it. The notebook is still in his belt, but he has had to go over to the end papers for things that he does wrong. "Thirty-eight today," he says. "I only put down the good ones."]] },
    { when = "run.character:feeling('ilo') > 0", text = [[The print of the plank is still on his cheek, as it is on yours.]] },
  },
  choices = {
    { "Ask him to read one as if it were the weather", id = "as_weather", to = "cloister",
      effect = function(run, universe)
        run.character:feel("ilo", 0.4)
        universe:set("ilo_counts", "nothing")
        run:integrate("balance_tone")
      end,
      event = { action = "has the novice read out his faults as weather", consequences = "Ilo has started a clean page." },
      reply = [["Thursday," reads Ilo. "Early thoughts of sausage, spreading from the west. Loud breathing on high ground." He looks at it. "Clearing later?" he says, and puts a cloud in the box.]] },
    { "Ask how many icicles there are", id = "ask_icicles", when = "world.ilo_counts == 'faults'", to = "cloister",
      effect = function(run, universe)
        run.character:feel("ilo", 0.3)
        universe:set("ilo_counts", "icicles")
      end,
      event = { action = "gives the novice of the High House something else to count", consequences = "Ilo knows the number of the icicles.", major = true },
      reply = [[He has never looked. He looks. "Does a double one count as two?" It is a real question, and you go along under the whole of the eaves about it, with your necks bent back and your mouths open.]] },
    { "Tell him what is on yours", id = "tell_list", add = { slow = 1 }, to = "cloister",
      effect = function(run)
        run.character:feel("ilo", 0.3)
        run:integrate("promote_self_compassion")
      end,
      reply = [[Box, step, bell, latch, cheese. He listens with his mouth open. "And you walked up here with that?" says Ilo. "With a hatstand?" It sounds, when he says it, like quite a lot for one person. You had not heard it said by anybody else.]] },
  },
}

define.scene "hurry/book" {
  place = "house",
  text = {
    { when = "visits.book > 1", text = [[The Book of Weather lies open at today. You have the pen.]] },
    { when = "visits.book <= 1", text = [[It is the Book of Weather. There is one line for every day since the House was built. "Snow. The goat was out." "Wind, all night." "Sun on the north wall, first since Martinmas." In three hundred years nobody has written that a day was bad, though there are days on which the hand shakes. The old woman with the broom has come up beside you. She is the abbess, it turns out. "We like a guest to do it," says Mother Grete. "One gets stuck in one's ways."]] },
    { when = "world.book_line ~= '' and visits.book <= 1", text = [[The last line is another guest's. "{world.book_line}," it says.]] },
  },
  reflect = { [[What would today's line be, if it were only the weather?]], minutes = 1 },
  choices = {
    { [[Write "Snow. The pass is shut"]], id = "write_shut", to = "cloister", add = { slow = 1 },
      effect = function(run, universe)
        universe:set("book_line", "Snow. The pass is shut")
        run:insight("It was shut. There were two words for that.")
      end,
      event = { action = "writes the day into the Book of Weather" },
      reply = [[You look for what comes next. There is no next; the line is full. Grete blots it.]] },
    { [[Write "A lost day"]], id = "write_lost", to = "cloister",
      effect = function(_, universe) universe:set("book_line", "A lost day. Found by the goat") end,
      event = { action = "writes the day into the Book of Weather" },
      reply = [[She reads it with her head on one side. Then she takes the pen, and adds something behind it in a small hand: "Found by the goat."]] },
    { "Ask her about the groove in the passage", id = "ask_groove", once = true, when = "seen.hold_lamp or seen.groove",
      locked = "You have the feeling that there is something here one could ask her about.",
      effect = function(run) run.character:feel("grete", 0.4) end,
      reply = [["Ah," says Mother Grete. She looks at you as if you had come in with the first swallow. "That's where it went through. They left the both of them open, at noon, when I was a girl here. Then a prior lost a hat." She gives you the pen to hold while she blows her nose. "Sixty years," she says, "I've been waiting for somebody to trip on it."]] },
  },
}
