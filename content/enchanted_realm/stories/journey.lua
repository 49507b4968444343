-- journey.lua - the gate, where every life in the realm begins; the arcs are in stories/journey/

local bag = require "bag"
local with = require "companions"

define.story "journey" {
  title = "The Enchanted Realm", start = "gate",
  vars = {
    blade = true,            -- the borrowed sword is still at your side
    grove_blade = false,     -- you carry the sword that was left in the grove
    sword_missed = false,    -- you reached for it, and it was gone
    tree_missed = false,     -- you went to plant it, and could not
    planted = false,
    helped_miller = false,
    waited = 0,              -- turns spent before the guardian without asking anything
    ease = 0,                -- how easy your companion has become with you
    bag = {},
    boat_name = "",
    mask = "none",
    loaf = false,
    letters = 0,
    crossings = 0,
    known_weight = false,
    company = false,         -- your companion has walked with you in an earlier life
  },
  scenes = {
    gate = {
      place = "gate",
      text = {
        { text = [[{The gate stands by itself in the grass, two posts and a lintel, with no wall to either side. Anyone could walk around it. Nobody does; the path is worn deep through the middle by everyone who chose to go under.|{&You come back to the gate that has no wall. The grass on either side of it is as uncrossed as ever, and the path through the middle has your own feet in it now.|The gate, with the sky in it. From this side one sees that the lintel has been carved, a long time ago, with something that may be a hare, or a flame, or a word.|The two posts have been given a coat of limewash, and the path between them goes on as before, in at the one side and out at the other.}}]] },
        { text = [[{Wenna, who keeps it, is mending a sack. "There's a sword on the nail," she says. "Everyone takes it. I've given up asking what for." It is at your side before you have decided, and it is lighter than it looked.|{&Wenna is splitting kindling, thin, as if it were for a small stove.|Wenna has hung her washing between the posts, and you wait while she unpegs the middle of the road.|Wenna is asleep in the sun with her boots off, and one eye opens, counts you, and shuts.}}]] },
        { when = with.hare, text = [[{A grey hare has come through beside you. It sits up on the path with both ears raised, and listens to the left, to the right, and to the left again, in case that has changed.|{ease >= 6: The hare is eating clover by the post. One ear stands up and keeps watch; the other has lain down.|The hare makes its round of the gate, post and post, and finds nothing, and makes it again.}}]] },
        { when = with.rule, text = [[{In your pocket is a folding rule, yellow boxwood, marked off in a hand that is not yours. You have tried it on the gate already. The gate is enough. You did not try it further.|{ease >= 6: The folding rule is in your pocket, somewhere beneath the string and the crumbs.|The folding rule has worked its way out of your pocket again, as far as the first joint.}}]] },
        { when = with.thread, text = [[{Round your left wrist goes a red thread, three times. Its end is cut, not torn; cleanly, as with good scissors. Somewhere there must be the other end.|{ease >= 6: The red thread lies loosely on your wrist. You had forgotten it since breakfast.|The red thread has tightened by the width of a thread.}}]] },
        { when = with.stone, text = [[{In your left boot there is a small round stone. You sat down twice on the way here to shake it out, and both times it was not there.|{ease >= 6: The small round stone has moved from your boot into your pocket, and nobody carried it there.|The stone in your boot has found the hollow behind the toes.}}]] },
        { when = "world.grove_open", text = [[From the forest side comes a sound which may always have been there, thin and even, of water over stone.]] },
        { when = function(run, universe, progression) return run:visits("gate") <= 1 and progression.completed > 0 end,
          text = [["You've the walk of someone who was through here before," Wenna remarks. "In other boots."]] },
        { when = "company and visits.gate <= 1", text = [[What goes with you has fallen in without being shown how, on the side where it was last time, and neither of you says anything about it.]] },
      },
      include = { "wayside" },
      choices = {
        { "Take the path to the forest", id = "to_forest", to = "forest_edge",
          event = { action = "leaves the gate by the forest path" } },
        { "Go straight down to the village", id = "to_village", to = "village_square",
          event = { action = "goes straight down to the village" } },
        { "Take the long lane, and see who is on it", id = "to_lane", to = "long_lane",
          event = { action = "takes the long lane down from the gate" } },
        { "Follow the sound of the river", id = "to_river", to = "river_bank",
          event = { action = "follows the sound of the river" } },
        { "Climb the bare hill", id = "to_hill", to = "bare_hill",
          event = { action = "climbs the bare hill behind the gate" } },
        { "Set out for the mountains", id = "to_pass", to = "foothill",
          event = { action = "sets out for the mountains" } },
        { "Sit on the bench by the gate", id = "to_bench", to = "gate_bench",
          event = { action = "sits down on the bench by the gate" } },
      },
    },

    gate_bench = {
      place = "gate",
      text = {
        { text = [[{The bench is a plank on two stones, on the outer side, facing the country you came from. From here it looks flat and busy and rather small. "That's where they sit," says Wenna, "before they go home. Or before they don't."|You sit on the plank that faces the old country. A cart the size of a crumb is crossing it from left to right, as one always seems to be.}]] },
        { text = [[{&A train of ants goes along the plank, and goes round you.|Somebody has whittled at the end of the bench. The shavings are fresh.|The wind comes from the outside today, and smells of wet streets.}]] },
        { when = "world.cairn_stones >= 10 or world.lamps_lit >= 10 or world.planks_laid >= 10", text = [["I can tell from the talk of the carters," says Wenna, "that things have been done in there lately." She does not say by whom. She moves over a bit on the plank.]] },
        { when = [[world["echo/plank"] ~= ""]], text = [[At the outer end of the plank a name has been cut into the wood, {world["echo/plank"]}, with care, and no date. "Sat where you're sitting," says Wenna, "and then got up and went home. I had no part in the spelling."]] },
      },
      choices = {
        { "Ask Wenna what she does with the swords", id = "ask_swords", once = true,
          event = { action = "asks the gatekeeper about the swords", consequences = "It turns out there has only ever been the one." },
          effect = function(run) run:insight("There is only one sword, and everyone brings it back.") end,
          reply = [["Swords?" says Wenna. "There's one. It comes back. Some walk it home, and some have it sent, and once it came down the river by itself with a frog on it."]] },
        { "Watch the cart cross the country", id = "watch_cart",
          event = { action = "watches a cart cross the old country from the bench" },
          reply = [[{&It takes as long as it takes. When it has reached the edge of what you can see, you find you have been wishing it well.|Halfway across, it stops. A dot gets down, walks round it once, and gets up again.|This one is going the other way. You had not known that they did.}]] },
        { "Help Wenna wind her wool", id = "wind_wool", add = { ease = 1 },
          event = { action = "holds the wool for the gatekeeper to wind" },
          reply = [[You hold out both hands and she winds. It is a thing that cannot be done in a hurry, nor with folded arms.]] },
        { "Retire from the realm, and go home", id = "retire", to = "retired",
          event = { action = "goes home through the gate", consequences = "The sword is back on its nail.", major = false } },
        { "Get up and turn round", id = "turn_round", to = "gate",
          event = { action = "gets up from the bench and goes back in" } },
      },
    },

    retired = {
      place = "gate",
      text = {
        { text = [[You get up on the outer side. Wenna ties off her wool, and walks you as far as the end of the plank, which is as far as she ever walks anyone. "Well," she says. It is a whole speech, and she has had long enough to get it right.]] },
        { when = "blade or grove_blade", text = [[You unbuckle the sword and hang it on its nail. Your hip goes on leaning a little for the first mile.]] },
        { when = "not blade and not grove_blade", text = [[The nail is empty. She looks at your side, where nothing hangs, and seems to find it in order.]] },
        { when = with.hare, text = [[The hare comes a good way along the road with you. Where the houses begin it stops to wash, and that is how you last see it, with both its ears down.]] },
        { when = with.rule, text = [[You leave the folding rule on the bench. It may be of use to someone, for cutting boards.]] },
        { when = with.thread, text = [[The thread has come undone by itself. You wind it on a twig, and put it in the pocket where you keep what is still good.]] },
        { when = with.stone, text = [[The stone has been in your hand for some time now, and is as warm as the hand.]] },
        { when = "planted", text = [[Behind you, on the hill that is not altogether bare, something has your afternoon in it, and is growing.]] },
        { text = [[The gate stands by itself in the grass. The country in front of you turns out, on the way down, to be of the ordinary size.]] },
      },
      ending = "retired",
    },

    rest = {
      text = {
        { text = [[{You sit down where you are. It takes some time for the sitting to reach all of you; the legs are there first, and then the back, and the hands come last, and lie about.|You sit down again. The ground has that evenness it gets when nobody is asking anything of it.}]] },
        { when = with.hare, text = [[{ease >= 6: The hare folds up against your boot, warm as a loaf, and lets you do the listening.|The hare sits down an arm's length off, facing the way you came. Its sides go fast. After a while they go a little less fast.}]] },
        { when = with.rule, text = [[{ease >= 6: You come on the folding rule while you look for your handkerchief, and use it to stir the ants off your sleeve.|The folding rule presses on your hip bone, and you take it out and lay it in the grass, where it measures some grass.}]] },
        { when = with.thread, text = [[{ease >= 6: You turn the red thread round on your wrist, once, as one turns a ring.|You pick at the cut end of the thread. It does not fray. Whoever cut it did it well.}]] },
        { when = with.stone, text = [[You take off the boot. {ease >= 6: It is empty, and you knew it would be, and you leave it off for the air.|You turn it over, and knock on the heel, and nothing falls out.}]] },
        { text = [[{&Overhead a few clouds are being moved, one at a time, into another room.|An insect reads your sleeve from the cuff up to the elbow.|There is a smell of warm dust and, from somewhere, of mint that somebody stepped on.|The shadows have got longer, and they have done it behind your back.}]] },
      },
      choices = {
        { "Count what can be heard", id = "count_sounds", add = { ease = 1 }, back = true,
          event = { action = "sits by the way and counts what can be heard" },
          reply = [[{&Seven things, if the wind in the grass and the wind in the hedge are two.|Five, and your own breath, which you had left out.|Nine. One of them stops while you are counting, and you leave it in.}]] },
        { "Close your eyes for the length of a song", id = "close_eyes", add = { ease = 1 }, back = true,
          event = { action = "sits by the way with closed eyes for the length of a song" },
          reply = [[It is a song with more verses than you knew you knew. When you open your eyes the colours have to come back one by one, and green is first.]] },
        { "Get up", id = "get_up", back = true,
          event = { action = "gets up after a rest by the way" },
          reply = [[{&You get up. Something clicks in a knee, like a latch.|You brush off the grass, most of it.}]] },
      },
    },

    look_back = {
      text = {
        { text = [[{You turn round. The way you came looks different from this end. There are things on the backs of other things. A barn has a blue door in its far side. The wall you walked along for so long was low enough to sit on.|You turn round again. What was far is a little farther, and there is more of it, and you could put a name to most of it by now.}]] },
        { text = [[{run.turn >= 200: You can no longer see where you began. You can see where you could still see it from.|Back there, quite small, is the gate, with nothing on either side of it.}]] },
        { when = "world.bell_hung", text = [[A bell strikes down in the village. It is late, by a little, and always the same little.]] },
        { when = with.hare, text = [[The hare looks back as well, but only at you.]] },
      },
      choices = {
        { "Pick out one place, and remember it on purpose", id = "pick_place", add = { ease = 1 }, back = true,
          event = { action = "looks back, and picks out one place to remember" },
          reply = [[{~You choose a bend with a thorn tree, where nothing happened, and where it was pleasant.|You choose a stretch of wall with the sun on it.|You choose the puddle you went round. It has the whole sky in it from here.}]] },
        { "Wave, in case", id = "wave", back = true,
          event = { action = "looks back and waves, in case" },
          reply = [[{&Nobody waves. A thorn tree moves as a thorn tree does.|Far down somebody straightens up from their digging, and lifts a hand, and bends down again.}]] },
        { "Turn round and go on", id = "go_on", back = true,
          event = { action = "looks back once, and goes on" },
          reply = [[{&You turn round. For the first few steps the road ahead looks like the one behind, and then it does not.|You turn round again, and what is ahead has come a little closer in the meantime, as it does.|You go on. You can feel it in your back for a while, like sun.}]] },
      },
    },

    open_bag = {
      text = {
        { text = [[{You turn the bag out on a flat place. Everything in it seems to have been lying on top of everything else. Laid side by side the things look like a sentence in a language where the verbs are missing, and you move them about for a while to see whether the order matters.|You turn out the bag again, and put the things in a row in the light. Some have grown paler since the last time, and others have taken on the smell of their neighbours.}]] },
      },
      choices = {
        { "Take up the {item}", id = "take_up", each = function(run) return bag.things(run) end,
          event = { action = "takes a thing from the bag and looks it over" },
          reply = [[{~You hold it until it is as warm as your hand, and then it is harder to say where the one stops.|It is smaller than you had been carrying it.|You remember the weather on the day you came by it, down to the direction of the wind.|You turn it over. It has an underside, as most things have, and the underside is the better kept.}]] },
        { "Leave the last thing here for whoever comes", id = "leave_thing", when = "#bag > 0",
          effect = function(run) bag.remove_last(run) end,
          event = { action = "leaves something by the way for whoever comes", consequences = "A small thing lies on a flat stone." },
          reply = [[You put it on the flat place, the right way up. Walking off without it feels like walking off without it, for about a hundred steps.]] },
        { "Pack it all in again", id = "pack_up", back = true,
          event = { action = "turns out the bag and packs it again" },
          reply = [[{&It goes in again, though not in the same order, and the strap wants letting out by one hole.|You pack the hard things round the soft ones. Something in there gives a small, satisfied click.}]] },
      },
    },
  },
}

-- What one may do at almost any place; each comes back to where it was done.
define.choices "wayside" {
  { "Rest here a while", id = "rest_here", detour = "rest",
    event = { action = "sits down to rest by the way" } },
  { "Look back the way you came", id = "look_back_here", detour = "look_back",
    event = { action = "stops and turns to look back" } },
  { "Turn out your bag", id = "open_bag_here", detour = "open_bag", when = "#bag > 0",
    event = { action = "turns out the bag on a flat stone" } },
}
