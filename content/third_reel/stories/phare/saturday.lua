-- saturday.lua - the house is full; the third reel, or what was made of it, and four in the morning

local hands = require "hands"

define.scene "phare/saturday" {
  enter = function(run, universe) universe:add("showings", 1) end, otherwise = "after",
  text = {
    [[A hundred and ninety seats, and they have sold two hundred and six. Madame Fauvel is in her black. The concierge has her wool, the baker has come as he is. {chalked: They read the slate as they come in, and some sit down at the side.|In the middle of row six sits a man by himself, very straight.}]],
    { when = "propped", text = [[From the side door a strip of lamplight lies across the floor, as far as row four.]] },
    { when = "waltz", text = [[Anselme lifts his hat to the piano.]] },
    [[The first reel has a wedding in it, the second a train. You are good at trains. It is twenty to ten.]],
  },
  choices = {
    { "Nod to the booth for the third reel", id = "nod_third", when = "reel == 'whole'", to = "third_reel", themes = { "violence" }, intensity = 0.6,
      reply = [[{waltz: You play the brown waltz. At the back a door opens, and shuts without a sound; he has held it to the last.|The light changes colour, from the blue to the grey.}]] },
    { "Get up, and let it run without a piano", id = "let_run", when = "reel == 'whole'", to = "yard_third",
      effect = function(run) run:integrate("respect_player_boundaries") end,
      reply = [[{waltz: You play him his waltz first, standing.|You close the lid.} Two hundred heads turn after you, and then, as something moves up there, turn back.]] },
    { "Play them from the bridge to the mule", id = "play_join", when = "reel == 'cut'", to = "row_six",
      reply = [[It takes one chord. They come up to the bridge, four abreast, and look at you, and then there is a mule.]] },
    { "Play reel two into reel four", id = "play_four", when = "reel == 'lent'", to = "after",
      reply = [[You make a bridge of it yourself, eight bars. Nobody minds. Someone in row five explains to his wife that it is the modern way of doing it.]] },
    { "Step into the yard until it is over", id = "step_yard", when = "reel == 'cut'", to = "yard_third",
      reply = [[Zélie can see you go. She stamps once, for slower.]] },
  },
}

define.scene "phare/third_reel" {
  themes = { "violence" }, intensity = 0.8, instead = "yard_third",
  warning = { type = "violence", severity = "intense", description = "The war pictures are shown to a full house, and you sit beneath them.", skippable = true },
  enter = function(run) hands.shake(run, 1) end,
  text = {
    [[{Road, mules. In the mirror they come up to the bridge from the wrong side, four abreast, and look. There is a sound from the back of the house, in the black silk, quite small. Then the edge of the field stands up, as it must, and two hundred people draw back in their seats by an inch, and you feel it through the floor.|It is still going on, small and grey, the wrong way round.}]],
    { when = hands.loud, text = [[The keys are very white and a long way down. Somewhere a wardrobe has begun to move.]] },
    { when = hands.near, text = [[The wardrobe has begun to move. Under it, like a floor, there are the keys, eighty-five, each where you left it.]] },
  },
  choices = {
    { "Feel for the brass rail with your foot", id = "foot_rail", once = true, effect = function(run) hands.settle(run); hands.settle(run) end,
      reply = [[It is there. It is even there through a shoe. You go along the seam.]] },
    { "Play them through it", id = "play_through", to = "after", when = "math.abs(pitch) <= 1", locked = "Your hands are over the road somewhere.",
      effect = function(run)
        run.vars.pitch = 0
        run:insight("Four minutes can be played from the first bar to the last.")
        run:milestone("played to the mule")
      end,
      event = { action = "plays the third reel from the bridge to the mule", consequences = "Two hundred people come out at the other end together.", major = true },
      reply = [[You play low, and slow, and rather soft, a thing that goes on walking whatever is done to it. It is a lullaby, when you listen, with the knees taken out. Somebody begins to breathe to it, and then a row. When the mule comes they laugh until they have to hold on to each other.]] },
    { "Tip the mirror up, and play to Corsica", id = "to_corsica", to = "after", effect = function(run)
        hands.settle(run)
        run:integrate("promote_self_compassion")
      end,
      event = { action = "plays the third reel without looking at it" },
      reply = [[The stain has a coast, and you play along it, with its capes. Behind your back it does what it does. You know by the house when it is the mule.]] },
    { "Ring two", id = "ring_two_third", when = "bell", locked = "You have no arrangement with the booth.", to = "yard_third",
      effect = function(run)
        run.vars.pitch = 0
        run:integrate("enable_gentle_pacing")
      end,
      event = { action = "stops the third reel in the middle", consequences = "The lights go up, and people find that they are sitting next to each other.", major = true },
      reply = [[The man's hand stops at his collar. Zélie puts up the lights. "Five minutes," you say to two hundred people, and that there is a pump. Then it will go on from here, for those who like. Nobody moves, and then rather a lot of them do.]] },
    { "Go out by the side", id = "out_side", to = "yard_third",
      reply = [[You hold the door to the last.]] },
  },
}

define.scene "phare/yard_third" {
  rest = true, intensity = 0,
  text = {
    [[The yard, the pump, the square of sky. {chalked: There are eleven out here. The baker, two sisters, somebody with his shopping.|There are two out here before you, and a cat.} Anselme has wiped the bench. Through the wall comes no more than you would hear of a neighbour's mangle.]],
    [[A woman asks if anybody knows how to get glue off a sleeve. Anselme does.]],
    { when = "chestnuts", text = [[You find the last of the chestnuts, and it goes along the bench from hand to hand, for the warmth, and comes back to you whole.]] },
  },
  choices = {
    { "Stay until they laugh at the mule", id = "stay_mule", to = "after", effect = function(run)
        run.vars.pitch = 0
        run:milestone("sat it out, and went in again")
      end,
      event = { action = "sits out the third reel in the yard, with others", consequences = "The bench behind the Petit Phare has worn places in it." },
      reply = [[It takes as long as it takes. A moth goes round the lamp. Then there it is, through the wall, two hundred people all at once, like a load of gravel. "Mule," says Anselme. You go in.]] },
    { "Whistle them the brown waltz", id = "whistle", to = "after", effect = function(run) run.character:feel("anselme", 0.2) end,
      event = { action = "whistles a waltz in the yard of the Petit Phare" },
      reply = [[You whistle it without the ornaments. Next to you it is joined, after a few bars, by a bee in a can. He is a third below, and dead in tune.]] },
  },
}

define.scene "phare/row_six" {
  intensity = 0.3, instead = "after",
  text = [[They laugh at the mule, all but one. In row six a man has got to his feet. "That isn't it," he says. He does not say it loudly. "There's a piece between. I was in the piece." Anselme has come a few steps down the aisle. The mule eats. Everyone looks at the man, and then, since he is looking there, at you.]],
  choices = {
    { "Tell him that it hangs on a nail, upstairs", id = "on_a_nail", to = "after",
      effect = function(run)
        run.character:feel("zelie", 0.2)
        run:integrate("validate_player_experience")
      end,
      event = { action = "tells a man where his four minutes are", consequences = "At midnight they are run for him alone.", major = true },
      reply = [["You can have it when they've gone," you say. "As slow as you like. She stops if you put up your hand." He stands a while longer. "I only want it to have been there," he says. He sits down, and the woman beside him gives him an orange.]] },
    { "Stop playing, and let him say it", id = "let_say", to = "after", themes = { "violence" }, intensity = 0.3,
      effect = function(run) hands.shake(run, 1) end,
      reply = [[He says what was there, to the whole house, in about six sentences. There is no picture to it except the mule. At the end he does up his collar. "Thank you," says the man, and it is very quiet, and Zélie, of her own accord, starts the fourth.]] },
    { "Play louder", id = "play_louder", to = "after", effect = function(run) hands.shake(run, -2) end,
      reply = [[You play the mule for all it is worth. When you next tip the mirror the seat in row six is up.]] },
  },
}

define.scene "phare/after" {
  intensity = 0,
  text = {
    [[{They have gone. A glove, some peel, the length of blue wool that is caught in row three. Zélie comes down the ladder backwards and sits on the edge of the stage with her boots hanging.|Zélie swings her boots.}]],
    { when = "seen.play_through", text = [[{"Eighteen a second, at the end," she says. "I wasn't going to, but you pulled."|}]] },
    { when = "run.character:feeling('zelie') >= 0.5", text = [[{She has brought you something down from the cigar box. It is the hand with the letter. "That's you," says Zélie. "One can't see yet who it's from."|}]] },
    { when = "run.character:feeling('fauvel') >= 0.4", text = [[{On the edge of the stage stands a plate with another plate over it. Madame has put a fork to it, and gone to count.|}]] },
    { when = "chalked and propped", text = [[{"Eleven went out, and eleven came in again," says Madame Fauvel. She has it written on her cuff. "I counted for the money."|}]] },
  },
  choices = {
    { "Run Madame her four seconds", id = "run_seconds", when = "reel == 'lent'", to = "four_seconds", themes = { "loss" }, intensity = 0.4 },
    { "Ask Anselme which reel he would like", id = "ask_reel", once = true, when = "run.character:feeling('anselme') >= 0.4", locked = "He is putting on his coat. You do not know what he likes.",
      effect = function(run, universe)
        universe:change("anselme_front", true)
        run:integrate("develop_compelling_characters")
      end,
      event = { action = "plays a reel of Charlot for Anselme, in the first row", consequences = "There is somebody in Row 1, Seat 1.", major = true },
      reply = [[He walks down the aisle as one does in church. First row, first seat, hat on his knees. You play him Charlot on the staircase, all of it. In the mirror his face does not move. The hat does; it goes up and down, and up and down.]] },
    { "Give Zélie a frame for her box", id = "give_frame", once = true, when = "reel ~= 'whole'", locked = "There is nothing cut that one could give her.",
      effect = function(run, universe)
        universe:add("frames", 1)
        run.character:feel("zelie", 0.2)
      end,
      event = { action = "gives Zélie a frame for her own film" },
      reply = [[It is the mule, from the side. She holds it up to the lamp for a long time. "That can go last," says Zélie. "No. First."]] },
    { "Walk home", id = "walk_home", to = "last_night",
      reply = [[The hoarding in the rue Piat has been pasted over already. It is a bill for soap.]] },
  },
}

define.scene "phare/four_seconds" {
  themes = { "loss" }, intensity = 0.5, instead = "last_night",
  warning = { type = "loss", severity = "moderate", description = "A mother sees her son on film, for four seconds.", skippable = true },
  enter = function(run, universe) universe:set("fauvel_saw", true) end,
  reflect = { [[If you could have four seconds again, of whom would they be?]], minutes = 2 },
  text = [[She sits in the middle of the house. Zélie has joined the end of the strip to its beginning, so that it comes round. They march up to the bridge. They look. They march up to the bridge. In the second rank there is one with ears, and he has just been told not to laugh. "Again," says Madame Fauvel, although it is doing it anyhow. You find something for it on the piano, four bars that go back to where they started. At the ninth time she says, "He hadn't. He had not had it cut."]],
  choices = {
    { "Go on playing", id = "go_on_playing", to = "last_night",
      effect = function(run) run:insight("Four seconds can be long enough to look properly.") end,
      event = { action = "plays Madame Fauvel four seconds of film, until she has seen them", consequences = "It comes round until three in the morning.", major = true },
      reply = [[Nobody counts any more. At some time she gets up, goes to the screen, and stands beside it, so that they march up to her.]] },
    { "Stop, so that there is only the crank", id = "only_crank", to = "last_night",
      reply = [[Without you it ticks like a kitchen clock. "That's better," says Madame Fauvel. "He never could abide music."]] },
  },
}

define.scene "phare/last_night" {
  intensity = 0,
  text = {
    [[Four in the morning, in the rue Piat. You are awake beforehand; you lie in the dark with your hands on the blanket, and they are both there.]],
    { when = hands.loud, text = [[They hum a little, like a rail when something is still far off.]] },
    [[It begins. He has taken it by the far end.]],
  },
  choices = {
    { "Tell him that he can put it down", id = "put_down", to = "held", when = "told_lodger",
      locked = "You do not know what it is that he is carrying.",
      effect = function(run) run:integrate("support_re_authoring") end,
      event = { action = "tells the lodger upstairs that he can put it down", consequences = "The rue Piat sleeps through, as far as number 40.", major = true } },
    { "Go and see if they are sitting in the yard still", id = "see_yard", to = "bench", when = "seen.yard_third",
      locked = "You have not been out there when it counted.",
      event = { action = "goes back at night to the bench behind the Petit Phare" } },
    { "Hum him the four bars", id = "hum_bars", to = "light", when = "seen.four_seconds",
      locked = "You have nothing that comes round by itself.",
      event = { action = "hums four bars to the ceiling in the rue Piat" } },
    { "Knock twice, and turn over", id = "last_knock", to = "two_knocks",
      event = { action = "knocks twice on a ceiling in the rue Piat" } },
  },
}

define.scene "phare/held" {
  text = {
    [["It held," you tell the ceiling. "They came. Eleven days, and they came in by the coal hole with a lantern, and there were nine of us. You can put it down now." It is quiet. Then, very slowly, as one does at the top of the stairs with somebody else's furniture, it is set on its four feet, one after another. The last one squeaks.]],
    { when = "seen.play_through", text = [[Later he seems to be walking about up there, with nothing in his hands. It is a light step. You could play to it.]] },
    [[In the morning there is plaster on the blanket, about a thimbleful. You look up. It is only the ceiling, with a stain on it the shape of nowhere in particular.]],
  },
  ending = "held",
}

define.scene "phare/bench" {
  text = {
    [[The side door has been left on the latch. <>]],
    { text = [[On the manger sits Anselme, with the tin beside him on a handkerchief, airing his face in the dark. He does not put it back on. "I couldn't get off either," he says.]],
      themes = { "violence" }, intensity = 0.3, instead = [[On the manger sits Anselme, with his hat beside him. "I couldn't get off either," he says.]] },
    [[You sit down. The wire, the bit of sky, and presently a star in it, a small one.]],
    { when = "chalked", text = [[Next Saturday, it turns out, eleven people come who want no seats. They pay for the yard. Madame has a roll of tickets printed, in green.]] },
    { when = "not chalked", text = [[Next Saturday there is a plank laid across two buckets, in case there are more.]] },
  },
  ending = "bench",
}

define.scene "phare/light" {
  text = {
    [[They go up to the bridge, and round, and up to it. At the third time the castors have fallen in with you; he drags on the one and sets down on the three. It is a waltz, if one is not strict. You go on with it, the two of you, until the baker's shutter.]],
    [[On Monday Madame Fauvel calls you into the box. She has had her hair cut. "It was time that somebody did," she says, and counts you out your week, and does not look at your hands at all.]],
  },
  ending = "four_seconds",
}

define.scene "phare/two_knocks" {
  text = {
    [[He stops. One knock, from above. You have an arrangement, then. He may have from four until a quarter past, and the rest is yours; on Sundays he has the half hour. It is not so much, in a house of this age. Across the court they have a trombone.]],
    { when = "bell", text = [[Two stops it, in this house also. You think of chalking it up.]] },
    [[When he has done you get up, open the window, and look for five that smoke. There are four, and a cloud.]],
  },
  ending = "two_knocks",
}
