-- last.lua - Wednesday on the floor, Thursday with the river up, and five ways in which it can be enough

define.scene "stair/floor" {
  include = { "folder" },
  text = {
    [[{It rains until noon. Nobody can work on the stair, so the table has been carried out from under the tin, and on the swept floor you lay down what you have, in the order in which they lie out there, the highest farthest from the door. {taken == 1: It is one sheet.|{taken == 2: There are two.|There are more than you had paper for.}}|What you have lies on the floor.}]],
    { when = "folder == 'wet'", text = [[{On some of them your typing goes through, grey, from the back. *See drawing,* it says under a bird's foot.|}]] },
    { when = "seen.lift_corner", text = [[{The first lacks a corner, about a fingernail.|}]] },
    [[{Teodora steps over it with the bread. Ferris sits on the beam with his legs hanging, beside the Dean, since that is where there is room.|The rain is letting up over the river.}]],
  },
  choices = {
    { "Ask Ferris for his, to lay beside them", id = "ask_his", to = "rows",
      when = "run.character:feeling('ferris') >= 0.2", locked = "He keeps his in order, and would not care to have them on a floor." },
    { "Ask Teodora what the ring is", id = "ask_teodora", to = "teodora" },
    { "Go out to the low steps with one more sheet", id = "one_more", when = "sheets >= 1", to = "last_sheet",
      reply = [[You put the tube under your shirt. The step on which Benedito sat is in the river.]] },
    { "Roll them up while they are dry", id = "roll_up", to = "water",
      reply = [[You roll them with the faces in. They make a roll as thick as a wrist.]] },
  },
}

define.scene "stair/rows" {
  text = {
    [[It takes all of the floor and both hammocks. Three hundred and forty of them, white, and down the right-hand side, one below the other, three hundred and forty rings, and no two by one hand. Ferris has come down off the beam. He walks along with his hands on his back, as one does in a museum.]],
    [["That's someone carrying a stone," says Ferris. He goes on. "So's that. That's a stone. That's a stone and a dog." At the far wall he has to turn round. "I took that one in four minutes," he says.]],
  },
  choices = {
    { "Ask which he would have on his wall", id = "which_wall", to = "water",
      effect = function(run)
        run.character:feel("ferris", 0.3)
        run:integrate("develop_compelling_characters")
        run:insight("What had been counted could also be looked at.")
      end,
      event = { action = "lays three hundred and forty steps on a kitchen floor", consequences = "For the first time somebody has read them in order.", major = true },
      reply = [[He looks for a long time. It is none of the big ones. It is the one who started too large and had to go round the corner. "I like that he went round," says Ferris.]] },
    { "Ask Teodora what they all end with", id = "all_end", to = "teodora" },
  },
}

define.scene "stair/teodora" {
  enter = function(run, universe)
    run.vars.sign = true
    run.vars.asked_before = run.vars.old_hand and universe:get("teodora_told")
    universe:set("teodora_told", true)
    run.character:feel("teodora", 0.3)
  end,
  text = {
    [["Tuma," says Teodora. She has put down the bread knife to say it. "You put a thing down. That's it, then. That's all of it." She looks at the floor and its rings. "Thirty years he stood in my kitchen with that. I'd put down his coffee and say it. And he'd look at his drawing and ask it, is that all?"]],
    [[You ask if she never told him. "He never asked me," says Teodora. "He asked the stone."]],
    { when = "not seen.river", text = [["It isn't finished, you know," she says. "Imi's doing hers. One brings a stone out of the river, says a thing over it, and puts it on at the bottom."]] },
    { when = "asked_before", text = [["You've asked me that before," she adds. "I like the way you ask it."]] },
  },
  choices = {
    { "Ask her for a stone", id = "ask_stone", when = "stone == ''", set = { stone = "lent" }, to = "water",
      effect = function(run) run.character:feel("teodora", 0.2) end,
      reply = [[She goes round behind the kitchen and comes back with one against her apron. She had it out of the river in the spring she was twenty, and then thought better of it, and took a lighter. "It's been holding the door," she says. "Carry it once round the house. Then it's yours."]] },
    { "Help her with the bread", id = "help_bread", to = "water",
      effect = function(run) run.character:feel("teodora", 0.4) end,
      reply = [[You cut and she butters. "You can stay for the rains," she says to the butter. "There's sixty-two notebooks. They want somebody to put things in the margin."]] },
    { "Write to Ossory", id = "write_ossory", to = "water",
      effect = function(run) run:integrate("support_re_authoring") end,
      event = { action = "writes a postcard to Professor Ossory" },
      reply = [[*Dear Professor, 91 is a pot. I said yes because I had finished. I had.* You sign it with your whole name. There is room for the weather, so you put in the weather.]] },
  },
}

define.scene "stair/last_sheet" {
  text = {
    [[The river has the first four already. You find one that is still out, with your fingers, and lean over it to keep the rain off. There is no telling in this light what it says. You brush in the paper all the same, along the row, up to the end.]],
    { when = "folder == 'wet'", text = [[It is page forty. It had only half a page on it.]] },
  },
  choices = {
    { "Lie down over it until it is dry", id = "lie_over", add = { sheets = -1, taken = 1 }, to = "water",
      effect = function(run) run:integrate("maintain_challenge_balance") end,
      reply = [[An hour, on your elbows, with the rain walking about on your back. When it comes away you read it. It says two feet, and a ring.]] },
    { "Let the rain have it", id = "rain_have", add = { sheets = -1 }, to = "water",
      reply = [[You take away your arm. It goes soft, and then it goes down the stair, a step at a time, with the row still in it.]] },
  },
}

define.scene "stair/water" {
  text = {
    [[{Thursday. In the night the river has come up over eleven steps. It is brown and makes hardly any noise. The boat is tied to the twelfth, and Benedito sits in it with his hat on. "When you like," he says.|The boat, the twelfth step, the hat.}]],
    { when = "seen.take_dip", text = [[{The one with the dip is down there, with a fish in the dip.|}]] },
    { when = "seen.take_hand", text = [[{The one with the hand is down there. You have it on paper, back to front, waving.|}]] },
    { when = "seen.take_bare", text = [[{The bare one is down there, and so are ten others. You could not say now which it is.|}]] },
    { when = "ferris == 'down'", text = [[{Ferris has brought his roll down in both arms. It has three hundred and forty-two in it, and he has sold the cord to Imi for a band.|}]] },
    { when = "stone ~= ''", text = [[{Your stone stands in the grass beside the path, where the last dry step is.|}]] },
  },
  choices = {
    { "Cut a line into the stone", id = "cut_it", when = "stone ~= ''", locked = "You have no stone.", to = "chisel" },
    { "Lay it as it is", id = "lay_bare", when = "stone ~= ''", to = "bare",
      effect = function(run, universe)
        universe:set("newest_step", "-")
        universe:add("steps_laid", 1)
      end,
      event = { action = "lays a bare step at the bottom of the stair", consequences = "It carries what is put on it.", major = true } },
    { "Take your sheets down the river", id = "take_sheets", when = "sign and taken >= 1", to = "read",
      locked = "You have the sheets. You do not know how they end.",
      effect = function(run, universe) universe:set("sign_read", true) end,
      event = { action = "takes the reading of sign ninety-one down the river", consequences = "Three lines about it are printed.", major = true } },
    { "Wave to Benedito to go without you", id = "wave_off", when = "run.character:feeling('teodora') >= 0.5", to = "rains",
      locked = "Nobody has said that you could.",
      event = { action = "stays at the stair for the rains", consequences = "There is a fourth cup out, until April." } },
    { "Get into the boat", id = "into_boat", to = "downriver",
      event = { action = "leaves the stair on a Thursday, with the boat" } },
  },
}

define.scene "stair/chisel" {
  text = {
    [[{The chisel is Imi's, and so is the hammer. You kneel in the grass. There is room for one line, and the rule is that one says it first, aloud.|You kneel in the grass.}]],
    { when = "seen.try_chisel", text = [[{You know by now to which side it goes off. You set it a little to the left.|}]] },
  },
  choices = {
    { "\"I drew what was there.\"", id = "line_drew", set = { line = "I drew what was there." }, to = "laid",
      effect = function(run, universe) universe:set("newest_step", run.vars.line); universe:add("steps_laid", 1) end,
      event = { action = "cuts into a step: I drew what was there", consequences = "The stair is longer by one.", major = true } },
    { "\"Forty pages on doors.\"", id = "line_doors", set = { line = "Forty pages on doors." }, to = "laid",
      when = "folder == 'wet' or seen.teach_doors or seen.draw_door or seen.were_drawings",
      effect = function(run, universe) universe:set("newest_step", run.vars.line); universe:add("steps_laid", 1) end,
      event = { action = "cuts into a step: Forty pages on doors", consequences = "The stair is longer by one.", major = true } },
    { "\"Took a plate up to Ferris.\"", id = "line_plate", set = { line = "Took a plate up to Ferris." }, to = "laid",
      when = "ferris == 'down'",
      effect = function(run, universe) universe:set("newest_step", run.vars.line); universe:add("steps_laid", 1) end,
      event = { action = "cuts into a step: Took a plate up to Ferris", consequences = "The stair is longer by one.", major = true } },
    { "\"Said good night to a bird.\"", id = "line_bird", set = { line = "Said good night to a bird." }, to = "laid",
      when = "seen.teach_night",
      effect = function(run, universe) universe:set("newest_step", run.vars.line); universe:add("steps_laid", 1) end,
      event = { action = "cuts into a step: Said good night to a bird", consequences = "The stair is longer by one.", major = true } },
    { "Put the chisel down again", id = "chisel_down", once = true, to = "water",
      reply = [[You lay it in the grass. It has warmed up in your hand.]] },
  },
}

define.scene "stair/laid" {
  text = {
    [[*{line}* It takes until ten. The second word goes off to the right. You cut the ring in three goes, and the stroke. Then you carry it, with the river to your knees, your thighs, your belt, feeling with one foot for the edge of the last one, and bend, and let it down. Imi dives after it with a pebble, because of the wobble.]],
    [[You say the word. It has gone under before you have quite said it; there is a ring on the water, and then the water.]],
    { when = "world.steps_laid >= 2", text = [[Beside it, when you feel along with your toes, there is another that is still sharp.]] },
    { when = "seen.teach_tuma", text = [["Is that all?" comes from under the tin roof. You wait. It answers.]] },
    { when = "not seen.teach_tuma", text = [["Is that all?" comes from under the tin roof. Benedito looks at you, and you look at Benedito. He starts to bail.]] },
  },
  ending = "laid",
}

define.scene "stair/bare" {
  text = {
    [[You carry it as it is. The river comes to your belt. You feel with a foot for the edge of the last one, and bend, and let it down, and stand on it to try it. It holds. From above one would see somebody of ordinary height, a long way out, up to the waist.]],
    { when = "seen.take_bare", text = [[At the front edge, under water, your fingers find the place where you picked it up. That would come out on paper.]] },
    [["Nothing on it?" asks Imi. You tell her that it has got you on it. She thinks about that, and gets on as well.]],
  },
  ending = "bare",
}

define.scene "stair/read" {
  text = {
    [[You sit in the bow with the roll across your knees. In November three lines are printed in a journal, after a long article by somebody else. *Sign 91: a vessel set down. Said by the inhabitants on putting down a load. I thank T. Paz, who knew.* Under it stands your name.]],
    { when = "folder == 'wet'", text = [[For the plate they have used the sheet with the typing in it. The editor asks if you could let him have a look at the rest of that.]] },
    { when = "run.character:feeling('ferris') >= 0.5", text = [[Ferris sends a print of the one that goes round the corner. On the back he has written how long he looked at it.]] },
    [[In December comes a postcard, forwarded from the forest, with a nibble out of one edge. It is addressed to the Dean. *Rain. Knees. Have read it. Yrs, O.* and next to that, in red, not very round, a ring that sits on a stroke.]],
  },
  ending = "read",
}

define.scene "stair/rains" {
  text = {
    [[It rains until April. You sit in the tin room with the lamp, and the Dean on the back of the cot. Where Ossory has written his question you put what you think, in pencil, a line or two; some days it is only *comb*. In January you are through notebook nine.]],
    { when = "seen.write_why", text = [[Forty-one you leave for last. You know what it says.]] },
    { when = "stone ~= ''", text = [[Your stone is holding the door open. There is no hurry about it. Teodora's did for thirty years.]] },
    [[At night Teodora lets down the coffee between the two of you and says the word. You have begun to say it as well. The rain goes on over your heads, on a piece of roof of exactly the right size.]],
  },
  ending = "rains",
}

define.scene "stair/downriver" {
  text = {
    { when = "seen.water", text = [[Benedito pushes off from the twelfth step. {taken == 1: The one sheet|The sheets} in your tube will be numbered by somebody, and put in a drawer that is the right size for them.]] },
    { when = "not seen.water", text = [[You sit on flour. {taken == 1: The one sheet|The sheets} in your tube will be numbered by somebody, and put in a drawer that is the right size for them.]] },
    { when = "folder == 'tied'", text = [[The folder is still tied. The damp has got into the tape, and it will not come undone now without a knife.]] },
    { when = "folder == 'wet'", text = [[The folder is lighter by some pages, and you have tied it with one loop.]] },
    { when = "stone ~= ''", text = [[The stone you had stands in the grass. Somebody has put a cup on it by the time you reach the bend.]] },
    [[From the bend one can see all of it for a moment, from the goat to the water. At this distance it is a single thing, that somebody has put down. "Is that all?" calls the Dean across the river; and it is only asking.]],
  },
  ending = "downriver",
}
