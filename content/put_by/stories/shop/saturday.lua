-- saturday.lua - Mr Oakes and his tape, forty-one stacks, and ten past eleven at night

local function sells(yards, then_too)
  return function(run, universe)
    universe:add("yards_sold", yards)
    if then_too then then_too(run, universe) end
  end
end

define.scene "shop/saturday" {
  text = {
    [[Mr Oakes is on the step at nine with a steel tape. He fits out hotels. "I've a lobby in Exeter," he says. "Eleven yards, and it wants to go from blue into green." He has a letter by which whoever minds the shop may sell what they see fit, for the upkeep. The roof, it says too, is eleven hundred pounds.]],
    { when = "world.oakes_reads", text = [[He has a book in his coat, you notice, with a bus ticket in it about halfway. "That's not stock," says Mr Oakes.]] },
  },
  choices = {
    { "Let him measure", id = "let_measure", to = "oakes", add = { to_and_fro = 1 } },
    { "Show him the back of the custards", id = "show_custards", to = "oakes_reads", add = { to_and_fro = 1 },
      when = "seen.shelves", locked = "You would have to know one book in there from another." },
    { "Tell him that it is not for sale", id = "not_sale", to = "carrying",
      reply = [["Right," says Mr Oakes. He writes it down, with the time. He takes off his hat to the window before he gets into the van.]] },
  },
}

define.scene "shop/oakes" {
  text = [[He goes round with the tape held against his waistcoat, and where there is a blue he lays in a slip of paper. He is quick and does not handle them more than he has to. By ten there are slips all along the four walls, rooks and clouds and custards, like a field with flags out. "Six hundred," he says. "Or six-fifty with the ladder."]],
  choices = {
    { "Sell him the eleven yards", id = "sell_eleven", set = { yards = 11 }, to = "carrying",
      event = { action = "sells eleven yards of the sea room to Mr Oakes", consequences = "The roof of the shop is mended. A lobby in Exeter goes from blue into green.", major = true },
      effect = sells(11),
      reply = [[Two men do it in twenty minutes, the length of an arm at a time. What is left leans. In the afternoon the roofer comes, and whistles.]] },
    { "Offer him the faded ones from the stockroom", id = "sell_faded", set = { yards = 1 }, to = "carrying",
      event = { action = "sells Mr Oakes a yard of sun-bleached books", consequences = "A hotel has a shelf the colour of tea." },
      effect = sells(1),
      reply = [[There is a yard and a bit, and it is all the one colour. He steps back from it. "Tea," says Mr Oakes. "Tea's coming in." He gives you a hundred and ten.]] },
    { "Ask him to look in the back of one", id = "look_back", to = "oakes_reads" },
  },
}

define.scene "shop/oakes_reads" {
  text = {
    [[*After so much ice you will want eggs.* He reads it standing. He goes next along, as it tells him to, and next along. At a quarter to one he is sitting on the two steps with the knots open on his knee.]],
    { text = [["We cleared my father's by the yard," says Mr Oakes. "I did the measuring. I was quick. I never looked in the backs." He lets the tape in with his thumb on it, so that it does not snap.]],
      themes = { "loss" }, intensity = 0.4,
      instead = [["I've never looked in the backs," says Mr Oakes. He lets the tape in with his thumb on it, so that it does not snap.]] },
  },
  choices = {
    { "Ask what his father used to read", id = "ask_father", themes = { "loss" }, intensity = 0.3, to = "carrying",
      effect = function(run, universe)
        universe:set("oakes_reads", true)
        run.character:feel("oakes", 0.5)
        run:integrate("develop_compelling_characters")
      end,
      event = { action = "asks Mr Oakes what his father used to read", consequences = "A man who sells books by the yard has begun to open them." },
      reply = [["Railways," he says at once. He ties and unties a bit of string. "And there was one on custard. I do remember thinking, that's never blue."]] },
    { "Sell him the knots, and wrap it", id = "sell_one", to = "carrying",
      effect = function(run, universe)
        universe:set("oakes_reads", true)
        run.character:feel("oakes", 0.3)
      end,
      event = { action = "sells Mr Oakes one book" },
      reply = [[One pound fifty. He has never, he says, bought one singly. You write *Next along: harbours* in the back, since he will not be here to look.]] },
    { "Leave him to it", id = "leave_oakes", to = "carrying",
      reply = [[At three he is at the wives of captains. He goes without having bought anything, and wipes his feet on the way out.]] },
  },
}

define.scene "shop/carrying" {
  text = {
    [[From three o'clock you carry. The bottom two shelves, all the way round, spines up, each stack from your belt to your chin, up the two steps and through the curtain.]],
    { when = "helps", text = [[Dan goes ahead of you calling the numbers, in a voice that he has for it. He bends his knees.]] },
    { when = "not helps and run.character:feeling('dan') > 0", text = [[At half past three there is a boy at the other end of the shelf, carrying. He has not said anything, so nor do you.]] },
    { when = "run.character:feeling('bea') >= 0.3", text = [[Bea has put herself on the stool by the till with a ball of string. "Post," she says, each time you come through, and ties it up.]] },
    { when = "yards == 11", text = [[There is a good deal less than there was. It is done by five.]] },
  },
  choices = {
    { "Carry the last stack", id = "last_stack", to = "hatch", add = { to_and_fro = 1 },
      reply = [[It is the low corner behind the stove. There is a pencil on the floor there, blue, a stub. You put it in your pocket.]] },
    { "Stop, and sit for an hour", id = "stop_sit", detour = "two_chairs", to = "hatch" },
    { "Catch the six o'clock bus", id = "six_bus", to = "early",
      event = { action = "leaves the shop before the high tide, and gives Bea the key" },
      reply = [[You find that you have your coat on. Bea looks at it, and holds out her hand for the key without getting up.]] },
  },
}

define.scene "shop/hatch" {
  intensity = 0.3, instead = "marks",
  text = {
    [[{Twenty to eleven. You stand at the foot of the thirteen steps with the lamp.|The light shakes, and it is your hand, or the step.} Seven metres four, says the table. {Out there it has its whole weight against the wood, and along the edge stands a bright bead of water, and another, all the way round like the stitching of a shoe.|The beads have begun to run.}]],
    { when = "seen.voices", text = [[{At ten you did the aunt for them on channel eight, quite deep. The glove is found.|}]] },
    { when = "hatch == 'open'", text = [[{You drew the bolt on Thursday. It has only been pushed to, and moves a finger's width in its frame.|}]] },
    { when = "hatch == 'bolted'", text = [[{The bolt is new, and hums.|}]] },
  },
  choices = {
    { "Draw the bolt", id = "draw_bolt", when = "hatch == 'bolted'", set = { hatch = "open" }, to = "water_in",
      effect = function(run) run:integrate("enable_externalization") end,
      event = { action = "lets the highest tide of the year into Wyn's cellar", consequences = "It comes to the seventh step, and goes home." },
      reply = [[You have to kick it. Then you go up backwards, with the lamp, a step at a time.]] },
    { "Hook the hatch wide", id = "hook_wide", when = "hatch == 'open'", to = "water_in",
      effect = function(run) run:integrate("enable_externalization") end,
      event = { action = "opens the hatch to the highest tide of the year", consequences = "It comes to the seventh step, and goes home." },
      reply = [[There is a hook for it in the wall, with a cork on the point. It swings in without a sound. You go up before it.]] },
    { "Set your shoulder to the board", id = "shoulder", set = { hatch = "bolted" }, to = "water_held",
      event = { action = "holds the cellar hatch shut against the highest tide of the year" },
      reply = [[{hatch == 'bolted': The bolt is in.|You shoot the bolt.} You find a place for your feet.]] },
    { "Hang up the lamp and wait a minute", id = "wait_minute", once = true,
      reply = [[You breathe, and it breathes. You are not quite in time.]] },
  },
}

define.scene "shop/water_in" {
  intensity = 0.4, instead = "marks",
  text = [[It comes in like somebody who has lived here. It takes the floor, and the first step, and has brought the cork, a glove, and a plank with a number on it. You sit on the ninth step and draw up your feet. At ten past eleven it is at the seventh, and stops. For some minutes it does nothing whatever. The lamp stands in it upside down, and lights the ceiling. Then a wet line shows along the seventh step, as thin as pencil.]],
  choices = {
    { "Put your hand in", id = "hand_in", to = "marks",
      reply = [[It is as cold as you had thought, up to the wrist. It goes round each finger to see what there is.]] },
    { "Tell it about the funicular", id = "tell_funicular", to = "marks", themes = { "loss" }, intensity = 0.4,
      effect = function(run) run:insight("What was meant for her can still be told where she would have sat.") end,
      reply = [["Wyn," you say, and it goes all round the walls. There were two cars on one rope, you tell it, and the one that went down pulled up the other. You had thought at the time that she would like that. You do the brakeman's voice. In the cellar it sounds very well.]] },
    { "Stay until it has gone", id = "stay_gone", to = "marks",
      reply = [[It goes as it came, and takes its glove.]] },
  },
}

define.scene "shop/water_held" {
  intensity = 0.5, instead = "marks",
  text = [[You hold. It is a great deal stronger than you, and in no hurry. At eleven the wall beside the hatch, which nobody had asked, begins to sweat, and then to run. You hear a board lift, up in the sea room. Then one further off, in the street room, where it was dry. It has gone round. When you turn your head there is an inch of it coming down the stairs to meet you, with a marble in it and a hairgrip.]],
  choices = {
    { "Let go, and draw the bolt", id = "let_go", set = { hatch = "open", wet = true }, to = "marks",
      effect = function(run) run:integrate("enable_externalization") end,
      event = { action = "draws the bolt of the cellar hatch at the top of the tide", consequences = "The sea goes out of the shop by the way it was always let in." },
      reply = [[It falls in past you, cold to the waist, and at once the sound upstairs leaves off. In ten minutes it has found its own height. That is the seventh step.]] },
    { "Sit down in it", id = "sit_in_it", set = { wet = true }, to = "drying",
      effect = function(run) run:integrate("promote_self_compassion") end,
      reply = [[You sit down on the stairs, on the fourth from the top, and it parts round you. You had carried forty-one stacks. At about two you notice that it is leaving, and that you have been holding the hairgrip.]] },
  },
}

define.scene "shop/marks" {
  text = {
    [[On the whitewash by the stair there are pencil marks, one for each year, with a date and W. M. beside it. That is how people measure a child against a door. Some years it has hardly grown.]],
    { when = "world.marks >= 1", text = [[Further along the wall are other hands, {world.marks == 1: one of them so far|{world.marks} of them by now}, each with its week.]] },
    [[The pencil is on a string, worn down to where one has to hold it like a match.]],
  },
  choices = {
    { "Mark it, with the date and your name", id = "mark_name", to = "sunday",
      effect = function(run, universe)
        universe:add("marks", 1)
        run:integrate("maintain_chronology")
        run:milestone("a mark on the wall")
      end,
      event = { action = "marks the height of the water on the cellar wall", consequences = "There is one more hand beside Wyn's.", major = true },
      reply = [[You have to wipe the wall with your sleeve first. It comes out a finger under her highest. She would have had something to say about that.]] },
    { "Go up and find dry socks", id = "dry_socks", to = "sunday",
      reply = [[There is a drawer of them, sorted by thickness. You take the thick.]] },
  },
}
