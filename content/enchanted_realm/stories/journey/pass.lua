-- pass.lua - the road into the mountains and what lies at the top of it

local bag = require "bag"
local prompts = require "prompts"
local with = require "companions"

define.scene "journey/foothill" {
  place = "pass",
  text = {
    { text = [[{The road begins to mean it. Up to here it was a lane with ideas; now it takes a breath, turns its side to the slope, and starts to climb. There is a last house, which is a wall, with a last tap. A board says, in several hands, how long it is to the top. They say two hours, and a day, and "I stopped at the tap, it was lovely."|The last tap drips on its stone. On the board someone has added {&"Longer with company"|"Shorter with company"|"Went up to see if I could. Came down to see if I could do that"|a drawing of a goat, from behind}.}]] },
    { when = with.rule, text = [[{&{ease >= 6: You read the board all the way down, and laugh at the goat.|You work out the mean of all the times on the board, and which side of it you would be on.}||}]] },
    { when = with.hare, text = [[{&{ease >= 6: The hare has gone on ahead; on the next bend but one there is a pair of ears against the sky.|Above you the road can be seen seven times, one over the other. The hare looks at each of the seven.}||}]] },
  },
  include = { "wayside" },
  choices = {
    { "Start up the road", id = "to_switchbacks", to = "switchbacks",
      event = { action = "starts up the mountain road" } },
    { "Take the goat stair straight to the hut", id = "to_hut_stair", to = "snow_hut",
      event = { action = "climbs the goat stair to the snow hut" } },
    { "Drink at the last tap", id = "drink_tap",
      event = { action = "drinks at the last tap before the mountains" },
      reply = [[{&It tastes of iron and lasts you, or the thought of it lasts you, to the third bend.|You fill the flask, and then your mouth, and then your hat.}]] },
    { "Add a line to the board", id = "add_board", once = true,
      event = { action = "adds a line to the board at the last tap" },
      reply = [["The time it takes," you write. You look at it, and draw a small goat facing the other goat.]] },
    { "Go back down to the gate", id = "foot_to_gate", to = "gate",
      event = { action = "turns back at the last tap" } },
  },
}

-- Whom one meets on the bends; nobody, and one has got as far as the cairn.
define.scene "journey/switchbacks" {
  place = "pass",
  text = [[{The road goes up in long slants, and at every turn shows you the same valley, smaller, with more round it. By the third bend you are breathing in the rhythm of somebody older. By the fifth you have thrown away most of what you were going to say to someone; it was the weight. Stones go by, at the pace at which stones like to be seen.|Up the long slants again. {&Cloud is lying on the road like a cow, and you go round.|There is a marmot on the parapet, whistling you through.|The tar of the old snow poles smells as if it were summer, and on the south side it is.}}]],
  draw = { pool = "pass", enter = true, otherwise = "cairn" },
  next = "snow_hut",
}

define.scene "journey/snow_hut" {
  place = "pass",
  reflect = { prompts.of_focus(1), minutes = 2 },
  text = {
    { text = [[{The hut has a rope from its door to the nearest pole, for finding it in the white; and Tove, who keeps it, has another from the table to the stove. "You get used to having hold of something," she says. There are four bunks, a pan on the fire, and a book in which everyone writes where they are going. The last column asks for whom to tell. Most people leave that till after the soup.|Tove makes room by the stove, moving one cup. {&The snow is level with the sill, a blue light in the room as in a shell.|There are wet socks on the line that belong to no one present.|It is clear, and the pans hang still, and she has the door open to let the winter out.}}]] },
    { when = with.hare, text = [[{&{ease >= 6: "It's blowing," says Tove, "and your hare's asleep."|When the wind gets up the hare is between your boots at once. "It's only the weather doing it," says Tove to nobody. "It's outside, and it's the weather."}||}]] },
    { when = with.thread, text = [[{&She shows you how the ropes are joined; there is never one length that goes all the way. Each is two hands long, and knotted to the next.||}]] },
  },
  choices = {
    { "Eat the soup", id = "eat_soup", add = { ease = 1 },
      event = { action = "eats soup in the snow hut" },
      reply = [[{&Barley, onion, something smoked. Halfway down the bowl the mountain stops moving under you.|It is the same soup. It has never once been empty, says Tove, since her grandmother put it on.}]] },
    { "Write in the book where you are going", id = "write_book",
      event = { action = "writes in the hut book where they are going", consequences = "If it snows, somebody will know where to look." },
      reply = [[{You write your name, and the pass. At the last column you hold the pen for a good while. Then you write a name there, and it looks quite natural.|You write it in one go this time, all four columns.|Under yours there are three new names by now. Two of them have given each other.}]] },
    { "Walk out along the rope and come back", id = "walk_rope", add = { ease = 1 },
      event = { action = "walks out along the rope into the white, and back" },
      reply = [[{Ten steps out there is no hut, no hill, no hand in front of you, only the one that has the rope in it. It is so quiet that you can hear the flakes arriving. Then you turn round, and the rope goes both ways.|You go out a step further than last time. The rope has that step, too.}]] },
    { "Leave your loaf by the stove", id = "leave_hut_loaf", when = "loaf", set = { loaf = false },
      event = { action = "leaves a loaf in the snow hut", consequences = "Somebody coming in from the white finds bread." },
      reply = [["Mirela's," says Tove, holding it to her ear and knocking. "It has come up in the world."]] },
    { "Go up the last stretch", id = "hut_to_top", to = "pass_top",
      event = { action = "goes up the last stretch to the pass" } },
    { "Walk out to the cairn", id = "hut_to_cairn", to = "cairn",
      event = { action = "walks out from the hut to the cairn" } },
    { "Go down the goat stair", id = "hut_to_foot", to = "foothill",
      event = { action = "goes down the goat stair" } },
  },
}

define.scene "journey/cairn" {
  place = "pass",
  text = {
    { text = [[{Where the road goes over a shelf there is a cairn. One stone for everyone who came by, it is said, and one more for everyone they were thinking of. {world.cairn_stones >= 15: It is taller than you, and has begun to have a look of somebody standing.|It comes to about your knee, and the wind goes in and out of it.}|The cairn. {world.cairn_stones >= 15: Someone has tied a scarf about it, since it seemed the thing to do.|It sits there on its shelf, a small beginning with a great deal of view.}} {&Lichen has got on to the lowest stones, orange, like the flame on a stove.|A wheatear bobs on the top stone and flies on to the next thing.|There is one stone that is not from here, a piece of somebody's doorstep.}]] },
    { when = with.rule, text = [[{&They are round and flat and broken, these stones. You look for a good one. {ease >= 6: You take what is lying there.|It occurs to you that you have been looking for some time.}||}]] },
  },
  choices = {
    { "Lay a stone for somebody", id = "lay_stone", add = { ease = 1 },
      effect = function(run, universe) universe:add("cairn_stones", 1) end,
      event = { action = "lays a stone on the cairn for somebody", consequences = "The cairn is one stone higher." },
      reply = [[{&You turn it until it lies still. You do not say for whom. It lies on somebody else's.|A grey one, with a white line right round it. You put it where it will get the sun.|You lay it down, and three others shift, and settle, and it is in.}]] },
    { "Sit in the lee of it", id = "sit_cairn",
      event = { action = "sits in the lee of the cairn" },
      reply = [[{&There is no wind here, in a space the shape of one person. So many people must have laid stones, thinking of other things, and between them they have made a chair.|You eat what you have. An ant comes out between two stones, for whom this has always been the mountain.}]] },
    { "Pocket a pebble", id = "take_pebble", effect = function(run) bag.add(run, "pebble") end,
      event = { action = "pockets a pebble from the shelf by the cairn" },
      reply = [[Not from the cairn; from beside it, where the ones lie that are still deciding.]] },
    { "Go on to the hut", id = "cairn_to_hut", to = "snow_hut",
      event = { action = "goes on from the cairn to the snow hut" } },
    { "Run down the scree", id = "cairn_down", to = "foothill",
      event = { action = "runs down the scree in long steps" },
      reply = [[Each step goes in to the ankle and a yard farther than you meant. You arrive with your mouth open and your boots full.]] },
  },
}

define.scene "journey/pass_top" {
  place = "pass",
  text = {
    { text = [[{The top is no wider than a table. On this side is everything you have come through; on that side it goes down again, in the same greys and the same greens, to a river, a wood, some roofs, a hill. You look from the one to the other for the difference. Over there somebody very small is standing by a gate, and has stopped, and seems to be looking up.|The top, no wider than a table. {&A wind from that side, with bread in it.|Cloud on both sides, level as milk, and you on your table.|So clear that you can see the lamps go on over there, one by one, in a line.}}]] },
    { when = with.thread, text = [[{&On the topmost rock somebody has tied a red thread, three times round. Its end is cut; cleanly. {ease >= 6: You lay your wrist beside it, the two ends together, and they are near enough. You do not tie them. You just see that they could be.|You stand looking at it with your hand over your wrist.}||}]] },
    { when = with.hare, text = [[{&{ease >= 6: The hare looks over, first with one eye and then with the other, and sneezes.|The hare would like to know what is on the far side, and what is beyond that.}||}]] },
    { when = with.rule, text = [[{&{ease >= 6: You stand on the top. It is exactly as high as it is.|There is a brass plate with the height of the pass on it. You feel that it might have been more.}||}]] },
  },
  choices = {
    { "Call across", id = "call_across",
      event = { action = "calls across from the top of the pass" },
      reply = [[{You call hello. It goes over there, and round, and comes back in a voice that is more or less yours, only pleased.|You call, and before you have finished somebody calls, and neither of you is the echo.|You call out your own name this time, to see how it is received.}]] },
    { "Look until you can find the gate without searching", id = "look_gate", add = { ease = 1 },
      event = { action = "looks down from the pass until the gate can be found without searching" },
      reply = [[{&Down past the tap, left of the hill, by the pale thread of the lane. It takes a while. After that it is always there.|You find it at once, and then, for the fun of it, everything else.}]] },
    { "Say aloud how far you have come", id = "say_far", once = true, add = { ease = 1 },
      effect = function(run) run:insight("The way up can be seen from the top, and not before.") end,
      event = { action = "says aloud at the top of the pass how far it has been" },
      reply = [[You say it in tomorrows and in boots. It is further than you said to anyone on the way, and no one up here disputes it.]] },
    { "Go down to the hut again", id = "top_to_hut", to = "snow_hut",
      event = { action = "goes down from the pass to the hut" } },
    { "Go down past the cairn", id = "top_to_cairn", to = "cairn",
      event = { action = "comes down from the pass by way of the cairn" } },
    { "Go down by the market road", id = "top_to_market", to = "market_gate",
      event = { action = "goes down from the pass by the market road" } },
  },
}
