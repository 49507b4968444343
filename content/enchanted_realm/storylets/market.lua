-- market.lua - what is offered among the stalls at night

local bag = require "bag"
local with = require "companions"

define.storylet "memory_seller" {
  story = "journey", pool = "market", label = "A tray of somebody's afternoons", cooldown = 100,
  text = {
    { text = [[{A man has a tray about his neck, as for matches. In it lie small round tins. "Afternoons," he says. "Other people's; they are all come by honestly. Some want to be rid of one, and some have so many." He opens one for you by a crack. You smell warm tar and hear a ball on a wall, and there is the feeling that no one is going to call you in for a long time.|The man with the tins. He has kept one back for you. "A wet one," he says. "With a book. I thought of you."}]] },
    { when = with.thread, text = [[One of the tins is tied up in red. {ease >= 6: You ask what is in it. "Two people, not talking," he says, "in a kitchen. It's one of the good ones."|"That one is half of something," he says.}]] },
  },
  choices = {
    { "Open one all the way", id = "open_tin", to = "market_gate", add = { ease = 1 },
      event = { action = "opens a tin of someone's afternoon in the night market" },
      reply = [[{~Grass, seen from very near. Somebody is shelling peas on a step, and sings the same line each time, because of the rhyme.|A train, and rain on it, and a coat laid over you by someone who thinks you are asleep.|A kitchen with the radio on low. There is nothing the matter. It is astonishing how loud it is.}]] },
    { "Give him one of yours", id = "give_afternoon", to = "market_gate",
      event = { action = "gives away an afternoon in the night market", consequences = "Someone on a hard bench smells lilac." },
      reply = [[You have it still, when you have told it. He explains that this is how the business keeps going.]] },
    { "Ask for an empty tin", id = "take_tin", to = "market_gate", effect = function(run) bag.add(run, "tin") end,
      event = { action = "is given an empty tin in the night market" },
      reply = [["For later on," he says, and wipes it out with his cuff.]] },
  },
}

define.storylet "mirror_man" {
  story = "journey", pool = "market", label = "A mirror, covered with a cloth", cooldown = 120,
  text = {
    { text = [[{Where the street bends a tall mirror leans with a cloth over it. A card says, "It Is Only Glass. Take Your Time." People stand before the cloth as if at a bus stop. Now and again one of them goes up, lifts a corner, and looks for as long as it takes to read a line. They come away with their faces softer, or merely with the look of having found their keys.|The mirror, the cloth. There is nobody before it now except a small girl, who lifts up the corner, says hello, and goes off.}]] },
    { when = with.rule, text = [[{ease >= 6: In your pocket nothing moves.|You have the rule in your hand. You see that it would not be of any use; there is nothing there that is longer or shorter than itself.}]] },
  },
  choices = {
    { "Lift the corner", id = "lift_corner", to = "market_gate", add = { ease = 1 },
      event = { action = "lifts the cloth from the mirror in the night market" },
      reply = [[{mask ~= 'none': There is a paper face, and in it two wet living eyes, and they are the part you recognise.|There is somebody in there who has come a long way, and has a smut on the cheek. You raise a hand to it, and so do they, at once, without having to be asked.}]] },
    { "Straighten the cloth", id = "straight_cloth", to = "market_gate",
      event = { action = "straightens the cloth over a mirror and goes on" },
      reply = [[You pull it level at the bottom. Whatever it is, it will keep.]] },
    { "Breathe on the edge, and write in it", id = "breathe_glass", to = "market_gate",
      event = { action = "writes with a finger in the breath on a mirror", consequences = "The next one to breathe there can read it." },
      reply = [[You lift the cloth by a finger's breadth only. "Hello," you write; but there is already something there, coming out under your breath in a rounder hand. "Hello."]] },
  },
}

define.storylet "chestnut_child" {
  story = "journey", pool = "market", label = "A boy who has dropped his chestnuts", cooldown = 60, weight = 2,
  text = [[{&A paper bag has burst, and hot chestnuts go rolling along the gutter like a small flock. The boy stands over them with the empty paper. He does not cry; he looks at his hands, to see which of them it was. The whole of the street is stepping high, so as not to tread on any, and no one has as yet bent down.|It is the boy with the chestnuts, and he has not dropped any. He walks as one carries a full glass. He sees you, and stops, and you can see that he would like to wave.}]],
  choices = {
    { "Bend down", id = "bend_down", to = "market_gate", add = { ease = 1 },
      event = { action = "picks chestnuts up out of a gutter with a boy", consequences = "After the first, eleven others bend down as well." },
      reply = [[{&As soon as you are down there everybody is. You look along under the stalls at a whole row of faces, turned sideways, reaching. He has more of them in the end than he bought.|You hold the bag for him while he waves.}]] },
    { "Buy him a second bag", id = "buy_bag", to = "market_gate",
      event = { action = "buys a boy a bag of chestnuts" },
      reply = [[He breaks the largest in two, looks from one half to the other, and gives you that one.]] },
    { "Tell him which things you have dropped", id = "tell_dropped", to = "market_gate",
      event = { action = "tells a boy in the night market what they have dropped" },
      reply = [[You make a list of it. Somewhere about the soup tureen he starts to grin.]] },
  },
}
