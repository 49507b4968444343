-- river.lua - the river, the ferry over it, and the footbridge that is not finished

local bag = require "bag"
local with = require "companions"

define.scene "journey/river_bank" {
  place = "river",
  text = {
    { text = [[{The river is broad here and in no doubt. It goes by with whole branches on it, and ducks, and the sky, and does not put any of them down. There is a landing with a bell on a post. Downstream, two rows of piles walk out into the water, side by side, and stop, where somebody once began a footbridge and somebody else gave up.|The river is going by. You have the feeling, each time, that you have come in on it in the middle. {&Swallows stitch it to the bank.|It is brown today and smells of other people's ploughing.|A log goes past, taking a wagtail for a ride.}}]] },
    { when = "world.planks_laid > 0", text = [[{world.planks_laid >= 12: The footbridge goes across. It is made of oak and door and table, no two planks of one width, and it sings a different note at every step.|Some of the piles have planks on them now, pale ones, out to where the water goes green.}]] },
    { when = with.hare, text = [[{&{ease >= 6: The hare skirts the wet sand, and leaves a line of prints, at a walk.|The hare listens to the river, and there is too much of it; it sits down with one ear laid over the other.}||}]] },
    { when = "boat_name ~= ''", text = [[At the landing lies a small boat with {boat_name} on her bows in wet-looking paint.]] },
  },
  include = { "wayside" },
  choices = {
    { "Ring for the ferry", id = "ring_ferry", to = "ferry",
      event = { action = "rings for the ferry" } },
    { "Walk along the towpath", id = "to_towpath", to = "towpath",
      event = { action = "walks along the towpath" } },
    { "Lay a plank in the footbridge", id = "lay_plank",
      effect = function(run, universe) universe:add("planks_laid", 1) end,
      event = { action = "lays a plank in the unfinished footbridge", consequences = "The bridge reaches a step further." },
      reply = [[{&You find a board in the drift, straight enough, and peg it down. Then you stand on it, since it is now a place.|This one was a shutter. There is still the heart in it, cut out, and the river goes by in the heart.|You peg it at both ends, and jump on it, twice, as one does.}]] },
    { "Walk over by the footbridge", id = "cross_bridge", to = "far_bank", when = "world.planks_laid >= 12", locked = "It does not reach the other side yet.",
      event = { action = "crosses the river by the footbridge", consequences = "The ferryman lifts his hat to the bridge." } },
    { "Look into the boat shed", id = "to_shed", to = "boat_shed",
      event = { action = "looks into the boat shed" } },
    { "Skip a stone", id = "skip_stone",
      event = { action = "skips a stone on the river" },
      reply = [[{~Four, and then a slither that could be five.|It goes in with a plop like a full stop.|Seven. There is nobody there. You look round all the same.|Two. But high ones.}]] },
    { "Go back up to the gate", id = "river_to_gate", to = "gate",
      event = { action = "goes up from the river to the gate" } },
  },
}

define.scene "journey/ferry" {
  place = "river",
  text = {
    { text = [[{Aldous, who has the ferry, hauls hand over hand on a rope that goes under the water and comes up on the other side. "You can sit," he says, "or you can pull. It's one price." The price is that you tell him what it is like where you come from. In the middle, where the current leans on you, he stops talking, and both banks are equally far off, and equally untroubled.|The ferry, the rope, the equal banks. "Sit or pull," says Aldous. {&He has a new cap, and waits until you have noticed.|A calf is coming across with you, and looks at its feet.|The water is so high that the rope comes up dripping with weed, a green beard on every yard.}}]] },
    { when = "#universe:beside() > 0", text = [[{On the other bank somebody has hold of the same rope. You feel it before you see it, a second pair of hands, a little out of step. "{universe:beside()[1].name}," says Aldous. "Came down to the water when you did." You lift one hand from the rope, and over there a hand goes up.|There is somebody at the other end of the rope again, pulling when you do not.}]] },
    { when = "crossings >= 5", text = [["That's what I like about you," says Aldous. "You never ask is it deep."]] },
    { when = with.thread, text = [[{&He looks at the thread on your wrist, and then along his rope, one end, other end. {ease >= 6: "Does it have to be the same one," he says, "on the other side?"|"Well, it's cut," he says. "But it's not as though you'd let go."}||}]] },
    { when = with.hare, text = [[{&{ease >= 6: The hare stands with its front feet on the bow.|There is nowhere here to run to. The hare tries this thought from several sides, and then sits down on it.}||}]] },
  },
  choices = {
    { "Pull", id = "pull_rope", to = "far_bank", add = { ease = 1, crossings = 1 },
      event = { action = "pulls the ferry across by the rope" },
      reply = [[{&The rope is cold and as thick as a wrist. You pull, and it is the other side that moves.|By now you know when to lean, and when the river does it for you.}]] },
    { "Sit, and trail a hand in the water", id = "trail_hand", to = "far_bank", add = { crossings = 1 },
      event = { action = "crosses on the ferry with a hand in the water" },
      reply = [[The river goes between your fingers, and closes again behind them without a mark.]] },
    { "Ask him to stop a moment in the middle", id = "stop_middle", add = { ease = 1 },
      event = { action = "asks the ferryman to hold the boat in midstream" },
      reply = [[{He lays the rope in its crutch. The boat hangs there and hums. You had thought of it as a gap, and it is a place, with weather, and a smell.|Again the boat hangs and hums. A dragonfly comes to rest on the rope, midway, like the mark on a measure.}]] },
    { "Tell him what it is like where you come from", id = "tell_price", once = true,
      effect = function(run) run:insight("There is a place between the banks, and one can stop in it.") end,
      event = { action = "pays the ferryman with an account of home" },
      reply = [[You tell him of the streetlight outside your window, and how it buzzes before it comes on. He pulls on it for a while. "That'll do for a return," he says.]] },
    { "Go back to the near side", id = "ferry_back", to = "river_bank",
      event = { action = "turns the ferry round in midstream" } },
  },
}

define.scene "journey/far_bank" {
  place = "far_bank",
  text = {
    { text = [[{On the far bank the path climbs out between willows. There is less here, one field, one hedge, a row of poles with hooks for lamps, leading off into the dusk that seems to collect on this side. When you look round, the village lies over there on the bright bank like things set out on a table. You had not known that it was one small thing.|The far bank, the willows, the row of poles. {world.lamps_lit >= 5: There are lamps on most of the hooks, and a smell of frying comes from where they lead.|Few of the hooks have lamps on them. You can just see from each to the next.}}]] },
    { when = with.rule, text = [[{&You hold up the rule at arm's length. From here the whole village is an inch and a quarter. {ease >= 6: You move it aside, to see better.|Then you hold up your thumb, and it is no different.}||}]] },
    { when = "world.tree_planted > 0", text = [[On the hill behind the village there is something now, a mark, as when somebody has begun to write.]] },
  },
  include = { "wayside" },
  choices = {
    { "Follow the lamps to the night market", id = "to_market", to = "market_gate",
      event = { action = "follows the lamp poles to the night market" } },
    { "Lie down under the willows", id = "lie_willows", add = { ease = 1 },
      event = { action = "lies down under the willows on the far bank" },
      reply = [[{&Light and leaf, light and leaf. A caterpillar comes down on a thread, thinks it over at the height of your nose, and goes up.|You hear the ferry rope go taut and slack, taut and slack, and somebody being told he can sit or pull.}]] },
    { "Cut a willow whistle", id = "cut_whistle", effect = function(run) bag.add(run, "whistle") end,
      event = { action = "cuts a whistle from a willow on the far bank" },
      reply = [[The bark slips off whole, wet and white underneath. The note is hardly more than air with an edge to it, but a dog somewhere sits up.]] },
    { "Call the ferry and go back over", id = "far_to_ferry", to = "ferry",
      event = { action = "calls the ferry from the far bank" } },
    { "Take the upper path to the mountains", id = "far_to_pass", to = "foothill",
      event = { action = "takes the upper path from the far bank to the mountains" } },
  },
}

define.scene "journey/boat_shed" {
  place = "river",
  text = {
    { text = [[{A boat lies keel up on trestles, more gap than plank. Whoever was mending her got as far as the third rib, and hung up the mallet, and went to dinner, going by the dust, some years ago. The tools are all still where a hand would look for them. On a shelf is a pot of paint with a skin on it, and a brush that can still be bent.|The boat lies on her trestles. {&A swallow is bringing up four in the rafters, straight over the paint pot.|The sun comes in through her seams in stripes, and fewer of them than there were.|Someone has been here and left a heap of clean shavings.}}]] },
    { when = [[universe:deed("caulks a seam of the old boat")]], text = [[{One seam has been caulked, and not by you. It is tight, and rather crooked, and beside it is chalked, small, as one initials a mended plate, {universe:deed("caulks a seam of the old boat").character.name}.|The crooked seam is holding.}]] },
    { when = "boat_name == ''", text = [[Where her name would be there is a pale oblong. They were going to ask somebody.]] },
    { when = "boat_name ~= ''", text = [[On her bows stands {boat_name}, a bit larger toward the end, as happens if one does not measure.]] },
  },
  choices = {
    { "Give the boat a name", id = "name_boat", once = true, ask = { var = "boat_name", max = 40 },
      event = { action = "paints a name on the boat in the shed", consequences = "She floats at the landing, and leaks no more than others." },
      reply = [[You stir the skin into the paint and write it on, one letter at a time, with your tongue between your teeth: {boat_name}. Aldous happens to be passing. Between the two of you she is in the water by evening, and takes in just enough of it to know where she is.]] },
    { "Caulk a seam", id = "caulk", add = { ease = 1 },
      event = { action = "caulks a seam of the old boat" },
      reply = [[{&Oakum, iron, mallet. It goes in a little at a time and then it is in.|You work along the seam and stop at a knot. Somebody has drawn a fish round it, with pencil.|One stripe of sun goes out on the floor.}]] },
    { "Sweep up the shavings for kindling", id = "take_shaving", effect = function(run) bag.add(run, "shaving") end,
      event = { action = "sweeps the boat shed, and keeps one long shaving" },
      reply = [[You keep the longest. It is a yard of wood, and weighs what a word weighs.]] },
    { "Go out to the landing", id = "shed_out", to = "river_bank",
      event = { action = "leaves the boat shed for the landing" } },
  },
}

define.scene "journey/reed_beds" {
  place = "river",
  text = {
    { text = [[{Where the towpath gives out the reeds begin, twice your height, all leaning to look at something. A line of stepping boards goes in. Ten boards along there is no more river, no village, only stalks, and a hush that is made of thousands of small collisions. You could be anywhere in it. You are on the tenth board.|The boards lead you in among the reeds. {&A bittern booms, like someone blowing across a jug to see if it is empty.|The light comes down in coins.|All at once a whole flock of buntings goes up, and comes down again ten yards on, arguing.}}]] },
    { when = with.hare, text = [[{&{ease >= 6: Something goes off with a clatter right beside you. The hare raises its head, and then an eyebrow, if hares have them.|Everything here makes a sound before it can be seen. The hare has given up sorting, and presses itself against your foot.}||}]] },
  },
  choices = {
    { "Stand still till the heron forgets you", id = "watch_heron", add = { ease = 1 },
      event = { action = "stands so still in the reeds that a heron forgets it" },
      reply = [[{&It puts down one foot, with a spreading ring. It takes longer over the second than you would over a letter.|It strikes, and swallows, and there is a bulge that travels; then once more there is only a heron.}]] },
    { "Pick up a grey feather", id = "take_feather", effect = function(run) bag.add(run, "feather") end,
      event = { action = "picks a heron's feather out of the reeds" },
      reply = [[It is not grey when you hold it close, but a dozen colours that have agreed on something.]] },
    { "Cut reeds for whoever thatches", id = "cut_reeds",
      event = { action = "cuts a bundle of reeds and leaves it by the path", consequences = "A roof in the village is a hand's breadth thicker." },
      reply = [[You bind it with a reed. It stands by itself when you let go, like a very thin person.]] },
    { "Follow the boards back to the landing", id = "reeds_to_bank", to = "river_bank",
      event = { action = "follows the boards back out of the reeds" } },
    { "Push through towards the far road", id = "reeds_to_tower", to = "tower_foot",
      event = { action = "pushes through the reeds to the field road" } },
  },
}

-- Whom one meets beside the water; nobody, and one comes to the reeds.
define.scene "journey/towpath" {
  place = "river",
  text = [[{The towpath keeps just above the water, on grass that horses have kept short for a hundred years. There are no barges now, but the grass has not been told. You walk at the pace of the river without meaning to, so that a leaf goes along beside you, and it is a while before you part.|The towpath. Today's leaf is {&a willow leaf, curled up like a hand|an oak leaf from far upstream, going backwards|a whole twig, with passengers}, and it keeps you company as far as the bend, where the water hurries and you find that you need not.}]],
  draw = { pool = "water", enter = true, otherwise = "reed_beds" },
  next = "river_bank",
}
