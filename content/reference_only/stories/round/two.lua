-- two.lua - two o'clock: desk 31, another copy, and the door on stair C

local leaves = require "leaves"

define.scene "round/imke" {
  intensity = 0,
  text = {
    [[{At 31 sits a young woman with a lens in her eye and a stone before her under the lamp. She has a rucksack between her feet. Out of its pocket stands the top of a spine, grey cloth, no title. You have never seen another. "Imke," she says. "You'll not know the front of me. I had the place next to the desk, on the fourteenth." She takes out the lens. "I only come when somebody's awake up there. I didn't know tonight that it was you."|The lens, the stone, the rucksack.}]],
    { when = "seen.stands", text = [[{She looks at the new thread, and then at your hands.|}]] },
  },
  choices = {
    { "Sit down at 32", id = "sit_32", to = "lichen", effect = function(run) run.character:feel("imke", 0.2) end,
      reply = [[You turn the chair a little, so that each of you has the other's door to look at.]] },
    { "Ask if hers falls open too", id = "hers_too", once = true, effect = function(run) run.character:feel("imke", 0.1) end,
      reply = [["At the lift," says Imke. "There's no lift in it. It falls open when there is a lift." She thinks. "And at scaffolding, but that's fair."]] },
    { "Nod to her, and go on with the round", id = "nod_on", to = "half_two", reply = [[She nods too. When you look back she has put the lens in again.]] },
  },
}

define.scene "round/lichen" {
  intensity = 0,
  text = {
    [[{"It's kerb," says Imke. On the stone there are some yellow rings, like what a cup leaves. "Lichen. Half a millimetre in a year, in this town, as good as a clock. If you want to know how long a thing has been left in peace you measure the biggest." She turns it to the lamp. "This one's mine. It's from the steps outside. I thought, I'll see how it gets on."|Kerb, with yellow rings.}]],
    [[{The biggest is about as wide as a lentil.|}]],
  },
  choices = {
    { "Measure it with her", id = "measure", once = true,
      effect = function(run)
        leaves.close(run, 3)
        run.character:feel("imke", 0.2)
      end,
      reply = [[You hold the rule and she reads it off. One and a half, and a hair. She writes it down beneath two others. "It was there all day as well," says Imke. "The fourteenth. It did its bit."]] },
    { "Lay your copy next to hers", id = "lay_copies", to = "collate", themes = { "violence" }, intensity = 0.6,
      reply = [["Leaf by leaf?" says Imke. "You say when, and I'll say when." She moves the stone out of the light.]] },
    { "Count the leaves, with both of them shut", id = "count_shut", to = "foliate" },
    { "Leave her to it", id = "leave_imke", to = "half_two", reply = [["I've until six," says Imke. "It's not going anywhere. That's the point of it."]] },
  },
}

define.scene "round/collate" {
  themes = { "violence" }, intensity = 0.7, instead = "foliate",
  warning = { type = "violence", severity = "moderate", description = "Two people go through what happened, page by page: glass, boots, hiding under a desk. Nobody is hurt in it.", skippable = true },
  enter = function(run) leaves.open(run, 5) end,
  text = [[One: a desk, a lamp. In hers a highlighter has run out. Two. At three the glass comes in, all of it, and it is white like rice. "When," says Imke, and you wait until she has had a drink of water. Four and five are the underside of the desk. On the other side of a panel as thick as a biscuit a pair of boots goes by, and by; he is explaining something to somebody who is not there. Six. "When," you say. She lays her hand flat over it. In yours there follows eight. It always has.]],
  breath = [[Here the radiator knocks twice and waits. One could breathe out until it knocks again.]],
  choices = {
    { "Ask her for the seventh", id = "ask_seventh", to = "seventh", effect = function(run) leaves.close(run, 2) end,
      reply = [["Haven't you got it?" says Imke. She counts yours again, with her nail.]] },
    { "Shut them both at six, and go and look at the snow", id = "shut_six", detour = "balcony", to = "half_two",
      effect = function(run)
        leaves.close(run, 3)
        run.character:feel("imke", 0.2)
        run:integrate("offer_skip_options")
      end,
      reply = [[She shuts hers first. "That was six more than I'd have thought," says Imke, and comes along, with her coat.]] },
    { "\"What's the time?\"", id = "what_time", to = "foliate", effect = leaves.closing(4),
      reply = [["Ten past two," says Imke. "Tuesday. It's snowing. There's a chemist asleep over there, with his shoes off." You both have a look at the shoes. Then you close the two of them, and go at it from the outside.]] },
  },
}

define.scene "round/foliate" {
  intensity = 0,
  text = [[{You count them shut, along the edge, with a thumbnail. Yours has eleven. Imke counts hers, and counts it again. "Twelve," she says. She goes in from the side, with a palm over everything else, and finds the one that you have not got. "It's a seven," says Imke. "You're on it. It isn't one of the bad ones." She holds it up so that only the back can be seen, with the lamp coming through.|Eleven, and twelve.}]],
  choices = {
    { "\"Read it to me.\"", id = "read_to_me", to = "seventh" },
    { "Ask her to keep it for you", id = "keep_for_me", to = "half_two", set = { seventh = "hers" },
      effect = function(run)
        run.character:feel("imke", 0.2)
        run:integrate("offer_skip_options")
      end,
      reply = [["It's kept," says Imke. "It's where I keep it anyway." She writes you down the number of the desk.]] },
    { "Ask if you are on any of the others", id = "any_others", once = true,
      reply = [["On one you're holding a pear," says Imke.]] },
  },
}

define.scene "round/seventh" {
  intensity = 0,
  text = {
    [[{It is quite short. You have hold of her sleeve. You are telling her, as one talks to somebody on a ladder, that there are fourteen bolts in the underside of this desk, and will she count them for you, from the window end. She gets to nine. You say that there are two doors, C and the bar, and if the one is shut then it is the other. You make her say it back.|Fourteen bolts. Two doors.}]],
    { when = "world.imke_copies >= 1", text = [[{In the margin are some initials, in pencil. She has had it copied before.|}]] },
    [[{"It was the other," says Imke. "I said it the whole way. I say it in shops."|}]],
  },
  choices = {
    { "\"I don't remember any bolts.\"", id = "no_bolts", once = true, effect = leaves.closing(2),
      reply = [["You'd your back to them," says Imke. "You were in front."]] },
    { "Have it copied, and put it in after six", id = "put_in", set = { seventh = "in" }, to = "half_two",
      effect = function(run, universe)
        leaves.close(run, 3)
        run.character:feel("imke", 0.2)
        universe:add("imke_copies", 1)
        run:insight("Somebody said two doors. It was you.")
        run:milestone("the seventh leaf")
        run:integrate("support_therapeutic_goals")
      end,
      event = { action = "is given a copy of a leaf that was missing", consequences = "In the other copy there is a note of who has one.", major = true },
      reply = [[She copies it out on lichen paper, with the little squares. {sewn == 'mine' or sewn == 'hers':Dilys's thread has some give, on purpose, and it goes in as if it had been left room.|You lay it in loose. It has stayed where it is when you look, which is more than the rest of them do.}]] },
    { "Leave it in hers", id = "leave_hers", set = { seventh = "hers" }, to = "half_two",
      effect = function(run)
        leaves.close(run, 2)
        run:insight("There is another copy, and somebody has it by heart.")
      end,
      reply = [["Then we've both got to come," says Imke. She puts it away behind the sandwiches.]] },
  },
}

define.scene "round/half_two" {
  themes = { "betrayal" }, intensity = 0.4, instead = "stair_c",
  warning = { type = "betrayal", severity = "mild", description = "Somebody says what he did wrong, three years ago, with a door.", skippable = true },
  text = {
    [[At half past two Gethin is standing before the door on stair C, with a can of oil. He does it every night. "It was me that had the chain on," he says, to the door. "That week. There'd been bicycles going. I'd a memo." He has the memo on him. It has been laminated. "I thought it'd be for the Thursday," says Gethin. "I thought, who uses C?"]],
    { when = "world.gethin_said", text = [["I've said it the once before, to somebody who had the night," he says. "It isn't like whistling. It doesn't get easier. It gets shorter."]] },
  },
  choices = {
    { "\"I went out by the bar.\"", id = "by_the_bar", to = "stair_c",
      effect = function(run, universe)
        universe:set("gethin_said", true)
        run.character:feel("gethin", 0.3)
      end,
      event = { action = "is told by the porter about a chain" },
      reply = [["I know you did," he says. "I've counted it. It's forty steps more." He puts the memo back in its pocket, face in.]] },
    { "Read the memo", id = "read_memo", to = "stair_c",
      effect = function(_, universe) universe:set("gethin_said", true) end,
      event = { action = "reads a memo about bicycles on a stair" },
      reply = [[*Until further notice.* You read it to the signature. It has been signed for somebody, by somebody else, in his absence. "Who's that?" you ask. "I never found out," says Gethin. "He'd left."]] },
    { "Hold out your hand for the oil", id = "hold_oil", to = "stair_c",
      effect = function(run, universe)
        run.character:feel("gethin", 0.2)
        universe:set("gethin_said", true)
        if universe:get "stair_c" == "stuck" then universe:set("stair_c", "oiled") end
      end,
      event = { action = "oils the hinges of the door on stair C", consequences = "It does not cry out." },
      reply = [[You do the upper hinge, and he does the lower, having the knees for it. Neither of you says anything about it being a great deal of oil.]] },
  },
}

define.scene "round/stair_c" {
  intensity = 0,
  text = {
    [[{The door on stair C is grey, and has a rail. Gethin opens it every night at half past two and lets it stand for five minutes, whatever the weather. He stands beside it as one does with a dog. Outside are three steps, a lamp, the snow going by the lamp.|The door, the three steps, the lamp.}]],
    { when = "world.stair_c == 'wedged' and not seen.wedge", text = [[{Tonight he has only to take out the wedge, and put it in again. "Somebody gave it me," he says.|}]] },
  },
  choices = {
    { "Go out by it, and round through the snow to the front", id = "out_c", set = { walked_c = true }, to = "glass_door",
      effect = function(run)
        leaves.close(run, 3)
        run:milestone("out by C")
        run:integrate("prioritize_player_agency")
      end,
      event = { action = "goes out by stair C, and comes in by the front" },
      reply = [[Down, then left. It comes to a hundred and ninety steps, with the gas meter. When you come in at the front Gethin is standing there already, out of breath. "I ran," he says. "I wanted to let you in."]] },
    { "Turn the key yourself, and turn it back, and turn it", id = "turn_key", when = "key_c", locked = "It is on Gethin's ring.", once = true,
      effect = leaves.closing(2),
      reply = [[It goes both ways. You had only known that as one knows about Australia.]] },
    { "Wedge it, and tie the wedge on", id = "wedge", once = true, when = "world.stair_c ~= 'wedged'",
      effect = function(run, universe)
        run.character:feel("gethin", 0.2)
        universe:set("stair_c", "wedged")
      end,
      event = { action = "ties a wedge to the door on stair C", consequences = "It stands open by a hand, all night.", major = true },
      reply = [[You stamp the wedge as well{today:, with tonight|, and it says some other day, but it is a good wedge}. "That's against the memo," says Gethin. He looks as if he had been given a hat.]] },
    { "Go on with the round", id = "on_round", to = "glass_door", reply = [["Door," says Gethin, and shuts it, very softly.]] },
  },
}
