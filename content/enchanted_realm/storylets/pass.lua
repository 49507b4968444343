-- pass.lua - whom one meets on the bends of the mountain road

local with = require "companions"

define.storylet "mule_driver" {
  story = "journey", pool = "pass", label = "A mule that has stopped", cooldown = 80, weight = 2,
  text = [[{A mule has stopped in the middle of the road. Its driver sits on the parapet with his hat over his eyes. "She's not stubborn," he says. "Everybody says stubborn. She's thought of something." You look at the mule. She has one ear forward, one back, and the inward look of a person in a doorway who has come in for something. Her load is forty panes of glass.|The mule has stopped, one bend higher up. "She's a careful thinker," says the driver.}]],
  choices = {
    { "Wait with them", id = "wait_mule", to = "snow_hut", add = { ease = 1 },
      event = { action = "waits on the mountain road until a mule has thought" },
      reply = [[{After a while stones come down across the next bend, not many, a cartload. When the dust has gone the mule walks on. "There," says the driver.|Nothing comes down. She walks on all the same, when it is time. "Well, she'd thought of something else," says the driver.}]] },
    { "Take a few panes to make it lighter", id = "take_panes", to = "snow_hut",
      event = { action = "carries six panes of glass up the mountain", consequences = "The hut will have a second window." },
      reply = [[You carry them flat against your chest. The sky goes up the road inside your arms.]] },
    { "Go by on the outer side", id = "by_mule", to = "snow_hut",
      event = { action = "passes a mule on the outer side of the road" },
      reply = [[There is room for a foot, and a foot. The mule leans in towards the rock, by a hair, to be of use.]] },
  },
}

define.storylet "surveyor" {
  story = "journey", pool = "pass", label = "A surveyor with a brass eye", cooldown = 100,
  text = {
    { text = [[{On the ninth bend a surveyor is looking at the top through a brass tube on three legs. She writes down a figure and crosses it out. "Every year I do it, and every year it's a few inches more," she says. "Either it's growing, or I was careless when I was young." She lets you look. The pass is upside down in there, quite small, and somebody is walking along it with their head in the sky.|The surveyor has her tripod up and her lunch out. "Two inches," she calls to you, with her mouth full.}]] },
    { when = with.rule, text = [["Is that boxwood?" she asks. She opens your rule out, all six feet, runs down it with her thumbnail, and stops. {ease >= 6: "I thought so. There's an inch left out, between nine and ten. You've been short by that the whole time, and never were."|"Who marked this?" she asks, not of you.}]] },
  },
  choices = {
    { "Hold the staff for her", id = "hold_staff", to = "snow_hut", add = { ease = 1 },
      event = { action = "holds the surveyor's staff on the mountain road" },
      reply = [[{You stand with it where she waves you. "Straight," she calls; and then, after a long look, "No, stay, you're straight, it's the hill."|You know where to stand by now. She writes it down, and does not cross it out.}]] },
    { "Ask her how far it is", id = "ask_far", to = "snow_hut",
      event = { action = "asks the surveyor how far it is" },
      reply = [[{&"From here, or from you?" says the surveyor.|She tells you to the inch. "But that's as the crow flies," she says, "and have you watched them? They go all over the place."}]] },
    { "Look through the tube the wrong way", id = "wrong_way", to = "snow_hut",
      event = { action = "looks through the surveyor's glass the wrong way" },
      reply = [[There stands the surveyor, tiny, bright, at the end of a long corridor. She waves.]] },
  },
}

define.storylet "cloud_inside" {
  story = "journey", pool = "pass", label = "Cloud", cooldown = 48,
  text = {
    { text = [[{&The cloud that was over there is here. It has come round the bend at walking pace and gone over you, and there is a yard of road, and your hands. Every hair of your sleeve has a bead on it. Somewhere below a cow bell goes, and stops, and goes. You know that there is a mountain all around. For the moment you have been let off seeing it.|Cloud again, a thin one this time with the sun behind it, so that you are walking inside a shell. Your shadow stands on it beside you, as high as a house, with a ring of colours round its head.}]] },
    { when = with.hare, text = [[The hare sits on your boot. {ease >= 6: It has shut its eyes to save trouble.|It would rather see a bad thing than this.}]] },
    { when = with.stone, text = [[You hear one stone in all that whiteness, and it is the one in your boot.]] },
  },
  choices = {
    { "Keep to the yard of road there is", id = "keep_yard", to = "snow_hut", add = { ease = 1 },
      event = { action = "walks through cloud one yard at a time" },
      reply = [[{&You walk the yard. There is another after it. They seem to be handed out.|Yard, yard, yard. By and by there are two of them at once.}]] },
    { "Stop and hear it drip", id = "hear_drip", to = "snow_hut",
      event = { action = "stands inside a cloud and hears it drip" },
      reply = [[It drips off the rock, off your hat, off nothing. Then it has a hole in it, and in the hole, far down and very bright, a man is digging his garden.]] },
    { "Give a shout for anyone who is behind", id = "shout_cloud", to = "snow_hut",
      event = { action = "shouts in the cloud for whoever is behind", consequences = "Somebody knows where the road is." },
      reply = [["Here's the road," you shout. And from lower down, after a time, thin and glad, "Here's the road," shouts someone, to someone else.]] },
  },
}

define.storylet "last_year_boots" {
  story = "journey", pool = "pass", label = "A pair of boots", once = true, when = "run.turn >= 40",
  text = {
    { text = [[In a niche in the rock stands a pair of boots with the toes turned out. They have been greased. There is a card in the left one. "They were right for me as far as here," it says. "From here I had to go in socks. If they are right for you, then welcome; if not, leave them for the next one. I am well." There is no name. The laces have been tied together in a bow, for carrying.]],
      themes = { "loss" }, intensity = 0.2 },
  },
  choices = {
    { "Try them on", id = "try_boots", to = "snow_hut", add = { ease = 1 },
      effect = function(run) run:insight("What carried one this far need not carry one the whole way.") end,
      event = { action = "tries on a pair of boots left on the mountain road" },
      reply = [[They are too narrow. You walk ten steps in them all the same, out and back. So this is how it was to be them, you think; they must have had very good socks.]] },
    { "Grease them again, and leave them", id = "grease_boots", to = "snow_hut",
      event = { action = "greases a pair of boots on the mountain road and leaves them for the next" },
      reply = [[You use the rest of your butter. They stand there and shine, with an air of being expected.]] },
    { "Write \"Thank you\" on the card, and go on", id = "write_card", to = "snow_hut",
      event = { action = "writes on a card in a pair of boots" },
      reply = [[You find that somebody has done so already, on the back, and somebody else. You write it small, up the side.]] },
  },
}
