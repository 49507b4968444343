-- tower.lua - the tower where letters are kept that were not sent

local bag = require "bag"
local prompts = require "prompts"
local with = require "companions"

define.scene "journey/tower_foot" {
  place = "tower",
  text = {
    { text = [[{The tower stands in a field of beans, round, with one slit of window after another going up it like buttons. There is a flap in the door at the height of a hand. "Letters," says the brass on it, "Not to Be Delivered." The edge of the flap has been worn thin in the middle. So many people have walked out here, through the beans, in good shoes.|The tower among its beans. The beans are {&in flower, and there is a scent that makes one want to apologise to someone|up to your waist|hung with pods that rattle when the wind gets round to them}. The flap in the door lifts a little and falls, as if it breathed.}]] },
    { when = "world.letters_posted >= 10", text = [[Under the flap stands a second basket, since the first has filled.]] },
    { when = with.thread, text = [[{&The flap is tied up with a bit of red wool. {ease >= 6: It is only wool.|You hold your wrist beside it. It is only wool.}||}]] },
  },
  include = { "wayside" },
  choices = {
    { "Go in and up the stair", id = "to_stair", to = "tower_stair",
      event = { action = "goes into the tower of letters" } },
    { "Put your hand through the flap", id = "hand_flap",
      event = { action = "puts a hand through the flap in the tower door" },
      reply = [[{It is cool in there, and smells of ink. Something takes hold of your fingers, dry and light, shakes them twice, and lets go.|The hand inside is there at once. It gives you a peppermint.|You and the hand inside play at whose is on top, and it wins.}]] },
    { "Pick beans for the one who lives here", id = "pick_beans",
      event = { action = "picks beans for the keeper of the letters", consequences = "A bowl of beans stands on the tower step." },
      reply = [[You leave them on the step in a dock leaf. {&When you look again there is only the leaf.|A basket comes down on a string, and waits to be loaded.}]] },
    { "Take the field road to the village", id = "tower_to_square", to = "village_square",
      event = { action = "takes the field road back to the village" } },
    { "Cut across to the foundry chimney", id = "tower_to_foundry", to = "foundry_yard",
      event = { action = "cuts across the beans to the foundry" } },
  },
}

define.scene "journey/tower_stair" {
  place = "tower",
  text = {
    { text = [[{The stair goes round and up inside the wall, and the wall is pigeonholes, from the floor to as high as you can see. In every one lies a letter, or a bundle, or a box; and some hold only a stamp, or a good beginning. There is a murmur in the tower like a theatre before the curtain. It stops when you stand still. It is your sleeve along the edges of the paper.|Round and up. You keep to the outer side, where the steps are wide. {&Dear all, says an envelope. Dear you, says the next.|A letter has slid halfway out, and you push it in with a finger.|In one hole there is a wren, asleep, between two invoices.}}]] },
    { when = with.hare, text = [[{&{ease >= 6: The hare goes up in long easy bounds, and waits for you at the turn.|The hare stops on every step to hear if it was the last.}||}]] },
  },
  choices = {
    { "Go up to the hall", id = "stair_to_hall", to = "letter_hall",
      event = { action = "climbs the tower stair to the letter hall" } },
    { "Go on up to the roof", id = "stair_to_roof", to = "tower_roof",
      event = { action = "climbs the tower stair to the roof" } },
    { "Read only the outsides", id = "read_outsides", add = { ease = 1 },
      event = { action = "reads the outsides of letters on the tower stair" },
      reply = [[{~"To whoever has the room now."|"For the bus driver, Line 9, in the rain."|"To be opened when I have stopped being right."|"Mother (kitchen)."|"To the dog."|"For me, but from before."}]] },
    { "Go down and out", id = "stair_out", to = "tower_foot",
      event = { action = "comes down the tower stair" } },
  },
}

define.scene "journey/letter_hall" {
  place = "tower",
  text = {
    { text = [[{Halfway up there is a floor, and on the floor a table, and at the table sits Sabine, who keeps the letters. She is very small, and wears three pairs of spectacles, one below the other. "I don't read them," she says. "I air them." And indeed from every beam hang sheets of paper on clothes pegs, with their written sides turned in.|Sabine looks at you through the middle spectacles. "Sit or write," she says. Letters are hung up to air, {&the thin blue kind, from aboard ship|a whole beam of them in one hand, with the same first line|among them a napkin, a bus ticket, the lid of a box}.}]],
      themes = { "loss", "abandonment" }, intensity = 0.3 },
    { when = "letters > 0", text = [[{letters >= 4: You have a peg of your own by now, on the third beam, near the window.|One of the pages on the line is yours. You know it by its back.}]] },
    { when = with.thread, text = [[{&{ease >= 6: "Found it?" says Sabine, and means the other end. You say that you have stopped feeling for it in the dark. She nods, and pegs up a page.|"There's one here tied up in red," says Sabine. "Came in long before you. No name on it. Don't look at me like that, I don't read them."}||}]] },
    { when = with.rule, text = [[{&Behind her stands a pair of scales for the postage, with dust in both of its pans.||}]] },
  },
  choices = {
    { "Sit down to write", id = "to_desk", to = "writing_desk",
      event = { action = "sits down at the writing desk in the tower" } },
    { "Help her hang the letters", id = "hang_letters", add = { ease = 1 },
      event = { action = "helps hang unsent letters up to air" },
      reply = [[{&You learn to do it by the corners, with the writing in. They have the weight of washing and the sound of leaves.|One is still damp, and was written in the bath.|A page comes to your hand that has been folded very small. It goes on opening, by itself, on the line.}]] },
    { "Ask about the second shelf", id = "to_second", to = "second_shelf",
      when = function(run, universe, progression) return progression:unlocked("core:advanced_narratives") end,
      locked = "\"That's for those who've been home twice,\" says Sabine.",
      event = { action = "is shown the second shelf in the tower" } },
    { "Borrow a paper knife", id = "take_knife", effect = function(run) bag.add(run, "paperknife") end,
      event = { action = "borrows a bone paper knife from the keeper of letters" },
      reply = [["It opens nothing but paper," says Sabine. "I mention it on account of the people with swords."]] },
    { "Climb on to the roof", id = "hall_to_roof", to = "tower_roof",
      event = { action = "climbs from the letter hall to the roof" } },
    { "Go down the stair", id = "hall_down", to = "tower_stair",
      event = { action = "goes down from the letter hall" } },
  },
}

define.scene "journey/writing_desk" {
  place = "tower",
  text = {
    { text = [[{The desk stands in the thickness of the wall, at one of the slits. It has a blotter on which a thousand letters have left their last words, one over the other, mirrored, grey. Paper, pen, a dish of sand. The slit gives on to exactly as much of the world as can be written down, which is a strip of field, a strip of hill, a strip of sky.|The desk, the slit, the three strips. The blotter has gone a shade darker. {&You read your own last line there, backwards, and it is not bad backwards.|The pen has been left uncapped by somebody who was called away.|A bean flower lies in the dish of sand.}}]] },
    { when = with.hare, text = [[{&{ease >= 6: The hare has laid its chin on your foot.|The hare watches the door for you, so that you can look at the paper.}||}]] },
  },
  choices = {
    { "Write to someone you miss", id = "write_missed", add = { letters = 1, ease = 1 },
      effect = function(run, universe) universe:add("letters_posted", 1) end,
      event = { action = "writes to someone who is missed, and posts it in the tower", consequences = "Another letter is aired, with its written side turned in." },
      reply = [[{You begin with the weather, since they would ask. By the second page it has got to be about the way they held a cup.|You write what has happened since. It takes some room. It turns out that a lot of it was funny.|You write a short one. It says that you are here, and it is windy, and there are beans.}]] },
    { "Write to someone you are angry with", id = "write_angry", add = { letters = 1 },
      effect = function(run, universe) universe:add("letters_posted", 1) end,
      event = { action = "writes an angry letter, and posts it in the tower", consequences = "Sabine hangs it up with two pegs." },
      reply = [[{You press so hard that it can be felt on the other side, like a map. Sabine takes it by its corners. "This one wants air," she says.|It is shorter than the one before. You would hardly have thought that it would get shorter.|You get as far as the comma after the name, and find that you are looking at the hill.}]] },
    { "Write to whoever sits here next", id = "write_next", add = { letters = 1 },
      effect = function(run, universe) universe:add("letters_posted", 1) end,
      event = { action = "leaves a letter for whoever sits at the desk next", consequences = "It lies under the blotter." },
      reply = [[{&You write, "The pen sticks at the down stroke, do not press," and think, and underline the last three words.|You draw the strip of hill, and the cow on it, with an arrow.}]] },
    { "Look under the blotter", id = "look_blotter",
      event = { action = "looks under the blotter for what the last one left" },
      reply = [[{world.letters_posted >= 3: {~"If it is raining, the third step is slippery," it says. "Otherwise also."|A drawing of a strip of hill, with a cow, and an arrow.|"I sat here for an hour and wrote nothing and it helped."|"Is the wren still there?" And below it, in five different hands, "Yes."}|There is nothing under it yet but the clean wood where the sun has not been.}]] },
    { "Put the pen down", id = "desk_up", to = "letter_hall",
      event = { action = "puts down the pen in the tower" } },
  },
}

define.scene "journey/second_shelf" {
  place = "tower",
  text = [[{The second shelf is behind the first. Sabine swings the pigeonholes out on a hinge, and there are the answers. Nobody wrote to ask for them; they came by themselves, she says, years after as a rule, some from people who had never had a word. They are much shorter than the letters. "Yes, I saw you," says one. "I kept the cup." "Me too." "I was at the window, too."|The shelf swings out, and there they are, in their small hands. {&"It was never about the car."|"You could have come in wet."|"I laughed all the way home."|"I still say it your way."}}]],
  choices = {
    { "Look for one in a hand that you know", id = "look_hand",
      event = { action = "looks among the answers in the tower for a familiar hand" },
      reply = [[{You go along them with your finger. There is one whose g is the g you learned to write by. You leave it where it is, and for the rest of the day you know where it is.|You know where it is. You look at it from here.}]] },
    { "Write an answer to a stranger's letter", id = "write_answer", add = { ease = 1 },
      event = { action = "writes an answer to a letter nobody sent", consequences = "A pigeonhole in the tower holds two sheets instead of one." },
      reply = [[{&"Dear bus driver's passenger," you write. "He got it."|"I do not know you," you write, "and I thought about it on the stair."|"The dog says yes," you write.}]] },
    { "Let her swing it shut", id = "shelf_shut", to = "letter_hall",
      event = { action = "lets the second shelf swing shut" } },
  },
}

define.scene "journey/tower_roof" {
  place = "tower",
  reflect = { prompts.of_focus(4), minutes = 2 },
  text = {
    { text = [[{The roof is flat, with a kerb to lean on and a pole for a flag that no one could agree about. From here the realm can be seen to have been put together out of a few things, a river, a wood, a hill, some roofs, and what goes to and fro between them. You look for yourself in it from habit. You are up here.|Wind on the tower roof, and the realm below, going to and fro. {&Rain is walking up the valley on thin legs.|Somebody is flying a kite, down in the beans, and it looks you in the face.|The smoke from nine chimneys leans all one way, then all the other.}}]] },
    { when = "world.grove_open", text = [[In the middle of the forest is a round of lighter green, like the place on a coat where a badge was.]] },
    { when = "world.tree_planted > 0", text = [[There is a tree on the bare hill; so they will have to call it something else.]] },
    { when = with.rule, text = [[{&{ease >= 6: You have nothing up here to hold anything up against, and sit down on the kerb and enjoy it.|You hold the rule against the mountains. They are four inches.}||}]] },
  },
  choices = {
    { "Fold a letter and let it fly", id = "fly_letter", add = { ease = 1 },
      event = { action = "folds a letter into a bird and throws it from the tower", consequences = "It comes down in the beans, in the river, in a lap, nobody knows." },
      reply = [[{&It goes out straight, hangs there, thinks better of it, and turns for the river.|It comes back and hits you on the ear. You throw it again.|A swallow goes once round it, out of courtesy.}]] },
    { "Watch the rain come up the valley", id = "watch_rain",
      event = { action = "watches the weather come up the valley from the tower" },
      reply = [[{&It takes the hill, and then the mill, and there is still time. You pull up your collar a good while before you have to, and then not again after.|It goes by on the other side, with the sun in it, and wets the far bank, and leaves.}]] },
    { "Go down to the letter hall", id = "roof_to_hall", to = "letter_hall",
      event = { action = "comes down from the tower roof" } },
    { "Go all the way down", id = "roof_to_foot", to = "tower_foot",
      event = { action = "goes all the way down the tower in one go" } },
  },
}
