-- forest.lua - the forest, what stands guard in it, and what it was guarding

local bag = require "bag"
local prompts = require "prompts"
local with = require "companions"

define.scene "journey/forest_edge" {
  place = "forest",
  text = {
    { text = [[{The forest begins all at once, like a house. One step is meadow, with larks, and the next has a floor of needles and a ceiling, and your own breathing comes back to you from the walls. Two paths go in. The one is ferny, and straight, and trodden by many; the other wanders off to look at something.|You step over the edge of the forest, out of the larks and into the quiet. The ferny path goes straight ahead, and the other is off on some errand of its own.}]] },
    { when = "world.saplings > 0", text = [[{world.saplings >= 20: Along the edge there stands a whole nursery of young trees by now, knee-high and chest-high, and it is no longer easy to say where the meadow ends.|Along the edge someone has set out saplings, each with a stake, and a rag tied in a bow so that the deer will think about it.}]] },
    { when = with.hare, text = [[{&{ease >= 6: The hare goes in ahead of you without once sitting up.|The hare stays on the last of the grass until you are nine trees in, and then arrives beside you as if it had been sent for.}||}]] },
    { when = "world.grove_open", text = [[{&A thread of water runs down beside the ferny path in a bed that was dry for years.|Something has come down the little stream from farther up, a white petal, going round and round.}]] },
  },
  include = { "wayside" },
  choices = {
    { "Take the straight path between the ferns", id = "to_ferns", to = "fern_path",
      event = { action = "goes into the forest between the ferns" } },
    { "Let the other path take you along", id = "to_walk", to = "forest_walk",
      event = { action = "wanders off along the crooked forest path" } },
    { "Follow the smoke", id = "to_smoke", to = "charcoal_hut",
      event = { action = "follows a thread of smoke through the trees" } },
    { "Set out a sapling at the edge", id = "set_sapling",
      effect = function(run, universe) universe:add("saplings", 1) end,
      event = { action = "sets out a sapling at the edge of the forest", consequences = "The forest is one tree wider." },
      reply = [[{&You dig it in with a flat stone, and tread it firm. It leans on its stake like somebody new in a queue.|You carry water to it in your hat. Most of it gets there.|A rowan this time. You tie its rag in a bow.}]] },
    { "Go back to the gate", id = "to_gate", to = "gate",
      event = { action = "comes out of the forest to the gate" } },
  },
}

define.scene "journey/fern_path" {
  place = "forest",
  text = {
    { text = [[{The ferns stand as high as your chest on both sides, and close behind you. There is no wind in here, but one frond on the left keeps nodding, on and on, as though it agreed with someone. The path is beaten hard by people going in. It takes you a time to notice that hardly any of the prints come out.|The ferns let you through and close behind you. The same frond nods. {world.grove_open: There are as many prints coming out now as going in, and some of them are children's.|The prints on the path still point nearly all one way.}}]] },
    { when = with.rule, text = [[{&{ease >= 6: You are the height you are. The ferns are higher, and are only ferns.|You catch yourself laying the rule along a frond, and then along your own arm.}||}]] },
  },
  choices = {
    { "Follow the ferns to the end", id = "to_guardian", to = "guardian_gate",
      event = { action = "follows the fern path to its end" } },
    { "Find out why the frond is nodding", id = "part_ferns",
      event = { action = "parts the ferns to see what nods in them" },
      reply = [[{There is a wren's nest tied into the stalk, and a wren on it, who looks at you along her beak. You let the fern close, and it goes on nodding.|You do not part the ferns again. You nod.|The frond is still today. Below it on the path lies half an eggshell, and the bits of it are very clean.}]] },
    { "Leave the path for the old oak", id = "to_oak", to = "hollow_oak",
      event = { action = "leaves the fern path for the hollow oak" } },
    { "Turn back to the edge of the forest", id = "to_edge", to = "forest_edge",
      event = { action = "turns back between the ferns" } },
  },
}

define.scene "journey/guardian_gate" {
  place = "forest",
  text = {
    { when = "world.guardian == 'hostile'", text = [[{The path ends at a wall of trunks, and the wall breathes. It is standing timber as high as a barn, with a head of antlers and dead wood, and two places in it that look at you. Around its roots lie the points of a hundred spears, rusted in the order they arrived. "What would you have out of here?" it says. It is asking in a voice worn quite smooth with asking.|It stands where it stood, across the path, with the broken spears about its feet. "What would you have out of here?" it says again, no louder, and no less.}]],
      themes = { "violence" }, intensity = 0.3,
      warning = { type = "violence", severity = "mild", description = "A large creature bars the way, among old weapons.", skippable = true },
      instead = [[The path ends at a wall of living trunks as high as a barn, with two places in it that look at you. "What would you have out of here?" it asks, in a voice worn smooth with asking.]] },
    { when = "world.guardian == 'answered'", text = [[{&The path goes on here under an arch. It is made of standing timber, as high as a barn, bent over and rooted on the far side; and where the bark folds like eyelids, ferns have sprung. Broken spear points lie in the grass on either hand, and someone has begun to sort them. As you pass beneath, the whole arch breathes in.|You stand again under the arch that was the guardian. A blackbird has found the highest antler, and sings from it as though it had been put up for her.}]] },
    { when = "world.guardian == 'sleeping'", text = [[{&A hill of trunks and antlers lies beside the path, grown over with moss to the knees. It is asleep. It has the sound of a wood in a light wind, in and out; and the path, which it lay across for so long, leads on past its folded roots like something it forgot to put away.|The guardian sleeps beside the path. Somebody has laid a coat of leaves over the coldest part of it, and the leaves go up and down.}]] },
    { when = [[world.guardian == 'hostile' and run.focus == "anxiety_management"]], text = [[{ease >= 6: The hare looks up at it with one ear, and begins to wash.|The hare has flattened itself in the path, and every hair of it is listening.}]] },
    { when = [[world.guardian == 'hostile' and run.focus == "self_esteem"]], text = [[It is as high as it is, and you have with you a rule that opens to six feet.]] },
    { when = [[world.guardian == 'hostile' and run.focus == "relationship_healing"]], text = [[Among the roots are ends of rope and ribbon and thread, where other people tied themselves to something, and left.]] },
    { when = "waited >= 3 and world.guardian == 'hostile'", text = [[Since you have been standing here its branches have sunk by a hand's breadth. It may be that nobody ever stayed long enough to find that out.]] },
  },
  choices = {
    { "Stay where you are a little longer", id = "linger", add = { waited = 1 },
      event = { action = "stays a while before the forest guardian" },
      reply = [[{&You stay where you are. Sap ticks down somewhere inside it, slow, like a clock in a house with one person in.|A beetle crosses the whole of the path between you, with a detour round your boot.|You move your weight to the other foot. So, with a long creak, does the wood.|The light comes down through the antlers, and goes over your hands, and off them.}]] },
    { "Answer: \"Nothing. What is it you are keeping?\"", id = "answer_guardian", when = "world.guardian == 'hostile'",
      set = { blade = false },
      effect = function(run, universe)
        universe:set("guardian", "answered")
        universe:set("grove_open", true)
        universe:set("sword_left", true)
        run:insight("What bars the way may be the one who was never asked.")
      end,
      event = { action = "answers the forest guardian, and lays down a sword", consequences = "The guardian bows into an arch; the grove behind it lies open, and its spring runs again." },
      reply = [[You lay the sword down on the roots, since it is awkward to ask with one on. "Nothing," you say. "What is it you're keeping?" The wood stands still so long that a jay lands in it. Then it takes up the sword, in fingers as long as oars, turns, and carries it in behind itself, and puts it down somewhere there, carefully, like somebody else's glasses.

      It comes back, and bends, crown first, with a noise like a whole winter going out of a roof, and sets its hands to the ground on the far side of you. Behind it there is green light, and the sound of water setting out.]] },
    { "Sit down, and outwait it", id = "outwait_guardian", when = "waited >= 6 and world.guardian == 'hostile'",
      effect = function(run, universe)
        universe:set("guardian", "sleeping")
        universe:set("grove_open", true)
        run:insight("It had been standing for so long because nobody sat down.")
      end,
      event = { action = "outwaits the forest guardian", consequences = "The guardian lies down and sleeps; the grove behind it lies open, and its spring runs again." },
      reply = [[You sit down with your back against a stump, as one does with somebody who has had a long day. It asks once more, and in the middle of the question it loses the thread. By dusk it has let itself down, a trunk at a time, beside the path. It sighs a bird's nest out of its branches, and you catch it.]] },
    { "Go on into the grove", id = "to_grove", to = "grove", when = "world.grove_open", locked = "The guardian stands across the path.",
      event = { action = "walks past the guardian's place into the grove" } },
    { "Tidy the broken spears out of the path", id = "tidy_spears", when = "world.grove_open", add = { ease = 1 },
      event = { action = "clears broken spears from the guardian's path", consequences = "Children can go barefoot there." },
      reply = [[{&They are lighter than they look, rust all through. You stack them points inward.|You find a wooden one among them, short, with the bark on, and a name cut in it in round letters. You stack it on top.}]] },
    { "Go back along the ferns", id = "back_ferns", to = "fern_path",
      event = { action = "goes back along the fern path from the guardian" } },
  },
}

define.scene "journey/grove" {
  place = "forest",
  text = {
    { text = [[{Behind the guardian's place the forest leaves off, and there is a round of grass, a green so fresh that it seems to have been kept in a drawer. White flowers stand in it to the ankle. Nothing in here has been stepped on. You find that you are carrying your feet.|The grove lies in its ring of trees. There is a path through the flowers now as wide as one person, and whoever made it went round the nest of a lark.}]] },
    { when = "world.sword_left and not world.sword_taken and not sword_missed", text = [[{In the middle, at the foot of a mossy stone, lies a sword. It is the plain gate sword, and somebody put it down here, carefully, with the edge turned away from the path. A vetch has already gone up the grip and looks out at the top.|The sword lies by its stone. The vetch has flowered, a small and rather serious blue.}]] },
    { when = "world.sword_taken or sword_missed", text = [[At the foot of the stone the grass is printed with the shape of a sword, and inside the shape a different grass has begun to grow.]] },
    { when = with.thread, text = [[{&{ease >= 6: On a thorn at the edge hangs a wisp of red. It is not the other end; but it is red.|You look about for the other end of the thread, as you do in every new place, low down first.}||}]] },
    { when = "world.guardian == 'sleeping'", text = [[From beyond the trees comes the long, even breath of something lying down.]] },
  },
  choices = {
    { "Stay in the grove a little longer", id = "linger", add = { ease = 1 },
      event = { action = "stays a while in the grove" },
      reply = [[{&A bee goes into a flower head first and backs out of it in a different colour.|You lie down flat, and the grass stands up on both sides, and the sky is an oblong.|Far off someone is chopping wood. The sound gets here a good while after the work.}]] },
    { "Reach for what lies by the stone", id = "take_sword", when = "world.sword_left and not grove_blade and not sword_missed",
      effect = function(run, universe)
        if universe:claim("sword") then
          universe:set("sword_taken", true)
          run.vars.grove_blade = true
        else
          run.vars.sword_missed = true
        end
      end,
      event = { action = "reaches for the sword that was left in the grove", consequences = "A thing someone laid down is missed, or carried on." },
      reply = [[{grove_blade: {seen.answer_guardian or seen.leave_blade: You loosen the vetch a turn at a time, and take up the sword that you gave away. The loop on your belt knows it. It has got lighter by something, and you look in the grass for what that was.|You loosen the vetch a turn at a time, and lift the sword. Whoever left it here had worn the grip down on one side, the way a left-handed person would; and a bit of that hand is in yours now.}|You kneel and reach into the flowers, and your hand closes on the grass. There is the print of it, point and guard, sharp as a key in soap. Somebody has been here before you; or after you, who can say, in this place.}]] },
    { "Lay your sword down by the stone", id = "leave_blade", when = "blade and not world.sword_left", set = { blade = false },
      effect = function(run, universe) universe:set("sword_left", true) end,
      event = { action = "lays a sword down in the grove", consequences = "It lies by the mossy stone, with the edge turned away from the path." },
      reply = [[You lay it in the flowers with the edge turned away from the path. On your belt the loop goes on swinging for a bit.]] },
    { "Pick up an acorn", id = "take_acorn", effect = function(run) bag.add(run, "acorn") end,
      event = { action = "picks up an acorn in the grove" },
      reply = [[There is no oak in sight. {&It sits in its cup like an egg.|A jay must have left it, and forgotten, and gone on being a jay.}]] },
    { "Go up to where the water comes from", id = "to_spring", to = "spring_head",
      event = { action = "follows the water up through the grove" } },
    { "Go back to the guardian's place", id = "leave_grove", to = "guardian_gate",
      event = { action = "leaves the grove the way they came" } },
  },
}

define.scene "journey/spring_head" {
  place = "forest",
  reflect = { prompts.of_focus(3), minutes = 2 },
  text = {
    { text = [[{The spring is no larger than a soup plate. It comes up through white sand, and keeps the sand moving, turning over a few grains at a time as if it were looking for one in particular. This is what was being guarded. You could have stepped over it, and it runs down from here through every cup in the village.|The soup plate of moving sand. You squat down beside it, and it goes on sorting its grains; it cannot have got far, and it does not seem to be in any trouble about it.}]] },
    { when = with.hare, text = [[{&{ease >= 6: The hare drinks with its eyes shut.|The hare drinks, listens, drinks, listens.}||}]] },
    { when = with.rule, text = [[{&It is a foot and a half across. You know this without measuring, and it is the first number in a long time that did not seem to be about you.||}]] },
    { when = "world.villagers_thanked >= 3", text = [[Somebody from the village has set a tin cup on the rim, chained to nothing.]] },
  },
  choices = {
    { "Drink from your hands", id = "drink", add = { ease = 1 },
      event = { action = "drinks at the spring in the grove" },
      reply = [[{&It is so cold that for a moment it has no taste, and then it tastes of stones, and of the inside of a bell.|You drink, and wipe your chin, and hear it going on without you.}]] },
    { "Watch the sand", id = "watch_sand", once = true,
      effect = function(run) run:insight("What is small enough to step over may be what everything drinks from.") end,
      event = { action = "watches the sand turn over in the spring" },
      reply = [[You pick one grain out and try to keep to it. It goes up, and round, and under. You lose it, pick another, and lose that. After a time you are just watching sand.]] },
    { "Clear the leaves from the outflow", id = "clear_leaves",
      event = { action = "clears the leaves from the spring's outflow", consequences = "Down in the village the trough fills a little faster." },
      reply = [[Black leaves, brown leaves, one yellow. {&The water hesitates, and then goes where it had meant to go.|A caddis walks off in its coat of twigs, displeased.}]] },
    { "Go back into the grove", id = "from_spring", to = "grove",
      event = { action = "comes down from the spring" } },
  },
}

define.scene "journey/charcoal_hut" {
  place = "forest",
  text = {
    { text = [[{The smoke comes from a mound of turf as big as a cottage, and beside it sits Brann the burner on a one-legged stool. "So I can't drop off," he says. "It burns nine days, and if you look away it burns in one." His face is black in all the places that a hand can reach, and quite pink in the ears.|Brann is on his one-legged stool, and the mound smokes. "Day {&four|six|nine|one}," he says. "Mind where you lean."}]] },
    { text = [[{&He has been turning a stick of alder in his fingers, and it is a spoon up to the middle.|The wind goes round, and he goes round with it, stool and all.|In a hole under the turf there is a red like the inside of an eyelid. He closes it with his heel.}]] },
    { when = with.stone, text = [[{&"Limping?" says Brann. You say that it is nothing, a stone. He looks at your boot as he looks at the mound, for the place where the smoke comes out.||}]] },
  },
  choices = {
    { "Take a turn on the stool", id = "take_stool", add = { ease = 1 },
      event = { action = "watches the charcoal mound so that the burner can sleep", consequences = "The burner sleeps an hour in his own bed." },
      reply = [[{He is asleep before you have found your balance. It turns out that one can sit on one leg for an hour, and that nearly all of it is not falling.|You take the stool. A blue flame looks out of the turf, and you heel it shut, the way he does.|You sit, and hardly notice it any more, the way one does not notice standing.}]] },
    { "Ask how he knows when it is done", id = "ask_done",
      event = { action = "asks the charcoal burner how he knows when it is done" },
      reply = [[{&"The smoke goes thin," says Brann. "Then it goes blue. Then it's as if it wasn't there, and you can see the trees wobble. That's when fools open it. You wait for the wobble to stop."|"It isn't done," says Brann. "You asked me that last time, and it was done, and I'd not seen it till you asked."|"You get a feeling," he says, "and it's wrong, and then you wait till you've stopped having it."}]] },
    { "Beg a stick of charcoal", id = "beg_charcoal", effect = function(run) bag.add(run, "charcoal") end,
      event = { action = "begs a stick of charcoal from the burner" },
      reply = [[He picks you a good one. It rings when he flicks it. "Draw something that isn't there," he says.]] },
    { "Go back to the edge of the forest", id = "hut_to_edge", to = "forest_edge",
      event = { action = "leaves the charcoal mound" } },
    { "Go down through the trees to the foundry", id = "hut_to_foundry", to = "foundry_yard",
      event = { action = "goes down through the trees with the charcoal road" } },
  },
}

define.scene "journey/hollow_oak" {
  place = "forest",
  reflect = { prompts.of_focus(2), minutes = 2 },
  text = {
    { text = [[{The oak has been hollow for so long that people have taken it into account. There is a bench in it, and a shelf, and a nail for a hat. Someone sometimes leaves a thing on the shelf and takes another. It is dim, and smells of mushrooms and of old coats, and what you say in here comes down again from above, a little later and in a rounder voice.|The hollow oak has kept your place on the bench. On the shelf today there is {&a cone with all its doors open|a blue button|half a candle|a walnut with a face on it}.}]] },
    { when = with.rule, text = [[{&On the inside of the trunk are heights, notched and dated, going up past the top of your head and down below your knee. None of them has a name. {ease >= 6: You put your back to the bark among them and do not cut anything.|You look for the one that would be you.}||}]] },
    { when = with.hare, text = [[{&The hare has gone into the far end of the dark, and turned round in it. It is the one place so far with a back and no back door.||}]] },
  },
  choices = {
    { "Say something, to hear it in the rounder voice", id = "say_oak", add = { ease = 1 },
      event = { action = "says something in the hollow oak, and hears it come down again" },
      reply = [[{You say what you have been saying to yourself since the gate. It comes down slower, and there is a hole in the middle of it, where the owl sits.|You say good evening, and the oak says it back as if it had one.|You say nothing, and the oak says that, too, very well.}]] },
    { "Swap something on the shelf for a fir cone", id = "swap_cone", effect = function(run) bag.add(run, "cone") end,
      event = { action = "takes a fir cone from the shelf in the hollow oak and leaves a knot of grass" },
      reply = [[You leave a knot of grass, tied twice. You hope that it counts. The cone closes a little in your hand.]] },
    { "Leave the loaf here for somebody", id = "leave_loaf", when = "loaf", set = { loaf = false },
      event = { action = "leaves a loaf in the hollow oak for somebody", consequences = "Somebody in the forest eats." },
      reply = [[You put the loaf up on the shelf, with the crust to the wall. For a while the whole oak smells of Mirela's kitchen.]] },
    { "Step out, and find the fern path", id = "oak_to_ferns", to = "fern_path",
      event = { action = "leaves the hollow oak for the fern path" } },
    { "Wander on under the trees", id = "oak_to_walk", to = "forest_walk",
      event = { action = "wanders on from the hollow oak" } },
  },
}

-- Whom one meets under the trees; nobody, and one has come as far as the oak.
define.scene "journey/forest_walk" {
  place = "forest",
  text = [[{The path goes round a boulder that it could have gone past. It goes down to look at a pool, and up again to where the pool can be seen from above. You notice after a time that you have stopped wanting it to arrive.|The crooked path has thought of some new bends since the last time. {&A woodpecker knocks and nobody opens.|The needles are so deep here that you walk like someone else.|A fox crosses ahead of you with a thing in its mouth, on its way home from work.}}]],
  draw = { pool = "woods", enter = true, otherwise = "hollow_oak" },
  next = "forest_edge",
}
