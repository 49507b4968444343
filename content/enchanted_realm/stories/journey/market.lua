-- market.lua - the night market on the far side of the river

local bag = require "bag"
local with = require "companions"

define.scene "journey/market_gate" {
  place = "market",
  text = {
    { text = [[{The night market starts where the last pole stands. It is one crooked street of stalls under canvas, each with its small lamp, and behind the lamps are hands. Steam, coriander, hot tin. They sell here what cannot be sold by day, because it would look like nothing. Everyone speaks low. They seem to speak low out of pleasure.|The night market. {&A moth as large as a glove is going from lamp to lamp, being greeted.|It has been raining, and each of the lamps has a second one standing on its head below it.|There is a queue, and at the head of it nothing so far.}}]] },
    { text = [[{world.lamps_lit >= 10: So many lamps have been lit in here by people passing that the street has got a far end, with a fountain, of which no one had been told.|Many lamps hang dark between the stalls. There is a box with tapers, and a sign that says to help oneself to some dark, and leave some light.}]] },
    { when = with.hare, text = [[{&{ease >= 6: The hare threads its way between all those feet like something being embroidered.|So many feet. The hare has got up into the bag, and looks out at the top.}||}]] },
  },
  choices = {
    { "Light a lamp that is dark", id = "light_lamp",
      effect = function(run, universe) universe:add("lamps_lit", 1) end,
      event = { action = "lights a dark lamp in the night market", consequences = "One more stall can be seen from the road." },
      reply = [[{&You hold up the taper till it takes. There was a man sitting behind it in the dark all the time, with a tray of thimbles. "Evening," he says.|It takes at once. A hand comes out from below and puts a fig in yours.|The flame is blue, then yellow. Somewhere a person says, "Oh, there it is."}]] },
    { "Go to the woman with the scales", id = "to_scales", to = "scale_stall",
      event = { action = "goes up to the weigher's stall in the night market" } },
    { "Go to the stall of faces", id = "to_masks", to = "mask_stall",
      event = { action = "goes up to the mask stall in the night market" } },
    { "Drift along with the others", id = "to_wander", to = "market_wander",
      event = { action = "drifts through the night market with the others" } },
    { "Look for something hot to drink", id = "to_tea", to = "tea_wagon",
      event = { action = "looks for something hot to drink in the night market" } },
    { "Go back to the river", id = "market_to_bank", to = "far_bank",
      event = { action = "leaves the night market for the river" } },
  },
}

define.scene "journey/scale_stall" {
  place = "market",
  text = {
    { text = [[{Ibbet weighs things. She has a pair of scales as fine as earrings, and a pair that would take an ox; and on the board it says, "What You Carry, by the Ounce." People put down on the one pan what they have on their minds. She sets weights on the other, brass ones, then a nutshell, then a breath. She shows you the number and you may keep it or leave it.|Ibbet is polishing a weight that is already very small. {&"Slow night," she says. "Somebody's grudge, two grams. He'd carried it in a cart."|In the large pan sits a child with its thumb in its mouth, being weighed against pears.|"Put it down anyhow," she says, "before you tell me what it is."}}]] },
    { when = with.rule, text = [[{&"That's a measure," says Ibbet, looking at your pocket. "May I?" She lays the folding rule on her pan. {ease >= 6: It goes up like a feather. "As I thought. The marks weigh nothing at all."|The pan goes down, and down, and knocks on the table. "Someone made those marks," she says, "who wasn't well that day."}||}]] },
    { when = with.stone, text = [[{&"The stone," says Ibbet. You say that there is nothing there when you look. "No," she says. "There never is. Give it here."||}]] },
    { when = "known_weight", text = [[Your own slip of paper still hangs on her nail with the others.]] },
  },
  choices = {
    { "Have it weighed", id = "have_weighed", set = { known_weight = true }, add = { ease = 1 },
      event = { action = "has what they carry weighed at the night market" },
      reply = [[{You put down both your empty hands on the pan, and think of it. She adds, takes off, adds. It is a good deal. It is also a number, and has an end. "Well, no wonder," says Ibbet, and writes it on a slip.|Less than the last time, by a hen. Or you have your feet better set.|The same to the gram, and yet you get up from it as one gets up from a chair.}]] },
    { "Ask what weighs most, in her experience", id = "ask_weigh",
      event = { action = "asks the weigher what weighs most" },
      reply = [[{&"Whatever's been carried on one side," says Ibbet.|"Things held for somebody who's forgotten he gave them."|"Good news," says Ibbet, "if there's no one about."}]] },
    { "Put the pebble in the other pan", id = "pebble_pan", when = function(run) return bag.has(run, "pebble") end,
      effect = function(run) bag.remove(run, "pebble") end,
      event = { action = "balances the weigher's scales with a pebble from the pass", consequences = "She keeps it among her weights." },
      reply = [[It balances. Ibbet looks at it through her glass, on both sides. "I've been short of exactly that," she says, and gives it a place in the velvet.]] },
    { "Move on to the faces", id = "scales_to_masks", to = "mask_stall",
      event = { action = "moves on from the scales to the mask stall" } },
    { "Go back to the head of the street", id = "scales_to_gate", to = "market_gate",
      event = { action = "walks back from the weigher's stall" } },
  },
}

define.scene "journey/mask_stall" {
  place = "market",
  text = {
    { text = [[{Linus makes faces out of paper and glue. They hang on strings and turn in the warm air of the lamps, so that one always has the feeling of having just been recognised. The Brave One. The One Who Doesn't Mind. The Good Guest. On the inside they are all alike, brown paper with a place for the nose, and strips of old letters to hold it together.|The faces turn on their strings. {&Linus has glue up to the elbows and nods with his chin.|One of them is wet still, and has no expression as yet, and seems to be glad of it.|A man is handing one back. "It fits," he says. "That's what's the matter with it."}}]] },
    { when = "mask ~= 'none'", text = [[You look out at it all through two holes. The face you have on is {mask == 'brave': the Brave One|the Good Guest}, and people step aside for it.]] },
    { when = with.thread, text = [[{&They are tied at the back, with red thread. {ease >= 6: He gets it by the spool, you see.|You turn one over, and turn it back.}||}]] },
  },
  choices = {
    { "Try on the Brave One", id = "wear_brave", when = "mask ~= 'brave'", set = { mask = "brave" },
      event = { action = "puts on the Brave One at the mask stall" },
      reply = [[It is cool inside, and rather loud. You find you are standing with your feet apart.]] },
    { "Try on the Good Guest", id = "wear_guest", when = "mask ~= 'guest'", set = { mask = "guest" },
      event = { action = "puts on the Good Guest at the mask stall" },
      reply = [[At once you wish to know how everybody is. You hear yourself say that you are fine, and the paper says it after you.]] },
    { "Take off the face", id = "take_off_mask", when = "mask ~= 'none'", set = { mask = "none" }, add = { ease = 1 },
      event = { action = "takes off a paper face in the night market", consequences = "It goes back on its string." },
      reply = [[{The air is a surprise. You have a stripe across your nose, and Linus gives you a damp cloth for it, and then, being a shy man, looks elsewhere.|Off it comes. You keep on holding it for a while and looking at what it looks like from outside.}]] },
    { "Paste a strip for him", id = "paste_strip", once = true,
      effect = function(run) run:insight("From the inside every face is brown paper and old letters.") end,
      event = { action = "pastes a strip inside a mask in the night market" },
      reply = [[He gives you a brush. You paste it down inside the brow, where it will be next to somebody's thinking. You can read a few words of it while it is wet. "...and do bring a coat, it..." it says.]] },
    { "Move on to the tea wagon", id = "masks_to_tea", to = "tea_wagon",
      event = { action = "moves on from the masks to the tea wagon" } },
    { "Go back to the head of the street", id = "masks_to_gate", to = "market_gate",
      event = { action = "walks back from the mask stall" } },
  },
}

define.scene "journey/tea_wagon" {
  place = "market",
  text = {
    { text = [[{At the quiet end a wagon stands with its shafts down. Noor makes tea in it, in glasses, on a flame the size of a crocus. There are two stools. It is the rule that whoever sits on the second one need not say anything, and it is the rule, too, that the tea is poured twice; the first cup is for the one who came in, says Noor, and the second is for the one who is here.|Noor sees you, and sets out the second stool. {&Rain on the canvas. It has the sound of somebody sorting beans.|She has hung up a paper star, which turns.|The other stool is taken by a person with her face in the steam. You nod, and she nods.}}]] },
    { when = "mask ~= 'none'", text = [[She pours for the face you have on, and then, in a second glass, for you. "It'll want drinking from under the edge," she says.]] },
    { when = with.hare, text = [[{&{ease >= 6: She puts a saucer on the ground without asking. The hare drinks it up, and gets tea on its chin.|She speaks to you over the hare's head. She speaks as people do near a bird that has come in.}||}]] },
  },
  choices = {
    { "Drink the first cup", id = "first_cup", to = "tea_wagon", add = { ease = 1 },
      event = { action = "drinks the first cup at the tea wagon" },
      reply = [[{&It is so hot that it can only be held by the rim, with three fingers, and so one holds it.|Mint, and at the bottom something bitter, which is the leaf.}]] },
    { "Drink the second", id = "second_cup", when = "seen.first_cup", add = { ease = 1 },
      event = { action = "drinks the second cup at the tea wagon" },
      reply = [[{Noor was right. It is the same tea and you can taste it.|You say something now; about the star, as it happens. She has been wondering about the star herself.|You sit on until the glass is cold in your hand, and then is just a glass.}]] },
    { "Leave something sweet for the next one", id = "leave_pear", when = function(run) return bag.has(run, "pear") end,
      effect = function(run) bag.remove(run, "pear") end,
      event = { action = "leaves a pear from the hill at the tea wagon", consequences = "Noor cuts it in eight." },
      reply = [[She puts it in the middle of the counter, where it lights up that end of the street.]] },
    { "Go back along the stalls", id = "tea_to_gate", to = "market_gate",
      event = { action = "goes back along the stalls from the tea wagon" } },
    { "Go out by the back, to the willows", id = "tea_to_bank", to = "far_bank",
      event = { action = "slips out behind the tea wagon to the willows" } },
  },
}

-- Whom one meets among the stalls; nobody, and one comes to the quiet end.
define.scene "journey/market_wander" {
  place = "market",
  text = [[{You go as the others go, slowly, with your hands behind you, as in a museum that one may eat. Jars of first snow. Keys by the pound. A tray of the small words people leave out. A boy sells silence, in a twist of paper, and gives a bit over. Nobody here calls out what he has. You stop, and then they tell you.|You drift along once more. {&There is a stall with one shoe, and a crowd round it, moved.|They are selling yesterday's bread, and the yesterday with it.|Somebody is trying out a lullaby for length.}}]],
  draw = { pool = "market", enter = true, otherwise = "tea_wagon" },
  next = "market_gate",
}
