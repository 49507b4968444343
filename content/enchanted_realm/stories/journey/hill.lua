-- hill.lua - the bare hill, its sheep, its stones, and a tree that takes its time

local bag = require "bag"
local with = require "companions"

local GROWN, BEARING = 97, 150 -- positions after the planting

-- How long the tree has stood, as seen from here; -1 while there is none.
local function age(universe)
  local planted = universe:get("tree_planted")
  if planted == 0 then return -1 end
  return universe.position - planted
end

local function none(_, universe) return age(universe) < 0 end
local function young(_, universe) return age(universe) >= 0 and age(universe) < 30 end
local function thin(_, universe) return age(universe) >= 30 and age(universe) < GROWN end
local function grown(_, universe) return age(universe) >= GROWN end
local function in_leaf(_, universe) return age(universe) >= GROWN and age(universe) < BEARING end
local function bearing(_, universe) return age(universe) >= BEARING end

define.scene "journey/bare_hill" {
  place = "hill",
  text = {
    { when = none, text = [[{The hill has nothing on it, and has made something of that. Wind, short grass, a sheep path running round it like the thread of a screw. On the top is a hollow the size of a washtub, out of the wind, with soft earth in it. All the hill's rain goes there. It is so plainly a place for something that people who come up stand around the edge, politely, as round a chair.|The bare hill, the wind, the hollow on the top with its soft earth. You stand at the edge of it as one stands about a chair.}]] },
    { when = young, text = [[{&In the hollow on top of the bare hill stands a switch with four leaves. Someone has put a ring of stones round it, against the sheep, and a cross-stick against the wind. All that bare hill is now mostly around it.|The switch stands in its ring of stones, on the top of the hill. You count the leaves, and there are five, or one of them is a beetle.|The switch stands in its ring. The wind bends it over, and it comes up, and is bent over, and that seems to be how it is growing.|The switch stands in its ring of stones. A sheep is looking at it over the top one, weighing things up.}]] },
    { when = thin, text = [[{&A young tree stands on the top of the hill, as high as you can reach, thin, and busy in all its leaves. Its ring of stones has got too small, and has been laid again, wider. There is a shadow here now, a narrow one that goes round once a day.|The young tree on the hill is busy in the wind. Its first bird's nest is in it, as large as an egg cup, and badly made, and hangs on by talent.|The young tree is busy in the wind. The cross-stick lies in the grass, and some small thing has gnawed it.|The young tree on the hill has a shadow wide enough by now to put one's face in. You put your face in it.}]] },
    { when = in_leaf, text = [[{&A tree stands on the hill. One sees it from everywhere, and lays one's way by it. The crown is wider than the hollow, the bark has begun to fold where the boughs set in, and beneath it, all round, is a floor of shade with sheep lying on it like furniture. No one would think that it had ever been decided.|The tree stands on the hill in full leaf. The wind that always came straight across here goes in there first now, and comes out with something to say.|The tree stands on the hill, grown. The ring of stones has been built up to the height of a seat, and worn a bit.|The tree stands in full leaf. At the top of it, where the shepherd once put a wet sock, somebody's kite has come to stay.}]] },
    { when = bearing, text = [[{&The tree on the hill is bearing. The boughs hang low with small red pears, freckled on the sunny side, and in the grass lie the ones that would not wait, with wasps going in and out. There is a ladder. There is a row of upturned hats. Whoever planted this, they say, cannot have been in a hurry.|The tree on the hill hangs full of pears. One comes down, with a thump, and then a second, as if it had been asked to.|The tree on the hill hangs full. There are children up in it; you see feet, and now and then a hand that lets down a hat on a string.|The whole hill smells of pears, sweet and slightly drunk. A sheep is standing under the lowest bough with its mouth open.}]] },
    { when = with.hare, text = [[{&{ease >= 6: The hare runs up here. It runs in a wide ring for no reason, and comes back, and falls over on its side in the grass.|There is no cover up here. The hare keeps in your shadow, and turns as you turn.}||}]] },
    { when = with.rule, text = [[{&{ease >= 6: The wind takes hold of the rule in your pocket and makes it hum, like a comb.|There is nothing here to measure yourself by. It is at first like missing a stair.}||}]] },
  },
  include = { "wayside" },
  choices = {
    { "Stay on the hill a little longer", id = "linger", add = { ease = 1 },
      event = { action = "stays a while on the hill" },
      reply = [[{&You lean on the wind, and it holds.|A cloud shadow comes up one side of the hill, goes over your feet, and down the other.|Sheep are tearing off grass around you, with the sound of a great many small decisions.|A lark goes up. You lose it, and go on hearing it, and then cannot say when it stopped.}]] },
    { "Plant a tree in the hollow", id = "plant_tree", when = "world.tree_planted == 0 and not tree_missed",
      effect = function(run, universe)
        if universe:claim("tree") then
          universe:set("tree_planted", universe.position)
          run.vars.planted = true
        else
          run.vars.tree_missed = true
        end
      end,
      event = { action = "plants a tree on the bare hill", consequences = "It will take its time." },
      reply = [[{planted: The shepherd gives you a pear slip wrapped in a wet sock. You dig with your hands; the earth is as soft as it looked. You stand it up, and fill in, and tread, and it stands there with four leaves and looks less like a tree than like an idea of yours. "See you," says the shepherd to it, "in a hundred."|You kneel and begin to dig, and the hollow will not have it. The earth is full already of fine white roots, a whole sieve of them, though nothing stands here, or not yet, or not from where you are. You put the earth back. Somebody's tree is coming, and you leave it the room.}]] },
    { "Lie down under the tree", id = "rest_under_tree", when = grown, add = { ease = 2 },
      event = { action = "rests under the grown tree on the hill", consequences = "It was a switch once, with four leaves." },
      reply = [[{planted: You lie down in the shade. It falls on you in bits, moving, and you know the hole it started from. It is a strange thing to be covered by something that you used to cover with your hat.|You lie down in the shade. Somebody went up a bare hill once to put a switch in the ground, and cannot have lain here, not that day. You lie here for them as well.}]] },
    { "Pick a pear", id = "pick_fruit", when = bearing, effect = function(run) bag.add(run, "pear") end,
      event = { action = "picks a pear from the tree on the hill", consequences = "The bough goes up a little." },
      reply = [[{&It comes away at a quarter turn. The bough goes up a little, and stays there, breathing. It tastes of smoke, honey and iron, and the juice runs down to the elbow.|You eat one there, and put one in the bag. You look about for where to put the core, and it strikes you that anywhere will do.}]] },
    { "Walk down to the sheepfold", id = "to_fold", to = "sheepfold",
      event = { action = "walks down from the hill to the sheepfold" } },
    { "Walk round to the ring of stones", id = "to_stones", to = "ring_stones",
      event = { action = "walks round the hill to the ring of stones" } },
    { "Go down to the gate", id = "hill_to_gate", to = "gate",
      event = { action = "comes down from the hill to the gate" } },
  },
}

define.scene "journey/sheepfold" {
  place = "hill",
  text = {
    { text = [[{Gil the shepherd has a fold on the lee side, four walls of laid stone with one stone in every yard sticking out, to step over by. Inside it are the ones that need looking at. He goes from one to another and looks at them. "That's most of it," he says. "They do the rest." A lamb with a splint has got up on the wall and does not know about the other half of the plan.|Gil is going round the fold, looking. {&The lamb with the splint has taken it off by itself and is eating it.|He is picking burrs from a ewe, with the face of somebody reading.|The old bell-wether leans on your knee, which he does to posts.}}]] },
    { when = with.thread, text = [[{&Red strokes of raddle mark the ewes that belong together. {ease >= 6: Two of them have strayed to each other's side of the fold, and nobody has gone to sort it out.|"Ewe and lamb get parted," says Gil, "they shout. The ones that go quiet, those I fetch."}||}]] },
    { when = with.hare, text = [[{&"Yours?" says Gil, and means the hare. "It's not that it's frightened. It's on duty. Has anyone told it when it's off?"||}]] },
  },
  choices = {
    { "Tell the hare that it is off till morning", id = "tell_off_duty", once = true, when = with.hare, add = { ease = 2 },
      effect = function(run) run:insight("A watch can be relieved without being scolded.") end,
      event = { action = "tells a grey hare that it is off duty until morning" },
      reply = [[You feel foolish saying it. You say it all the same, at about the height of your knee, "I have it now, until the morning." One ear goes down and then, after it has thought of everything, the other.]] },
    { "Hold the lamb while he looks at its leg", id = "hold_lamb", add = { ease = 1 },
      event = { action = "holds a lamb while the shepherd looks at its leg", consequences = "The leg is found to be a leg again." },
      reply = [[{&It is nearly all heart, and fits beneath your chin. It chews your collar and does not take its eyes off Gil.|It has become heavier. You both pretend that it has not.}]] },
    { "Set a fallen stone back in the wall", id = "set_stone",
      event = { action = "sets a fallen stone back in the fold wall" },
      reply = [[{&You try it four ways. The fifth way it says a short word and belongs.|There is a place for it, and it is not the place it fell from.}]] },
    { "Take a tuft of wool from the thorn", id = "take_wool", effect = function(run) bag.add(run, "wool") end,
      event = { action = "takes a tuft of wool from a thorn by the fold" },
      reply = [[It is greasy, and smells of weather. It keeps the shape of your fist.]] },
    { "Climb back to the top", id = "fold_to_hill", to = "bare_hill",
      event = { action = "climbs from the sheepfold to the top of the hill" } },
    { "Go down by the drove road to the village", id = "fold_to_village", to = "village_square",
      event = { action = "goes down the drove road to the village" } },
  },
}

define.scene "journey/ring_stones" {
  place = "hill",
  text = {
    { text = [[{On the north side seven stones stand in a ring, waist high, worn at the top as if they had been leaned on during a long talk. There is a gap, where an eighth would be. Whoever steps into it finds that it fits; and that all seven seem to have turned toward them slightly, with the expression of people who have been told you were coming.|The ring has seven stones and a gap. {&Snow lies in the lee of each, though there is none anywhere else.|They have been talking, one would say, and have stopped, but not because of you.|A butterfly is going from the one to the next, all the way round.}}]] },
    { when = with.rule, text = [[{&None of the seven is as tall as another. {ease >= 6: You notice it now for the first time, and only because of where the light falls.|You have your hand on the rule; and you see that they lean a little, each of them, so as not to be the tallest.}||}]] },
    { when = with.stone, text = [[{&From the inside of your boot it comes to you that this makes eight.||}]] },
  },
  choices = {
    { "Stand in the gap", id = "stand_gap", add = { ease = 1 },
      event = { action = "stands in the gap in the ring of stones", consequences = "For as long as it lasts there are eight." },
      reply = [[{You stand in the gap. Nothing is asked. After some time your arms hang down from you as arms do.|You take your place. You could swear that the one on your left moves up.|You stand there, and the wind goes round the eight of you.}]] },
    { "Tell the ring what happened, from the beginning", id = "tell_ring", once = true, add = { ease = 1 },
      effect = function(run) run:insight("Told in a ring, a story has no head of the table.") end,
      event = { action = "tells the ring of stones what happened" },
      reply = [[You tell it in the order it comes. When you get to the part that you leave out you leave it out, and there is a pause there, and the stones hear the pause. It takes until dusk. At the end you are hoarse, and it is still the same thing that happened, and it is in the middle now, where you can walk round it.]] },
    { "Lean on the nearest stone", id = "lean_stone",
      event = { action = "leans on one of the seven stones" },
      reply = [[{&It has been in the sun all day, and gives it back without keeping count.|There is a hollow in it exactly for the elbow.}]] },
    { "Go round to the top of the hill", id = "stones_to_hill", to = "bare_hill",
      event = { action = "leaves the ring of stones for the top of the hill" } },
    { "Follow the ridge to the mountains", id = "stones_to_pass", to = "foothill",
      event = { action = "follows the ridge from the stones to the mountains" } },
  },
}
