-- village.lua - the village and the mill below it

local bag = require "bag"
local with = require "companions"

define.scene "journey/village_square" {
  place = "village",
  text = {
    { text = [[{Nine houses stand round a square, with their backs to the weather and their doors to each other. In the middle is a stone trough with a lion's head over it. There is a bench about the trough, and on the bench are the people who happen to be between two things. They look at your boots, to see which way you came, and move up.|{&The square lies there between its nine doors. On the bench round the trough they see your boots, and move up before you have made up your mind.|Washing day in the square. Nine lines of it go over and across, and under them the village is about its business, stooping, with pegs in its mouth.|Early, and the square is empty but for a broom that leans on the trough, and, presently, whoever leans beside it. The bench is still damp. Someone has put down a board.|The square, at the hour when the doors stand open and people talk from one house to the other without coming out. The bench moves up for you.}}]] },
    { text = [[{!A small girl has run ahead of you to say that you were coming, and stands now a little to one side, being right.|The same small girl has run ahead. Nobody believed her, she lets you know; they never do, the second time.}]] },
    { when = "not world.grove_open", text = [[{&The lion's mouth is dry. A beard of moss on its chin shows that it has not always been so. "It went off," they tell you, "the year the forest shut," and nobody can quite say which year that was.|The lion has nothing to say. A sparrow goes in at its mouth with a straw and comes out without one.|In the dry trough they keep the firewood. Water they fetch up from the river, two pails to a yoke, and they have stopped finding it far.}]] },
    { when = "world.grove_open", text = [[{&Water runs from the lion's mouth, and will not be got used to; people keep getting up to put a hand in it. "Somebody went up there," they say. "Somebody talked to it, or sat it out. We would like to know whom to thank, and in the meantime we thank everyone."|Water runs from the lion's mouth. A child is floating a shoe in the trough.|Water runs from the lion's mouth. Someone has scrubbed the lion behind the ears, and it looks younger, and rather surprised.|Water runs from the lion's mouth. Two women are having the talk they used to have when it was dry, only louder.}]] },
    { when = "world.grove_open and not world.miller_helped", text = [[{&Orla the miller is standing by herself with her sleeves rolled. With the water has come a whole winter of leaves, and her sluice is jammed with it; she has lifted till she cannot lift, and she does not care to ask twice.|Orla is by the trough, wringing out her sleeves. The sluice has not moved. She looks at everyone's arms, and then at the sky.}]] },
    { when = "world.miller_helped", text = [[{&From below the houses comes the knock of the mill, uneven, like someone running downstairs.|The mill is going, down there, and the cups on the sills keep time with it.}]] },
    { when = "world.bell_hung", text = [[Over the schoolhouse door hangs a bell, with a crack in its voice. They set the bread by it.]] },
    { when = with.hare, text = [[{&{ease >= 6: The hare has let itself be looked at by the children.|The hare waits under the bench, behind your heels, where there is only one direction to listen in.}||}]] },
    { when = with.thread, text = [[{&An old man on the bench has a look at your wrist. He pulls down his own cuff, not quickly, over something red.||}]] },
  },
  include = { "wayside" },
  choices = {
    { "Stay on the bench a little longer", id = "linger",
      event = { action = "sits on the bench in the village square" },
      reply = [[{&You stay. Somebody passes you a bowl of peas to shell, as if you had asked.|The shadow of the lion gets as far as your knee.|They speak of a cow. By the end of it you would know that cow anywhere.|A door opens and a door closes. That was the baker going to see whether it is raining, says your neighbour; she does not believe windows.}]] },
    { "Let them thank you", id = "accept_thanks", when = "world.grove_open", add = { ease = 1 },
      effect = function(run, universe) universe:add("villagers_thanked", 1) end,
      event = { action = "meets the villagers, grateful for the opened grove", consequences = "Thanks are given in the square, and for once somebody takes them." },
      reply = [[{seen.answer_guardian or seen.outwait_guardian: You say that it was you, in a way. They do not make a thing of it. They hand you a cup from the lion's mouth, and all nine doors are open, and they watch you drink it to the bottom.|You say that it was not you. "No," they say, "but you're the one who's here," and they give you the cup. It was somebody with a borrowed sword, they tell you, who came in along the ferns and went out again without it.}]] },
    { "Go down and help Orla with the sluice", id = "help_miller", when = "world.grove_open and not world.miller_helped",
      set = { helped_miller = true }, add = { ease = 1 },
      effect = function(run, universe) universe:set("miller_helped", true) end,
      event = { action = "helps the miller clear her jammed sluice", consequences = "The mill turns again, for the first time in years." },
      reply = [[You stand in the race to the waist and hand up leaves, black, by the armful, and in the end a whole branch with a nest in it. Orla hauls. Neither of you says anything that is not "there" or "again." When the gate lifts it goes up so easily that you both sit down. Then the wheel shudders, and thinks, and begins.

      You are back on the bench before you are dry.]] },
    { "Go down to the mill", id = "to_mill", to = "mill",
      event = { action = "walks down to the mill" } },
    { "Follow your nose to the bakehouse", id = "to_bakehouse", to = "bakehouse",
      event = { action = "goes into the bakehouse" } },
    { "Go into the inn", id = "to_inn", to = "inn",
      event = { action = "goes into the inn" } },
    { "Look in at the schoolroom", id = "to_school", to = "schoolroom",
      event = { action = "looks in at the schoolroom" } },
    { "Knock at the blue door", id = "to_blue_door", to = "blue_door",
      event = { action = "crosses the square to the blue door" } },
    { "Go out by the field road to the tower", id = "to_tower", to = "tower_foot",
      event = { action = "goes out by the field road to the tower" } },
    { "Go up the long lane while no one is about", id = "up_lane", to = "quiet_lane",
      event = { action = "goes up the long lane while no one is about" } },
    { "Go up to the gate", id = "up_to_gate", to = "gate",
      event = { action = "goes up from the village to the gate" } },
  },
}

define.scene "journey/mill" {
  place = "village",
  text = {
    { when = "not world.miller_helped", text = [[{The mill stands at the end of a ditch. Its wheel is as high as the house and has a wagtail's nest in the ninth paddle. Inside everything is ready; the hopper is swept, the stones are dressed, and a sack hangs open on its hook with its mouth turned up. It has the look of a table laid for somebody who is late.|The wheel stands. In the ninth paddle the wagtail looks out. {world.grove_open: Behind the house the race is brimming, and pushes at a sluice gate that does not budge.|The ditch has nettles in it, as high as your chest.}}]] },
    { when = "world.miller_helped", text = [[{&The mill is going. One feels it first in the teeth, and then in the rail, and then there is nothing that does not tremble a little, the cobwebs, the lamp, the flour on the beams letting itself down in threads. Orla walks about in it with her hand held out flat, and touches things in passing as one touches cattle.|The mill is going. Flour hangs in the light from the one window, and the window has a clean round in it, wiped with an elbow.}]] },
    { when = "universe:npc('orla').met_by >= 2 and not universe:npc('orla').is_met", text = [[{&By the hopper lies a pile of small cloths, each cut to hold a handful. {universe:npc('orla').met_by} are gone from the top of it; the edges show where. Orla has told it that often, and one can see that it has got shorter.||}]] },
    { when = with.rule, text = [[{&{ease >= 6: Orla has a stick with no marks on it, which she puts in the hopper. "More," she says, or "enough." You would like to have a stick like that, and see that it is a stick.|On a doorpost the sacks have been tallied in chalk, years and years of strokes. You find yourself looking for the total.}||}]] },
  },
  choices = {
    { "Stay in the mill a little longer", id = "linger",
      event = { action = "stays a while in the mill" },
      reply = [[{world.miller_helped: {&You lean on the rail and are shaken, very gently, like a sieve.|A cat with white feet goes by. It was a black cat with black feet, Orla says, this morning.|You learn to hear by the note when the hopper is low.}|{&You sit on a sack. A mouse looks out and finds nothing has changed.|You turn the little wheel that turns nothing.|Dust comes down past the window, a grain at a time, for want of flour.}}]] },
    { "Ask the miller about the one who helped her", id = "meet_miller", when = "world.miller_helped", add = { ease = 1 },
      effect = function(run, universe) universe:npc("orla"):meet() end,
      event = { action = "meets the miller whom a traveller helped", consequences = "She tells it, and gives a handful of the first flour." },
      reply = [[{helped_miller: Orla looks at you for the time it takes to fill a measure. "You went before I could say anything," she says, "so I've had to say it to the cat." Then she says it to you. It is short. She ties up a handful of flour in a cloth, and puts it in your hand as if it were you who had been owed.|"Stood in my race up to here," says Orla, and shows you where. "Handed me leaves, as if it was something one does. Went before I could say anything. So now I tell it to whoever comes, and it gets said." She ties up a handful of flour in a cloth and puts it in your hand. "That's from the first sack. Pass it on, or eat it."}]] },
    { "Climb the ladder to the loft", id = "to_loft", to = "mill_loft",
      event = { action = "climbs to the mill loft" } },
    { "Ask how the stones are dressed", id = "ask_stones",
      event = { action = "asks the miller how a millstone is dressed" },
      reply = [[{&"You cut the furrows so they cross and don't quite meet," says Orla. "If they meet they eat each other. If they're too far off nothing happens at all." She holds up two fingers, with a hair of light between.|"With a lot of small knocks," she says.|She shows you the bill, the hammer, the backs of her hands with the blue flecks in the skin. "Steel," she says. "It's how you tell. You're asked to show your metal, and you show that."}]] },
    { "Walk down the ditch to the river", id = "mill_to_river", to = "river_bank",
      event = { action = "walks from the mill down to the river" } },
    { "Go back up to the square", id = "mill_to_square", to = "village_square",
      event = { action = "comes up from the mill to the square" } },
  },
}

define.scene "journey/mill_loft" {
  place = "village",
  text = {
    { text = [[{The loft is where the mill keeps what it does not understand, a cradle, a rocking horse without its rockers, eleven odd gloves on a string. There is a window at floor level, so that to look out one must lie on one's stomach, and many people have; the boards there are polished. You can see the river from here, and beyond it a line of lamps that is not always lit.|You lie down on the polished boards in front of the low window. {&There goes the ferry, like an iron over a shirt.|Across the river the lamps are being tried, one, and then another.|A heron is standing in the shallows, being a post.}}]] },
    { when = with.thread, text = [[{&The gloves hang by their thumbs. {ease >= 6: You look along them once, for pleasure.|You look along them for a pair, and then you look along them again.}||}]] },
  },
  choices = {
    { "Hang a lost thing on the string", id = "hang_thing", when = "#bag > 0",
      effect = function(run) bag.remove_last(run) end,
      event = { action = "hangs a found thing among the lost ones in the mill loft", consequences = "Whoever lost it may look there." },
      reply = [[You tie on what was lying uppermost in your bag. It turns a little, this way and that, and chooses a direction to face.]] },
    { "Take a horsehair from the rocking horse", id = "take_hair", effect = function(run) bag.add(run, "horsehair") end,
      event = { action = "takes a single hair from a rocking horse in the mill loft" },
      reply = [[It comes away by itself. You smooth down the others over the place.]] },
    { "Look out along the floor until the light goes", id = "look_out", add = { ease = 1 },
      event = { action = "lies in the mill loft and watches the light go" },
      reply = [[It goes from the river last. {&For a moment the water is brighter than the sky that it has it from.|You hear your own heart in the boards, going about its business.}]] },
    { "Climb down", id = "loft_down", to = "mill",
      event = { action = "climbs down from the mill loft" } },
  },
}

define.scene "journey/bakehouse" {
  place = "village",
  text = {
    { text = [[{It is so warm in the bakehouse that your coat seems to sit down by itself. Mirela works with her back to you. "Hands," she says, and you show them, and she hands you a lump of dough without turning round. "It doesn't care who you are. It cares are you warm." The dough is alive, a little, and settles in your palms like someone finding the good side of a pillow.|"Hands," says Mirela, and there is the dough. {&She has flour in one eyebrow, and has had for years.|A child is asleep in the proving trough, well floured.|The window has steamed up, and somebody has drawn a loaf on it.} {world.miller_helped: It is grey and nutty, made with flour from down the hill.|It is made of flour from over the mountains, and she sighs every time she opens the sack.}}]] },
    { when = with.rule, text = [[{&{ease >= 6: You shape it, and put it with the rest, and cannot tell afterwards which one it was.|The loaves on the board are none of them alike. You have the folding rule out before you know it. "Put that in my oven," says Mirela, "and we'll see how long it is."}||}]] },
    { when = with.hare, text = [[{&{ease >= 6: The hare lies by the oven door, drawn out to its full length. You had no idea there was so much of it.|The hare sits on the sill, half in, half out, and its nose goes like a sewing machine.}||}]] },
  },
  choices = {
    { "Knead until she says stop", id = "knead", add = { ease = 1 },
      event = { action = "kneads dough in the bakehouse until told to stop" },
      reply = [[{She never says it. You stop when the dough does.|You fold, turn, fold. Some way in you look up, and it is later.|"Stop," says Mirela; but she says it to the cat.}]] },
    { "Take a loaf with you", id = "take_loaf", when = "not loaf", set = { loaf = true },
      event = { action = "carries a loaf out of the bakehouse" },
      reply = [["Not that," she says, "that's a show loaf. This," and it is a lopsided one, and so hot that you carry it in your hat.]] },
    { "Offer to give your loaf to whoever is hungry", id = "give_loaf", when = "loaf", set = { loaf = false },
      event = { action = "gives a loaf away at the bakehouse door", consequences = "A carter eats it in the street, standing, with his eyes closed." },
      reply = [[There is always someone. This one says thank you to the loaf.]] },
    { "Ask for the burnt end", id = "ask_crust", effect = function(run) bag.add(run, "crust") end,
      event = { action = "asks for the burnt end of a loaf" },
      reply = [["At last," says Mirela, "somebody with sense."]] },
    { "Go out into the square", id = "bake_to_square", to = "village_square",
      event = { action = "comes out of the bakehouse into the cool" } },
  },
}

define.scene "journey/schoolroom" {
  place = "village",
  text = {
    { text = [[{Seven children sit at four desks, with their tongues between their teeth. On the board stands, What I Can Do That Nobody Sees. Ferris, who teaches them, is writing too. He waves you into the eighth place as if it had been getting cold. There is a slate on it, and a pencil on a string, and somebody's initials, with a heart, which have been cut out again with care.|The eighth place is free. On the board it says today, {&How I Would Explain Rain to a Fish|The Longest I Have Ever Waited|Three Doors I Remember|What My Hands Were Doing Meanwhile}. Nobody looks up.}]] },
    { when = with.rule, text = [[{&On the wall hangs a ruler as tall as a child. The numbers have been rubbed off it by sleeves. {ease >= 6: "What do you use it for?" you ask. "Pointing," they say.|Beside you a girl draws a line along it, looks at the line, and says it is a good one, and goes on to the next.}||}]] },
    { when = with.hare, text = [[{&A boy by the window raises his head whenever the wind does. He has seen the hare. He shows it to you with his eyes, one who listens to another.||}]] },
  },
  choices = {
    { "Write on the slate", id = "write_slate", add = { ease = 1 },
      event = { action = "writes on a slate in the schoolroom" },
      reply = [[{You write for as long as they do. At the end nobody reads out anything. They spit on their slates, and wipe them, all together, and it is a very cheerful sound.|You write it small, then larger. The boy next to you moves his elbow, to give you room.|You write one line and look at it. It is true, and could be wiped off, and still be true.}]] },
    { "Tell them where you have been", id = "tell_children",
      event = { action = "tells the schoolchildren where the paths go", consequences = "Seven maps of the realm exist, none of them alike." },
      reply = [[{&They want to know how deep, how many, and did it bite. You discover that you know.|A girl asks what it looks like when you are not there. You promise to find out.|They draw it while you talk, and put in a dragon where you paused.}]] },
    { "Ask Ferris what mark he gives", id = "ask_mark", once = true,
      effect = function(run) run:insight("There is work that nobody marks, and it is the larger part.") end,
      event = { action = "asks the teacher what marks he gives" },
      reply = [["For these?" Ferris turns his own slate round to show you. It says that he can whistle with his mouth shut. "What would I be marking?"]] },
    { "Tiptoe out to the square", id = "school_out", to = "village_square",
      event = { action = "tiptoes out of the schoolroom" } },
  },
}

define.scene "journey/inn" {
  place = "village",
  text = {
    { text = [[{The inn is called The Unhurried Hen, and she sits on the counter. Josse draws the beer around her. There is one long table, with a groove down it where eighty years of people pushed the salt to each other. At the end is a chair that has its back to the wall and a view of the door, and it is always the last one to be taken, out of politeness to whoever might need it.|The hen opens an eye as you come in, and pulls in one wing to let you by. {&They are singing, at the low end of the table, and nobody is in charge of it.|It is early, and Josse is chalking up what he knows already people will have.|Somebody has fallen asleep with his cheek in the groove, and they are passing the salt around him.}}]] },
    { when = with.hare, text = [[{&You take the chair with its back to the wall. {ease >= 6: After the second song you notice you have moved up the table to hear the words.|The hare is under it already.}||}]] },
    { when = with.thread, text = [[{&They make room the way people do here, without breaking off, so that you sit down in the middle of a story. {ease >= 6: At the end of it somebody asks what you think. You tell them.|At the end of it somebody asks what you think, and then waits.}||}]] },
  },
  choices = {
    { "Push the salt to your neighbour", id = "push_salt", add = { ease = 1 },
      event = { action = "pushes the salt along the table at the inn" },
      reply = [[{&"Ah," says your neighbour, and pushes it on. It goes to the end of the table and comes back with a radish.|It slides as if on ice. Eighty years, thinks your hand.}]] },
    { "Stay for the evening", id = "stay_evening", to = "inn_evening",
      event = { action = "stays for the evening at the inn" } },
    { "Scratch the hen", id = "scratch_hen",
      event = { action = "scratches the hen on the counter of the inn" },
      reply = [[{She allows it, at the back of the neck, up to a point; and the point is clear to both of you.|She says a word. Josse says that it is the one she says to regulars.}]] },
    { "Ask Josse who has come through", id = "ask_news",
      event = { action = "asks the innkeeper who has come through" },
      reply = [[{world.grove_open: "The water's back," says Josse, "so there's been somebody. They never come in and say so, that sort. You get them in here talking about their boots."|"Carters," says Josse. "Tinkers. And some with the gate sword on, going in to the forest. I draw those one on the house, going in, since they don't come out this side."}]] },
    { "Step out into the square", id = "inn_out", to = "village_square",
      event = { action = "steps out of the inn" } },
  },
}

define.scene "journey/inn_evening" {
  place = "village",
  text = [[{The lamps come out and the door stays open, for the smoke. People change places as one does in the evening, and the talk goes from what happened to what happened once. The hen has been carried up to bed. You find you have your back against warm wood, and somebody else's child is asleep across your feet.|Evening at The Unhurried Hen. {&There is soup, and a second soup.|Rain has come in with the last of the carters, and stands about by the stove in coats.|Somebody has brought a fiddle, and has so far only tuned it, to great applause.}}]],
  draw = { pool = "evening", enter = true, otherwise = "inn" },
  next = "inn",
}

-- The way down from the gate with whoever is on it; nobody, and it is a quiet lane.
define.scene "journey/long_lane" {
  place = "lane",
  text = [[{The long lane goes down between hedges to the village, by way of everything else. It is a lane for meeting people on, too narrow to pass without a word, and with gateways at every bend where two can stand and let a third one by. Honeysuckle, dust, a rut with the sky in it.|You go down the long lane again. {&The hedge has been cut on one side, and on the other it is about to be.|There is a smell of rain that fell on somebody else.|A wren goes along the hedge beside you, a bit ahead, as if to announce you.}}]],
  draw = { pool = "road", enter = true, otherwise = "quiet_lane" },
  next = "village_square",
}

define.scene "journey/quiet_lane" {
  place = "lane",
  text = {
    { text = [[{Nobody is on the lane. You meet the lane itself, the bank with its small caves, the stones laid on edge by people who had all winter, a gate tied up with a stocking. When you stand still there is a lot of quiet in it, of several kinds; one is made of bees.|Nobody, again, and the lane goes on having its afternoon. You recognise the gate with the stocking, and the stone that is like a cheek.}]] },
    { when = with.thread, text = [[{&The stocking is red, or was. {ease >= 6: You retie it; it was coming loose.|You stop at it for longer than one does at a gate.}||}]] },
  },
  include = { "wayside" },
  choices = {
    { "Eat blackberries", id = "eat_berries",
      event = { action = "eats blackberries in the lane" },
      reply = [[{&The best are always one arm and an inch away, and today you have the inch.|They are red still, and you eat them anyhow, one eye after the other closing.|Your fingers have gone the purple of important documents.}]] },
    { "Go down to the village", id = "lane_down", to = "village_square",
      event = { action = "comes out of the quiet lane into the village" } },
    { "Climb over the gate, towards the river", id = "lane_river", to = "river_bank",
      event = { action = "climbs the tied gate and cuts across to the river" } },
    { "Go back up", id = "lane_up", to = "gate",
      event = { action = "goes back up the quiet lane" } },
  },
}
