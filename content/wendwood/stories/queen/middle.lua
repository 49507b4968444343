-- middle.lua - the birches, the signpost, the charcoal burner who may not look, and the rim of the Hollow

define.scene "queen/birches" {
  place = "birches",
  text = {
    [[{Birches, and a moon somewhere among them, so that the path is merely the lighter part of the dark. It has been here since half past nine this evening, by the look of the grass. {wet: Your boots have stopped talking and begun to whisper.|Leaves come down one at a time, as if each had been asked.}|The birches stand about. {&The moon has moved on by one tree.|Somewhere to the left a branch comes down, at its leisure.|Pell counts trunks under his breath, and stops, and does not say at how many.}}]],
    { when = "#universe:beside(3) > 0", text = [[{Not far off, between two trunks, another coat goes by with a hand inside it, on some path of its own. It has stopped to let you pass. So have you.|}]] },
  },
  draw = { pool = "birches", offer = 2 },
  choices = {
    { "Go on to where the birches end", id = "birches_on", to = "crossroads" },
  },
}

define.scene "queen/crossroads" {
  place = "crossroads",
  text = {
    { text = [[{A signpost with four arms. All four have been painted over in white, several coats, by somebody conscientious. One way goes down into the Hollow, where the dark stands level like water in a basin. One keeps to the rim. On the third there is a smell of smoke, and the fourth is the way you came, and there, much nearer than it has any business to be, you can see Ottoline's window.|The four white arms. Ottoline's window has not gone out.}]] },
    { text = [[{"Down there it takes a quarter of an hour," says Pell. "Along the rim it's two. I've slips for both." He has, in both hands.|Pell has put the slips for the one way in his left pocket, and for the other in his right, and walks a little crooked.}]] },
    { when = "world.queens >= 3", text = [[{On the rim side the grass is trodden, by no great number of people, all in one direction.|}]] },
  },
  choices = {
    { "Go down into the Hollow", id = "down", to = "hollow", intensity = 0.6, themes = { "loss" },
      reply = [[Pell takes hold of the strap of his desk with both hands.]] },
    { "Keep to the rim", id = "to_rim", to = "rim" },
    { "Follow the smoke", id = "to_smoke", to = "burner", when = "not seen.burner" },
    { "Carry her back to Ottoline", id = "carry_back", to = "home",
      event = { action = "brings the queen back to the near side of Wendwood before midnight", consequences = "Ottoline Marsh puts the kettle on." },
      reply = [[You turn round. The wood makes no objection at all.]] },
  },
}

define.scene "queen/burner" {
  place = "burner",
  text = [[{An old man sits on a stool that has one leg, so that he will wake if he falls asleep. In front of him is a mound of turf as high as a hayrick, and out of the top of it goes smoke, thin and blue. "Nine days," says Osk. "And you can't look in. You look in, the air gets in, and you've a bonfire." How does he know then that it goes as it ought? "Smoke's blue." And if it's white? "Then I put a turf where it's white."|Osk sways on his stool and corrects himself. The smoke is blue.|A white thread comes up on the left. He gets to his feet, puts a turf on it, and sits down on the one leg.}]],
  choices = {
    { "Try the stool", id = "stool", once = true,
      reply = [[You are on the ground at once. "To the left," says Osk. "They all go to the left." Pell, asked, declines, then gives you his desk to hold, sits down, and stays up for as long as it takes to be astonished.]] },
    { "Ask if he ever looked in", id = "ask_looked", once = true, effect = function(run) run.character:feel("pell", 0.1) end,
      reply = [["My first one. Four days I'd held out." He leans the way the stool leans. "Lovely fire. You could have read by it. My father came down and he said, well, that's the look had, then; and we sat and got warm."]] },
    { "Sit down against the warm side of the mound", id = "to_bench", to = "warm_side" },
    { "Ask for a turf from the edge, for the road", id = "turf", to = "rim", set = { warm = true },
      event = { action = "carries a hot turf from Osk's mound through the wood in a tin" },
      reply = [[He cuts it from the foot, where it is hot and only smokes a bit, and packs it in a tobacco tin. You carry it under the box. He has put a cold one in its place before you have thanked him.]] },
    { "Leave him to his smoke", id = "leave_osk", to = "rim",
      reply = [["Blue," says Osk, whom you had not asked.]] },
  },
}

define.scene "queen/warm_side" {
  place = "burner", rest = true,
  text = [[You sit with your back against nine days of slow fire. It comes through the turf about as warm as a cow. You take the box out and hold it in both hands on your knees, and inside it the note goes up by half a tone. Pell has sat down as well, with a leaf between himself and the soot. Past the trees the window at Ottoline's is put out, not for any reason, only because it is that time.]],
  choices = {
    { "Stay until the dew comes", id = "stay_dew", to = "rim", set = { warm = true },
      effect = function(run) run:integrate("enable_gentle_pacing") end,
      reply = [[When you get up Osk has a tin ready, with a hot turf in it, to go under the box. "For her," he says. "You've had yours."]] },
    { "Get up while you are still warm", id = "get_up", to = "rim",
      reply = [[It lasts between the shoulder blades until well past the third bend.]] },
  },
}

define.scene "queen/rim" {
  place = "rim",
  text = {
    { text = [[The path along the rim is all roots and last year's leaves, and it is in no hurry. To your right is the Hollow, filled with mist up to the brim. An acorn goes in without a sound. You walk, for two hours by Pell's watch, around something you could have thrown a hat over.]] },
    { text = [[Near the end the strap of the desk gives way. It has been going for years. Slips slide out over the roots, a few dozen, none of them far.]] },
  },
  choices = {
    { "Gather them up with him", id = "gather", to = "listen", effect = function(run) run.character:feel("pell", 0.3) end,
      reply = [[You cannot help seeing what they say. *Ear, something in.* *Stairs, those.* *Letter, not answered, and what they thought.* The next one says *Ear* again. "There are really only about five," says Pell, low, as one speaks of a relation. "I write them out."]] },
    { "Mend the strap with your bootlace", id = "mend_strap", to = "listen", effect = function(run) run.character:feel("pell", 0.2) end,
      reply = [[It takes your left lace and a knot you had forgotten you knew. You go on with one boot loose. Pell keeps a hand on the knot, less to hold it up than to have his hand there.]] },
    { "Look out over the mist while he does it", id = "look_mist", to = "listen",
      reply = [[In the middle of it stands the top of one tree, with a bird in it, asleep, some sixty feet above where it thinks it is.]] },
  },
}
