-- woods.lua - whom, or what, one meets on the crooked forest path

local bag = require "bag"
local with = require "companions"

define.storylet "fallen_tree" {
  story = "journey", pool = "woods", label = "A tree across the path", cooldown = 100,
  text = [[{A beech has come down over the path, roots and all, and holds up a wall of earth as high as a house with stones in it like currants. The path has not yet been told what to do. You can see where the first few people stood about in front of it. Then somebody went left. Behind it already, in the new light, ten thousand seedlings have put up their two leaves, like hands.|The beech lies where it fell. There is a step cut in it now, and a bit of rope, and on the other side the path has a bend in it which by next year will always have been there.}]],
  choices = {
    { "Climb over", id = "climb_beech", to = "forest_edge", add = { ease = 1 },
      event = { action = "climbs over a fallen beech" },
      reply = [[For a moment you are astride it and belong to neither side. It is quite a good seat.]] },
    { "Cut the step a little deeper", id = "cut_step", to = "forest_edge",
      event = { action = "cuts the step in the fallen beech deeper", consequences = "Shorter legs can manage it." },
      reply = [[White chips on the brown leaves. It smells of cucumber.]] },
    { "Count the rings", id = "count_rings", to = "forest_edge",
      event = { action = "counts the rings of a fallen beech" },
      reply = [[{You get to a hundred and sixty. There is a stretch, about the size of your thumb, in which they lie so close together that you count it as one. Then they widen. It did not make up for it. It went on.|You count only the narrow ones this time, and put your thumb on them, and leave it there a while.}]] },
  },
}

define.storylet "will_o_wisp" {
  story = "journey", pool = "woods", label = "A light between the trunks", cooldown = 120, weight = 2,
  text = {
    { text = [[{A light goes along between the trunks, at the height of a hand lamp, and no one is carrying it. It stops when you stop. It is about the colour of a window somewhere else. Everyone knows about these, how they lead you off; and yet it seems to be not so much leading as looking, going up to this tree and that like someone reading the names on doors.|The light is there between the trunks, and when it sees you it comes a bit nearer than before, and pretends to be looking at a fern.}]] },
    { when = with.hare, text = [[{ease >= 6: The hare goes up to it, nose to nose, and its whiskers light up.|You know that light, or the hare does. You have followed a good many such through a good many nights, from one door to the next.}]] },
  },
  choices = {
    { "Stand still and let it come", id = "let_light", to = "forest_edge", add = { ease = 1 },
      event = { action = "stands still until a stray light comes close" },
      reply = [[{It comes to within a yard. It is not hot. In the middle of it there is a darker spot, as in a flame, and that is the part that looks. Then it goes on to the next door.|It settles for a breath on the back of your hand, the way one sits down on a stranger's bench.}]] },
    { "Tell it which way the village is", id = "direct_light", to = "forest_edge",
      event = { action = "shows a stray light the way to the village", consequences = "A lamp is seen at the square in the small hours, reading the doors." },
      reply = [[You point. It goes a little way in that direction, and comes back, and goes.]] },
    { "Follow it, just as far as the oak", id = "follow_light", to = "hollow_oak",
      event = { action = "follows a stray light as far as the hollow oak" },
      reply = [[It slips in at the hollow and up the inside. Through every knothole, all the way up, it looks out in turn.]] },
  },
}

define.storylet "mushroom_woman" {
  story = "journey", pool = "woods", label = "Somebody on her knees", cooldown = 80,
  text = [[{A woman on her knees in the moss is talking to a mushroom. "Are you or aren't you?" she says. In her basket are two heaps with a fern between. "These are," she tells you, "and these may be. Those that aren't I leave. It's the may-bes that teach you." She holds one up to your nose. It smells of apricots, and slightly of the cellar in a house where you were happy.|The mushroom woman has her cheek down on the moss, to look along it. "Ssh," she says. "There's one just coming."}]],
  choices = {
    { "Kneel down too", id = "kneel_moss", to = "forest_edge", add = { ease = 1 },
      event = { action = "kneels in the moss to look for mushrooms" },
      reply = [[{At first there is only moss. She tells you not to look for them but to look, and there is one, and then the whole bank is full of them and always was.|You find one that is a may-be. She thanks you, and means it.}]] },
    { "Ask how she bears not being sure", id = "ask_maybe", to = "forest_edge", once = true,
      effect = function(run) run:insight("One can carry what is not certain, with a fern between.") end,
      event = { action = "asks the mushroom woman how she bears not being sure" },
      reply = [["Well, I've a basket for it," she says.]] },
    { "Carry her basket to the burner's hut", id = "carry_basket", to = "charcoal_hut",
      event = { action = "carries a basket of mushrooms to the charcoal hut", consequences = "Brann fries the ones that are." },
      reply = [[You walk in such a way that the fern stays where it is.]] },
  },
}

define.storylet "owl_at_noon" {
  story = "journey", pool = "woods", label = "An owl, at noon", cooldown = 140,
  text = [[{Small birds are making an uproar about a fir, and in the fir, close up to the trunk, sits an owl. They scold it with all they have. It has drawn itself up long and thin and shut its eyes, to a slit. It has been noon before, the slit says. You look on for a time, and they take you for one of theirs, or for one of its.|The owl in the fir. The small birds have got to the end of what they had to say, and are saying it again from the top.}]],
  choices = {
    { "Stand between them", id = "stand_between", to = "forest_edge",
      event = { action = "stands between an owl and those who scold it" },
      reply = [[They scold you, for a change. It is quite interesting, being so small a part of a thing. When they go off the owl opens one eye, orange, and closes it.]] },
    { "Sit down below the owl", id = "sit_owl", to = "forest_edge", add = { ease = 1 },
      event = { action = "sits below an owl until the birds have done" },
      reply = [[It lasts an hour. By the end the one nearest you has forgotten why, and is looking for something under its wing.]] },
    { "Take what it let fall", id = "take_pellet", to = "forest_edge", effect = function(run) bag.add(run, "bone") end,
      event = { action = "picks up what an owl let fall" },
      reply = [[A grey pellet, dry as felt, and in it, white and whole, a bone as fine as a comma.]] },
  },
}

define.storylet "deer_path" {
  story = "journey", pool = "woods", label = "Deer", cooldown = 60,
  text = [[{&They are standing on the path, five of them, and one has looked up. You have stopped with one foot in front. No one has decided anything yet. It is so quiet that you can hear them chew, and then stop chewing; and the light between you and them has small flies in it, going up and down, up and down, in a matter that concerns nobody here.|A hind is lying by the path with her legs folded, and does not get up. She has seen you before, or has seen someone walk like that. Her ears go round to you, one by one, and then go back to what they were at.}]],
  choices = {
    { "Put the foot down slowly", id = "foot_down", to = "forest_edge", add = { ease = 1 },
      event = { action = "stands among deer on the crooked path" },
      reply = [[{&You put it down. The one that was looking lowers its head and goes on eating, a yard closer.|A twig goes. They lift their heads, all five, look at the twig, and do not hold it against you.}]] },
    { "Turn off and leave them the path", id = "leave_deer", to = "forest_edge",
      event = { action = "leaves the path to the deer" },
      reply = [[You go round through the bilberries. When you look back they are still watching the place where you were so considerate.]] },
    { "Say good evening", id = "greet_deer", to = "forest_edge",
      event = { action = "says good evening to the deer" },
      reply = [[They go, but at a walk.]] },
  },
}
