-- night.lua - the first night, and what Thursday morning has to say

define.scene "hurry/cell" {
  place = "house", intensity = 0.2,
  text = {
    [[{A bed, a nail, a shutter. The Hurry has come up to the third floor after you. It gets one finger in beside the hinge and says, the box. Friday. Twelve. The widow's step, mind, it is the second bell. Did you latch the shed. A cheese. Somewhere below a hammer is going, two knocks and a pause, like a person who loses the nail each time.|The shutter, the hinge. It begins again from the box.}]],
    { when = "up.box and visits.cell <= 1", text = [[The box is under the bed. It makes the bed higher.]] },
    { when = "up.hens and visits.cell <= 1", text = [[Next door they have put the hens. Now and then one of them says a long word, in its sleep.]] },
  },
  choices = {
    { "Go through it all once more, in order", id = "go_through", once = true,
      reply = [[Box, hens, step, bell, latch. When you get to the end there is one thing on it which was not there before.]] },
    { "Unlock the box, and check the columns", id = "check_box", when = "up.box", to = "ledger" },
    { "Go down to whoever is hammering", id = "go_hammer", to = "north_door" },
    { "Lie there, and listen to how it is done", id = "lie_listen", to = "morning", add = { slow = 1 },
      effect = function(run)
        run:insight("It says the same nine things, and does not mind in which order.")
        run:integrate("enable_externalization")
      end,
      reply = [[There is the hinge, which is a high note. There is the gap under the slats, that is lower. The words, if you let it go on, are made of those two. Towards morning it is nearly all vowels.]] },
  },
}

define.scene "hurry/ledger" {
  place = "house", intensity = 0.2,
  text = [[Forty-one pages of butter. You add them up by a candle, from the top, and get a sum that is fourpence out. You add them from the bottom and get it back. You add them in pairs. By two o'clock you have got very close to the butter; you could say which week the brown cow was off. On the last page, in the space for remarks, somebody at the Upper Dairies has drawn a small churn, with a face.]],
  choices = {
    { "Add it up once more, from the middle", id = "add_again", to = "morning",
      reply = [[It is right. It was right on Tuesday, when the dairies signed it. You put out the candle, and it has got light anyway.]] },
    { "Look at the churn for a bit, and close the book", id = "look_churn", to = "morning", add = { slow = 1 },
      reply = [[Somebody had a pen in hand, and a minute. The face is rather like the cow.]] },
    { "Go down to the hammering", id = "ledger_hammer", to = "north_door" },
  },
}

define.scene "hurry/north_door" {
  place = "house", intensity = 0.3,
  text = {
    [[Straight through the High House, from the gorge side to the valley side, runs a passage forty paces long, with a door at either end. At the north door a boy of seventeen in a habit too short for him is nailing slats across the gaps. For each one that he nails, the wind finds another, and tells him about it. "I'm Ilo," he says round the nails. "It was me who left it off the bar, last week. I've got it down." There is a notebook in his belt, and it is nearly full.]],
    { when = "world.doors_opened >= 1", text = [[Others have opened this door, he has heard. Not on his watch, says Ilo.]] },
  },
  choices = {
    { "Put your shoulder beside his", id = "shoulder", to = "morning",
      effect = function(run) run.character:feel("ilo", 0.4) end,
      reply = [[You hold it till four. It does not get in; it only shows you, all night, how much of it there is. In the grey light you and the boy look at one another, with the print of the same plank on your cheeks.]] },
    { "Ask him what it does when it gets in", id = "ask_in", to = "morning",
      effect = function(run)
        run.character:feel("ilo", 0.3)
        run:insight("Nobody knew what it would do in here.")
      end,
      reply = [["It gets in," says Ilo. You wait. He takes a nail out of his mouth and looks at the point. "I don't know," he says. "It's never. I mean, we've always held it." He thinks it over until it is time to ring for prayers.]] },
    { "Hold the lamp for him, and look about you", id = "hold_lamp", to = "morning", add = { slow = 1 },
      reply = [[In the floor, from the one door to the other, there runs a groove. It is as wide as a cartwheel and quite smooth, and no cart has ever been up here.]] },
  },
}

define.scene "hurry/morning" {
  place = "house",
  text = {
    { when = "visits.morning > 1", text = [[The board, the spade, the smell of soup. It has begun to snow on the board.]] },
    { when = "visits.morning <= 1", text = [[Thursday. On the board at the gate Sister Bel has written: PASS, NO. BASKET, NO. SOUP, YES. It has snowed to the sills. Where the road to Karsk goes up behind the House there is a slope as smooth as an egg, and somebody has stuck a spade in it, for whoever wants one.]] },
    { when = "up.box and visits.morning <= 1", text = [[Under your bed it is one day to Friday.]] },
    { when = "not up.box and visits.morning <= 1", text = [[Four hundred steps down, under a bench, in the dark, it is one day to Friday.]] },
  },
  choices = {
    { "Take the spade", id = "take_spade", to = "drift" },
    { "Read the board again, and have the soup", id = "have_soup", to = "cloister", add = { slow = 1 },
      reply = [[It says the same as before. The soup is hot and tastes of smoke. You have both hands round it, there being nothing else for them.]] },
    { "Ask Bel whether no means no", id = "ask_no", once = true,
      reply = [["I was in the customs," says Bel.]] },
  },
}

define.scene "hurry/drift" {
  place = "house", intensity = 0.2,
  text = [[{You dig. It is good snow, in blocks, and flies well. After an hour you have a lane two yards long with walls as high as your chest. The wind comes over the top, reads it through, and begins to fill it in from the other end.|You have four yards. You had four yards before. A goat has come out on top of the drift, and is watching you go by, now in this direction, now in that.}]],
  choices = {
    { "Dig faster", id = "dig_faster", once = true,
      reply = [[It fills in faster. You could swear that it had been waiting for somebody to keep up with.]] },
    { "Dig for the goat", id = "dig_goat", to = "cloister", when = "seen.dig_faster", add = { slow = 1 },
      effect = function(run) run:integrate("support_system_adaptation") end,
      event = { action = "digs out the goat of the High House", consequences = "There is milk." },
      reply = [[It is a matter of eleven feet, sideways, to the byre. The goat walks behind you the whole way with its chin on your frame. Nobody had asked for this one. It gives you, when you are through, a look of no gratitude whatever.]] },
    { "Stick the spade in where you found it", id = "stick_spade", to = "cloister",
      reply = [[You stand there with steam coming off you. The slope is as smooth as an egg.]] },
  },
}
