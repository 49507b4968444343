-- friday.lua - the ice road at dawn, noon at the north door, and what is left of the load

define.scene "hurry/friday" {
  place = "house",
  text = {
    [[Friday, and so clear that it rings. On the board it says: PASS, ICE. NOT BEFORE TOMORROW. BASKET, YES. "It bears till ten," says Sister Bel, "and then the sun gets to it. I had a brother-in-law who knew better." Karsk is four hours off, for somebody with nothing on his back. Down in the gorge, where it is blue still, the Hurry is getting up.]],
    { when = "up.box", text = [[You have the box out from under the bed. It is standing by the gate. You do not remember having carried it there.]] },
  },
  choices = {
    { "Go now, over the ice, with the box", id = "go_ice", when = "up.box", to = "ice_ledge", intensity = 0.5,
      locked = "The box is down in the shed. By the time the basket has made its trip it will be ten.",
      reply = [[Bel writes down the time. She does not say anything. She gives you her own stick, the one with the spike.]] },
    { "Stay where you are until noon", id = "stay_noon", to = "noon",
      reply = [[You say it to Bel, to hear what it sounds like. "Noon's a good place," says Bel. "I've often been."]] },
    { "Help the bride look for her other boot", id = "other_boot", to = "noon", add = { slow = 1 },
      reply = [[It takes the whole morning. It is in the bell loft. No one is able to account for it, and the clarinet player least of all.]] },
  },
}

define.scene "hurry/ice_ledge" {
  place = "house", intensity = 0.5,
  text = [[The road is a shelf with glass on it. You go in small steps with your face to the rock. The Hurry is at your shoulder, and delighted: on, it says, on, and puts its hands flat upon the box. At the bend one can see both ways. Ahead is the long traverse, shining already. Behind, quite small, is the House, with smoke going straight up from it. It is half past eight.]],
  choices = {
    { "Go on", id = "go_on_ice", to = "ice" },
    { "Sit down on the box, and turn round", id = "turn_round", to = "noon",
      effect = function(run)
        run:insight("It pushed as hard on the way back.")
        run:integrate("prioritize_player_agency")
      end,
      reply = [[It pushes you just as hard in the other direction. It does not seem to know Karsk from anywhere. Bel, at the gate, writes down the time, and puts the kettle on.]] },
  },
}

define.scene "hurry/noon" {
  place = "house", intensity = 0.4, instead = "noon_terrace",
  text = {
    [[It comes up the gorge at a quarter to twelve, with everything that was due. The slates lift. All the shutters speak at once. At the north door Ilo has his back to the wardrobe and his heels in the groove; the bar is bending, and from each crack there blows a hard flat blade of air. "It's never been like this!" he shouts. "What's it want?" On the wall above him is the clock. It is five to.]],
    { when = "run.character:feeling('ilo') >= 0.4", text = [[When he sees who it is, he moves over to make room for one shoulder.]] },
    { when = "world.doors_opened >= 1", text = [[On the plaster by the latch somebody has written in pencil: "It only wants to get by."]] },
    { when = "slow >= 6", text = [[You notice that you have walked here. You had thought that you were running.]] },
  },
  choices = {
    { "Put your shoulder to it", id = "put_shoulder", to = "held" },
    { "Go out at the far end, where the sun is", id = "go_terrace", to = "noon_terrace" },
    { "Walk down to the south door, and open that one first", id = "open_south", to = "both",
      when = "seen.groove or seen.hold_lamp or slow >= 5",
      locked = "There is a door at the other end as well. You have not yet looked at it.",
      effect = function(run) run.character:feel("ilo", 0.2) end,
      reply = [[It is forty paces. The latch is stiff, from sixty years. Beyond it are a terrace, a drop, and a great deal of sky with nothing in the way. Then you walk back, and it is like walking up a river.]] },
  },
}

define.scene "hurry/noon_terrace" {
  place = "house", rest = true,
  text = [[Outside the south door there is a terrace with a bench on it, in the sun. The bride has put her bare feet up on the parapet. It strikes twelve. Far in, at the other end of the House, there is a good deal of knocking, as of a carter who has got the wrong address. The latch at your elbow has begun to tick. "It wants to come out here," says the bride, with her eyes shut. "I would."]],
  choices = {
    { "Lift the latch, and go in to tell them", id = "lift_latch", to = "both",
      reply = [[It is stiff, from sixty years. You walk up the passage, forty paces, and it is like walking up a river. Ilo sees the light behind you. He gets down off the wardrobe, and helps you push it aside.]] },
    { "Sit there until four", id = "sit_four", add = { slow = 1 }, to = "after",
      reply = [[There is an hour of that which is only sun. At four the latch stops. You had ceased to hear it, as one does with a watch.]] },
  },
}

define.scene "hurry/held" {
  place = "house", intensity = 0.4,
  text = [[So there are two of you. It leans and you lean. It knows the box, the step, the second bell; it has them all in there, and it throws them, one after the other, at the wood. Your boots slip in the groove. The clock strikes twelve, and you feel each of the strokes in the plank. And then it has struck, and it is one minute past. Nothing is different. The two of you are holding a door.]],
  choices = {
    { "Tell Ilo to take away the wardrobe", id = "take_wardrobe", to = "both",
      reply = [[He looks at you. He looks at the wardrobe, which he had carried down three flights by himself. "All right," says Ilo, and then, at the top of his voice, down the passage, "Somebody open the south door!" You hear a broom put down.]] },
    { "Hold it until it drops", id = "hold_drop", to = "after",
      effect = function(run) run.character:feel("ilo", 0.3) end,
      reply = [[It drops at four, as it does. You slide down with your backs against the wardrobe and sit there. "Tomorrow again, then," says Ilo. He has a very nice smile; you had not seen it before.]] },
  },
}

define.scene "hurry/both" {
  place = "house", intensity = 0.2,
  enter = function(run, universe)
    run.vars.doors = true
    universe:add("doors_opened", 1)
    universe:record { action = "opens both doors of the High House at noon", consequences = "The Hurry goes through, and out over the valley.", major = true }
    run:milestone("Opened both doors")
  end,
  text = {
    [[You lift the bar. The door comes round by itself, and it is in. It goes by you like a train: straws, snow, somebody's Friday, a bill of lading, four hats. Ilo's notebook opens in his belt, and its leaves go off in a string. All down the passage it runs in its groove like water let out of a pond, through the south door, over the terrace, and there is so much sky there that you cannot see where it has got to.]],
    { when = "up.hatstand", text = [[The hatstand is standing against the open door, with its feet spread, and holds it. It has all four hats on.]] },
    { when = "not up.hatstand", text = [[You are standing against the open door with your arms out, and hold it. You have somebody's hat.]] },
    { when = "run.character:feeling('grete') >= 0.4", text = [[In the south door stands Mother Grete, aged eighty-one, holding on to the frame, with her veil straight out before her, shouting like a girl.]] },
  },
  breath = [[It goes on through. If you like, let one of yours go with it.]],
  choices = {
    { "Stand in the groove, and let it go by", id = "stand_groove", to = "after", add = { slow = 1 },
      effect = function(run)
        run:insight("It had only wanted to get by.")
        run:integrate("support_system_adaptation")
      end,
      reply = [[It parts round you. It still says all of it, the box, the step; it says it going away. After a minute it is wind. After two it is cold in the passage, and you can hear the clock.]] },
    { "Run after Ilo's pages", id = "run_pages", to = "after",
      effect = function(run, universe)
        run.character:feel("ilo", 0.4)
        universe:set("ilo_counts", "nothing")
      end,
      reply = [[You get one, at the parapet. The rest are over the valley, turning, like something that is glad to be let out. Ilo comes up next to you and reads it. "Thought about sausage," he says, and lets go of that, too.]] },
  },
}

define.scene "hurry/after" {
  place = "house", rest = true,
  text = {
    { when = "doors", text = [[The passage has been swept, from end to end, by something that knew its work. There is one hat too many. They are going to leave the doors as they are until one o'clock, says Mother Grete, and tomorrow as well, and see who complains.]] },
    { when = "not doors", text = [[At four it is quiet. Along the passage there lies a little fan of snow for each of the cracks, very fine, like something spilt by a person who meant to come back and wipe it up.]] },
    [[The basket has been down, and has brought what was left in the shed. It stands in a row on the flags. You sit on the bottom stair across from it. There it is, all of it. It is not in a hurry. It is a box, and some things.]],
    { when = "run.character:feeling('anton') >= 0.5", text = [[From the kitchen comes a smell of something just about to be done, and Anton's voice, calling down the stairs to ask whether it is.]] },
    { when = "letter == 'read'", text = [[Up in the loft somebody laughs, alone, and turns over a page.]] },
    { when = "letter == 'given'", text = [[Brother Matti has come down. He has the letter in his sleeve, still shut, and has asked Bel to walk with him a little.]] },
  },
  reflect = { [[If it all stood in a row in front of you: which of it is yours?]], minutes = 3 },
  choices = {
    { "Pack what is yours to carry, and go down with that", id = "go_light", to = "light" },
    { "Pack all of it, for the pass, tomorrow", id = "go_round", to = "round" },
    { "Ask who rings the bell when Matti reads", id = "ask_stay", to = "winter" },
  },
}
