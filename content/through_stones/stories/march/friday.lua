-- friday.lua - the four o'clock; two who build without looking; what is said over a wall, and what is let through it

define.scene "march/friday" {
  text = {
    [[Friday. The wall is up to the hip on both sides, and has as much again to go. Sorley has put his back out over a bucket. He sits in his own window across the field, a cap above a curtain, and waves with the bucket.]],
    { when = "hand == 'tied'", text = [[The bow has held. In daylight it has quite a lot of dough in it.]] },
    { when = "hand == 'split'", text = [[Your thumb has opened again on the first stone. You work with it sticking up, so that the hill must think that you approve.]] },
  },
  choices = {
    { "Walk to the turning place at four", id = "meet_bus", when = "nell == 'comes'", to = "four_bus" },
    { "Work on until she finds you", id = "work_on", when = "nell == 'comes'", to = "found",
      reply = [[You hear the bus turn. You lay one more. It takes five stones until there are boots in the grass.]] },
    { "Build the one face, and then go round to the other", id = "both_alone", when = "nell == 'put_off'", to = "alone" },
    { "Ask Agnes if she will do his side", id = "ask_agnes_side", when = "nell == 'put_off'", to = "agnes_side" },
  },
}

define.scene "march/four_bus" {
  text = {
    [[She gets down backwards, as she always did, and says thank you to the driver by his name. She has a grey streak and proper boots. You have each lifted an arm, and it is too early for that, there are still thirty yards.]],
    [[By the time she is there your hand has gone out for her bag. It is very quick, your hand.]],
  },
  choices = {
    { "Take the bag", id = "take_bag", add = { ran = 1 }, to = "other_face",
      reply = [[She lets it go and walks beside you with her arms hanging. "I'd packed it so that I could carry it," says Nell.]] },
    { "Put the hand in your pocket", id = "hand_pocket", to = "other_face",
      effect = function(run, universe)
        run.character:feel("nell", 0.3)
        universe:set("nell_bag", true)
        run:integrate("respect_player_boundaries")
      end,
      event = { action = "lets somebody carry her own bag up from the bus", consequences = "It takes twice as long, and they see a hare." },
      reply = [[The pocket has a stone in it. She sees where the hand went. She changes the bag over to the other side, so as to walk next to it.]] },
    { "Ask her to look at your thumb", id = "show_thumb", to = "other_face",
      effect = function(run)
        run.character:feel("nell", 0.4)
        run:integrate("promote_self_compassion")
      end,
      reply = [[She puts her bag down in the road to do it. She turns it to the light. "In twenty years," says Nell, "I've never seen you with so much as a plaster."]] },
  },
}

define.scene "march/found" {
  text = {
    [["You might look up," says Nell. She is standing on his side, in proper boots, with a grey streak that you have not met. The wall is between you as far as the hip. It is the right height for putting something on, and she puts her bag on it.]],
    { when = "world.nell_bag", text = [["The driver says people carry their own here," she says. "He says that it's known."]] },
  },
  choices = {
    { "Give her the cap's place", id = "cap_place", to = "other_face", effect = function(run) run.character:feel("nell", 0.2) end,
      reply = [["That's his face," you say, "and this is mine." "So I'm to be him," says Nell. She tries what it is like to be short of words, and cannot keep it up.]] },
    { "Climb over to her", id = "climb_over", to = "other_face", effect = function(run) run.character:feel("nell", 0.1) end,
      reply = [[It takes down six stones. You stand there in front of each other with nothing to lean on. "Hello," you say. Then you both start to pick up the six.]] },
  },
}

define.scene "march/other_face" {
  text = {
    [[{She takes his side. You hear her try stones, put them back, swear, and try them. She is no good at it, and then somewhat good. A hand comes over with a stone in it, and it is hers; you would know it anywhere, it has the scar from the tin.|Over there a stone goes down.}]],
    [[{"We don't look," you say. "That suits me," says Nell's voice. "I've been practising it at a wall."|The wind has dropped.}]],
    { when = "heart", text = [[{You put in a handful of heart. After a moment comes a handful to meet it.|}]] },
  },
  choices = {
    { "Ask what she had been practising", id = "ask_practised", to = "nell_tells", themes = { "abandonment" }, intensity = 0.4 },
    { "Tell her where you had been that day in March", id = "tell_march", when = "not told", intensity = 0.3, to = "green_chairs" },
    { "Say only which stone you want next", id = "which_stone", to = "soup",
      effect = function(run) run:integrate("enable_gentle_pacing") end,
      reply = [["The long one with the nose," you say. It comes over. For an hour it is that, and by the end of it you have said to each other, in stones, about as much as you used to in a week.]] },
  },
}

define.scene "march/nell_tells" {
  themes = { "abandonment", "substance" }, intensity = 0.7, instead = "soup",
  warning = { type = "abandonment", severity = "moderate", description = "A friend tells of a night when she drank, called for help, and was not answered.", skippable = true },
  breath = [[There is a stone in your hand. It is as heavy as it was.]],
  enter = function(run) run.vars.heard = true end,
  text = {
    [["I was in the bus shelter at the crossroads," says the wall. "I'd had all of it. I'd lost a shoe. I rang you till my phone went out, and then I went on talking to you. I called you everything."]],
    [["About four a man stopped who was driving an empty bus home. He sat down by me. He'd half a flask, tomato. He didn't take me anywhere, he hadn't the right, he only sat until the first one ran. He kept looking at my foot. In the end he gave me a sock." A stone goes down. "It was a thing you'd not have done. You would have come, and I'd have been in your spare room by three, with your jersey on. I hated you until about June. I've been sober since the sock."]],
  },
  choices = {
    { "Say that you heard it ring", id = "heard_ring", to = "soup",
      effect = function(run)
        run.character:feel("nell", 0.4)
        run:milestone("said it over the wall")
        run:insight("She had been answered, by somebody else.")
      end,
      reply = [["I was awake," you say. "I counted." There is no stone for a long time. "I know," says the wall. "Nobody has it on silent with a bag by the door." And a handful of the small stuff comes over, by and by, and goes in.]] },
    { "Go on laying, so that she can hear you are there", id = "go_laying", to = "soup",
      effect = function(run)
        run.character:feel("nell", 0.2)
        run:integrate("validate_player_experience")
      end,
      reply = [[You lay one, and then one. It seems to be about the right amount of answer. "What I practised was shorter," says Nell.]] },
    { "Tell her where you had been that day", id = "tell_too", to = "green_chairs", when = "not told", intensity = 0.3 },
  },
}

define.scene "march/green_chairs" {
  intensity = 0.3, instead = "soup",
  enter = function(run) run.vars.told = true end,
  text = {
    [["That afternoon," you say to your side, "I was at the infirmary. They'd found something on a picture. I sat on one of those green chairs, from two until six. I had told everyone that I was at the dentist." You set a stone. It does not sit, so you turn it. "It was nothing. But they didn't say so until the Monday. At a quarter past two that night I had it still. I couldn't have lifted a cup."]],
    [[It is very still over there. Then above the wall, where one does not look, there are two eyes and a grey streak.]],
  },
  choices = {
    { "Look back", id = "look_back", to = "soup",
      effect = function(run)
        run.character:feel("nell", 0.5)
        run:integrate("support_re_authoring")
        run:milestone("told of the green chairs")
      end,
      reply = [["I'd have come," says Nell. "I'd have come and sat on a green chair. I'd have been late, and had the wrong day, and I'd have come." You believe it. It has not once occurred to you before.]] },
    { "Ask her for the flat one", id = "ask_flat", to = "soup",
      effect = function(run) run.character:feel("nell", 0.2) end,
      reply = [[She has to find it. She is some time finding it, with her back turned. When it comes over it is warm.]] },
  },
}

define.scene "march/soup" {
  rest = true, intensity = 0,
  text = {
    [[At six it is too dark for stones. Agnes has left soup on the kitchen range and gone to bed with her arm. You sit at the corner of the table, where two can reach one loaf. Duchess lies on the boots. The wind gets up and goes over.]],
    { when = "told", text = [[Nell cuts the bread, and then, without saying anything about it, cuts yours into fingers, on account of the thumb.]] },
    { when = "heard", text = [[She has one boot off. In it she has on a man's sock, navy, darned.]] },
    { when = "not told and not heard", text = [[She tells you about a dog on the bus. You tell her about the Commodore. It is good soup.]] },
  },
  choices = {
    { "Have the second bowl", id = "second_bowl", to = "night_two", reply = [[She has one as well. Nobody does the washing up. It stands there, in a friendly way, in the sink.]] },
    { "Bank the fire and go up", id = "bank_fire", to = "night_two", reply = [[You go up one behind the other, with the one candle. She gives it to you at the bend, and you give it back at the top.]] },
  },
}

define.scene "march/night_two" {
  text = {
    [[A quarter past two. Somewhere something rings, and you have your feet on the floor. But it was no bell. It was a knuckle, on the bedpost across the room. "Are you awake?" says Nell.]],
    { when = "seen.bed_window", text = [[She has the bed by the door. Between her and you is the width of a rug.]] },
    [["I don't need anything," she says. "I only thought I'd see if I could say it all again from the beginning."]],
  },
  choices = {
    { "Light the candle and listen", id = "light_listen", add = { ran = 1 }, to = "saturday",
      effect = function(run) run.character:feel("nell", 0.1) end,
      reply = [[It takes until half past four. You hear about two thirds of it. Towards the end she asks if you are asleep, and you say no, and she says that you always did say that.]] },
    { "Say, \"At seven. With tea.\"", id = "say_seven", when = "let >= 1 or seen.come_down", locked = "Your feet are on the floor already. You have never yet let one ring.",
      set = { said_no = true }, to = "saturday",
      effect = function(run)
        run.character:feel("nell", 0.2)
        run:integrate("respect_player_boundaries")
        run:insight("One can say when.")
      end,
      event = { action = "says at a quarter past two that seven would be better", consequences = "Two people sleep." },
      reply = [[There is a silence, in which you hear your own heart, in the pillow. "Seven," says Nell. "All right." She turns over. And then, you would not have believed it, she snores. At seven she says it all again from the beginning, with tea.]] },
    { "Ask her something instead", id = "ask_instead", to = "saturday", set = { told = true }, when = "not told", intensity = 0.3,
      effect = function(run)
        run.character:feel("nell", 0.3)
        run:integrate("promote_self_compassion")
      end,
      reply = [["Can I tell you one?" you say. You tell the ceiling about an afternoon in March, on a green chair, with something on a picture that turned out on the Monday to be nothing. It is short. "You rang for *me*," says Nell across the rug. It takes you a while to see that you did.]] },
  },
}

define.scene "march/alone" {
  text = {
    [[You build your own up to the chest. Then you go round by the house, in by one door and out by the other, and stand where the cap stands. From here it is another wall. Sorley's side has been laid by somebody left-handed, who likes a thin one next to a thick one. You had not thought that he would have a liking.]],
    [[By four you have done his as well. The bus comes, turns, and goes.]],
  },
  choices = {
    { "Look at your own face from over there", id = "own_face", to = "agnes_night",
      effect = function(run) run:insight("From the other side only the throughs show.") end,
      reply = [[One cannot. One sees three stones that stick out at knee height, and knows that it is the other end of something.]] },
    { "Wave to the window with the bucket", id = "wave_bucket", to = "agnes_night", effect = function(run) run.character:feel("sorley", 0.2) end,
      reply = [[He has been at that window the whole day with a pair of field glasses. He lifts his thumb. So do you; you have no choice.]] },
  },
}

define.scene "march/agnes_side" {
  text = {
    [["With one arm?" says Agnes. But she has her boots on. She goes round by the back door, eleven steps, and takes her stand where for forty-four Octobers there has been a cap. She looks along his face of the wall for some time.]],
    [["He does a thin one next to a thick," says Agnes. "All along. You'd never know it from mine." She picks up one in her left hand and tries where he would have put it.]],
  },
  choices = {
    { "Ask what hers is like", id = "hers_like", to = "agnes_night",
      effect = function(run)
        run.character:feel("agnes", 0.4)
        run:integrate("develop_compelling_characters")
      end,
      reply = [["Hurried," says Agnes. In the far window a curtain has come down, rail and all.]] },
    { "Pass her the thin ones", id = "pass_thin", to = "agnes_night", effect = function(run) run.character:feel("agnes", 0.2) end,
      reply = [[You pass and she sets. She has an eye for it. Twice, behind her, a bell goes in the kitchen, and all of the house can hear that she is out.]] },
  },
}

define.scene "march/agnes_night" {
  rest = true, intensity = 0,
  text = {
    [[In the evening you and Agnes have the kitchen to yourselves. Duchess lies along the range and steams. Tea, the loaf, a dish with the last of the rowan jelly. Over the door the eight bells hang still on their springs.]],
    { when = "hand == 'tied'", text = [[The one for Five has less cobweb than it had.]] },
  },
  choices = {
    { "Stay until the kettle has gone cold", id = "kettle_cold", to = "saturday",
      effect = function(run) run:integrate("enable_gentle_pacing") end,
      reply = [[You play a hand of something, for buttons. She cheats, with the plaster.]] },
    { "Write Nell a card", id = "write_card", to = "saturday",
      effect = function(run) run.character:feel("nell", 0.2) end,
      reply = [[*Face up to chest,* you write. *There is a stone that needs two. Not this year. I split my thumb and rang for somebody.* It has the house on the front, seen from both sides.]] },
  },
}
