-- house.lua - the house with the blue door, and the line that two sisters drew through it

local bag = require "bag"
local with = require "companions"

define.scene "journey/blue_door" {
  place = "house",
  text = {
    { text = [[{The blue door has two knockers, a hand and a fish, and two names on two bits of card. Behind it the passage has been divided lengthwise by a line of chalk. It goes over the mat, up the middle of the stairs, and, as you see when your eyes have got used to it, up the side of a vase. "Left for Ada," says a voice on the left. On the right somebody turns over a page, audibly.|The blue door, the hand and the fish. {&You knock with both.|The mat has been beaten, the left half.|In the passage hang two coats, as far apart as there are hooks.}}]] },
    { when = "world.chalk_line == 'whole'", text = [[{&The line has been drawn fresh this morning. There is a saucer with the chalk in it, and it stands exactly on the line.|The saucer with the chalk has been turned, so that the crack in it points to neither side.|Somebody has swept, up to the line. Somebody else has swept, up to the line.}]] },
    { when = "world.chalk_line == 'smudged'", text = [[The line is smudged about the middle, where somebody has stood with a foot on either side.]] },
    { when = "world.chalk_line == 'gone'", text = [[You have to know where the line was, to see it. In the vase that stood on it there are flowers, and they lean both ways.]] },
    { when = with.thread, text = [[{&{ease >= 6: It is a house, you think, with a line in it. There is a lot of house.|You know this passage. You have never been here, and you know it to the hooks.}||}]] },
  },
  choices = {
    { "Go left, to Ada", id = "to_north", to = "north_room",
      event = { action = "goes left of the chalk line, to Ada" } },
    { "Go right, to Ines", id = "to_south", to = "south_room",
      event = { action = "goes right of the chalk line, to Ines" } },
    { "Walk along the line to the kitchen", id = "to_kitchen", to = "chalk_kitchen",
      event = { action = "walks along the chalk line to the kitchen" } },
    { "Sit on the middle of the stairs", id = "sit_stairs", add = { ease = 1 },
      event = { action = "sits on the middle of the stairs in the divided house" },
      reply = [[{&You sit with the line under you. On the left a clock, on the right a clock, and not together. If you wait they are, for one stroke.|From the left comes a cough, and from the right, before it has quite ended, the other half of it.}]] },
    { "Pull the door to behind you", id = "house_out", to = "village_square",
      event = { action = "leaves the house with the blue door" } },
  },
}

define.scene "journey/north_room" {
  place = "house",
  text = {
    { text = [[{Ada's room faces north and is as neat as a drawer. She mends clocks; there is a bench with forty little dishes, a wheel in each. "You'll have seen the line," she says, and bends over a spring. "It was to have been until Sunday. Then neither of us cared to be the one." She looks up over her glass. "That's eleven years of Sundays. I've a cupboard full of hers. I dust it."|Ada bends above her dishes. {&All at once nine clocks strike, and she moves her lips until it is over.|She has a hair of a spring between finger and thumb, and is not breathing, so nor do you.|There are two cups by the kettle. There always are; she puts the one back.}}]],
      themes = { "abandonment" }, intensity = 0.3 },
    { when = with.rule, text = [[{&{ease >= 6: "It loses four minutes a day," she says of the tall one. "I've grown to like it. I allow for it."|"Do you know what's hardest?" says Ada. "One that's right already, and they bring it in all the same."}||}]] },
  },
  choices = {
    { "Ask what the quarrel was about", id = "ask_ada",
      event = { action = "asks Ada what the quarrel was about" },
      reply = [[{"The lamp," says Ada. "Mother's. She said, you have it. I said, no, you. I dare say we each had a tone."|"It wasn't the lamp," says Ada.|She is busy. But after a time she says, not to you, "I had the tone first."}]] },
    { "Carry a cup of tea over the line for her", id = "carry_ada", add = { ease = 1 },
      effect = function(run, universe)
        if universe:get("chalk_line") == "whole" then universe:set("chalk_line", "smudged") end
      end,
      event = { action = "carries a cup of Ada's tea across the chalk line", consequences = "The line is smudged, at the width of a foot." },
      reply = [[{&"I'm not sending it," says Ada. "You happen to be carrying it." On the other side it is taken from you without a word, and drunk, you can hear, to the leaves.|The cup comes back washed. Ada turns it round in her hands, and sniffs. "She's still on that soap," she says.}]] },
    { "Take a wheel she cannot use", id = "take_wheel", effect = function(run) bag.add(run, "wheel") end,
      event = { action = "is given a clock wheel with one tooth missing" },
      reply = [["One tooth out," says Ada. "It would go, with another that made allowance."]] },
    { "Go along to the kitchen", id = "north_to_kitchen", to = "chalk_kitchen",
      event = { action = "goes from Ada's room to the kitchen" } },
    { "Go back to the passage", id = "north_to_door", to = "blue_door",
      event = { action = "goes back from Ada's room into the passage" } },
  },
}

define.scene "journey/south_room" {
  place = "house",
  text = {
    { text = [[{The sun comes in at Ines's side and has been allowed to do as it likes. Cloth lies everywhere, over chairs, out of drawers. She sews coats, and is inside one now, up to the waist, with pins in her mouth. "She'll have told you that it was the lamp," says the coat. "It's in the cellar. Neither of us would have it, after. I go down there to see if it's dry. So does she. We have different days."|Ines has pins in her mouth and nods you to a heap that has a chair in it. {&A sleeve lies on the sill in the sun like a cat; the cat lies next to it.|She is humming. From over the line, on the third bar, a clock picks it up.|She has cut out a collar, and holds it up to you, and to the wall.}}]] },
    { when = with.thread, text = [[{&"Give me that," says Ines, and takes your wrist. She looks at the cut end of the thread through the eye of a needle. {ease >= 6: "You could sew something on with it," she says. "There's plenty."|"Pinking shears," she says. "No. Somebody was crying." She gives you back your hand.}||}]] },
  },
  choices = {
    { "Ask what she would say to Ada", id = "ask_ines",
      event = { action = "asks Ines what she would say to her sister" },
      reply = [[{"That her left sleeve's going," says Ines. "At the elbow. I see it through the door."|"I'd say, it's Sunday," says Ines. She laughs, and has to look for a pin.|She sews the length of a seam before she bites off the thread. "I'd ask her the time," says Ines.}]] },
    { "Carry a sleeve over the line for her", id = "carry_ines", add = { ease = 1 },
      effect = function(run, universe)
        if universe:get("chalk_line") == "whole" then universe:set("chalk_line", "smudged") end
      end,
      event = { action = "carries a mended sleeve across the chalk line", consequences = "Ada's elbow is warm." },
      reply = [[{&"I'm not giving it her," says Ines. "You've found it lying about." Over there it is put on, behind a door. It fits; you can tell by the silence.|In the cuff there is a note pinned. You do not read it. It crackles under your thumb the whole way, all of four steps.}]] },
    { "Pick up a button", id = "take_button", effect = function(run) bag.add(run, "button") end,
      event = { action = "picks up a button from the floor of Ines's room" },
      reply = [["Keep it," she says. "Then one coat will always be looking for you."]] },
    { "Go along to the kitchen", id = "south_to_kitchen", to = "chalk_kitchen",
      event = { action = "goes from Ines's room to the kitchen" } },
    { "Go back to the passage", id = "south_to_door", to = "blue_door",
      event = { action = "goes back from Ines's room into the passage" } },
  },
}

define.scene "journey/chalk_kitchen" {
  place = "house",
  text = {
    { when = "world.chalk_line ~= 'gone'", text = [[{The line runs through the kitchen and over the table, and the table has been laid on both sides of it, for one and for one. There are two salts. They cook at different hours, in the same pot, and each leaves it for the other cleaner than she found it; so that it is by now as thin as paper, and shines. Somebody has to have put the chairs like that, facing.|The kitchen, the table, the two chairs that face each other across the line. {&The pot is still warm, and there is no saying from whom.|On the one side lies a crust, on the other side a knife.|A wasp is walking up and down along the chalk, and does not get over it.}}]] },
    { when = "world.chalk_line == 'gone'", text = [[{&The table has been scrubbed down to the pale wood, and it is just possible to see on which side somebody rubbed harder. There is one salt. From either end of the house you hear them coming, the clock step and the cloth step, not together, arguing already about the lid.|The kitchen smells of onions. They are at it again, Ada and Ines, in two voices, about how thin is thin. Neither has stopped slicing.|One lamp stands on the kitchen table, an ugly one, lit. On either side of it somebody has left her glasses.|The chairs stand at a corner now, the way chairs do when people read to each other. A third cup has been put out, in case.}]] },
    { when = with.hare, text = [[{&The hare crosses the room without looking down, left, right, left, as it does everything; it has got chalk on its feet.||}]] },
  },
  choices = {
    { "Fetch the lamp up from the cellar", id = "fetch_lamp", when = "world.chalk_line == 'smudged' and seen.carry_ada and seen.carry_ines", add = { ease = 2 },
      effect = function(run, universe)
        universe:set("chalk_line", "gone")
        run:insight("Two people can be waiting for the same Sunday.")
      end,
      event = { action = "fetches a lamp up from the cellar of the divided house", consequences = "The chalk line is scrubbed off the table, from both sides." },
      reply = [[It is a very ugly lamp. You put it down in the middle of the table, light it, and go and stand in the yard. You hear one door, and the other. For a long time you hear nothing. Then a voice says, "Well, you have it," and another says, "No, you," and the first begins to laugh, in a tone.]] },
    { "Wash up, on both sides", id = "wash_up", add = { ease = 1 },
      event = { action = "washes up on both sides of the chalk line" },
      reply = [[{&The plates are of one set. There are twelve. You dry them and put them on one pile, and look at it, and leave it so.|You wash the one spoon and the other spoon.}]] },
    { "Move one chair by an inch", id = "move_chair",
      event = { action = "moves a kitchen chair by an inch" },
      reply = [[{You move the left-hand chair by an inch. In the night, as they tell you later, the other one moved.|It is only an inch. It makes more noise than you would believe.|By now they are so near that you can see where the knees would touch.}]] },
    { "Go back along to the passage", id = "kitchen_to_door", to = "blue_door",
      event = { action = "goes back along the chalk line to the passage" } },
    { "Go out by the yard", id = "kitchen_to_square", to = "village_square",
      event = { action = "goes out of the divided house by the yard" } },
  },
}
