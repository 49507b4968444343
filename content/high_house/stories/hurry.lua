-- hurry.lua - Wednesday: a carrier, a basket that takes three things, and a night with a wind at the shutter

local house = require "house"

define.story "hurry" {
  title = "A Wind Called the Hurry", focus = "stress", start = "shed",
  vars = {
    room = 3,               -- what the basket still takes
    up = { box = false, hens = false, hatstand = false, fiddle = false, cheese = false },
    letter = "carried",     -- then "given", "read"
    slow = 0,               -- things done for as long as they took
    doors = false,          -- both have been opened
  },
  scenes = {
    shed = {
      place = "house",
      enter = function(run, _, progression)
        if run:visits("shed") <= 1 and progression:unlocked("second_rope") then run.vars.room = 4 end
      end,
      text = {
        { when = "visits.shed <= 1", text = [[The path ends at a shed with a wheel in its gable. From the wheel a rope goes up into the snow; at the other end of it, four hundred steps above, is the High House. It is Wednesday evening. Since Monday the wind has been at your back. In the valley they call it the Hurry, and lean.]] },
        { when = "visits.shed <= 1", text = [[You let the frame down off your shoulders. There is the iron box, with the accounts of the Upper Dairies, which must be in Karsk, over the pass, by noon on Friday. There are three hens for the House, and the schoolmaster's fiddle, and a cheese. There is a hatstand. The notary's widow had asked so nicely.]] },
        { when = function(run, _, progression) return run:visits("shed") <= 1 and progression:unlocked("second_rope") end,
          text = [["Four things!" says the speaking tube. "We've put up a second rope, since you were here. Sister Bel speaking. You'll remember about the nineteenth step."]] },
        { when = function(run, _, progression) return run:visits("shed") <= 1 and not progression:unlocked("second_rope") end,
          text = [["Three things," says a speaking tube, "before the wheel freezes. Sister Bel. What's over can stop down there and be quiet."]] },
        { when = "visits.shed <= 1 and world['echo/draught'] ~= ''", text = [["And mind the {world['echo/draught']}," says the tube. "It's a draught. It came in at somebody's heels, that's who it's called after, and it sits in the porch and lifts up mats. We've got fond of it."]] },
        { when = "visits.shed > 1 and room > 0", text = [[The basket turns a little on its hook. There is room in it for {room == 1: one thing more|{room == 2: two things more|three}}.]] },
        { when = "room == 0", text = [["That's her full," says the tube. It can tell by the rope.]] },
      },
      choices = {
        { "Put in the iron box", id = "send_box", when = "room > 0 and not up.box", effect = house.sends "box",
          reply = [[The basket goes down an inch. You feel your own shoulders come up by as much, from habit.]] },
        { "Put in the hens", id = "send_hens", when = "room > 0 and not up.hens", effect = house.sends "hens",
          reply = [[They look at the rope, at the knot and at you, in that order.]] },
        { "Put in the hatstand", id = "send_hatstand", when = "room > 0 and not up.hatstand", effect = house.sends "hatstand",
          reply = [[It sticks out at both sides like somebody being carried off a dance floor.]] },
        { "Put in the fiddle", id = "send_fiddle", when = "room > 0 and not up.fiddle", effect = house.sends "fiddle",
          reply = [[Inside the case one string says something, low.]] },
        { "Put in the cheese", id = "send_cheese", when = "room > 0 and not up.cheese", effect = house.sends "cheese",
          reply = [[You do not remember who it was that gave you the cheese. You remember saying that it was no trouble.]] },
        { "Go round behind the shed for a minute", id = "go_lee", to = "lee", when = "not seen.lee" },
        { "Ring for the basket, and start up the steps", id = "ring_basket", to = "stair",
          reply = [[The rope jerks. All that is over you push in under the bench and shut the door on, and the wind leans on the door.]] },
      } },

    lee = {
      rest = true, place = "house",
      text = [[Behind the shed there is a corner the wind does not come into. It goes by on either side with a noise like a road. Somebody has put a milking stool there. Snow comes down on your sleeve straight, as it does in pictures; you can see the flakes arrive, one, and there is one.]],
      breath = [[It is quite still here. There is time for a breath that is not on its way anywhere.]],
      choices = {
        { "Sit until your sleeve is white", id = "white_sleeve", add = { slow = 1 }, to = "shed",
          reply = [[It takes about as long as it takes to lace a boot. Nobody has come to ask where you were.]] },
        { "Go back to the basket", id = "lee_back", to = "shed" },
      } },

    stair = {
      place = "house",
      text = {
        { when = "run.character:is('in_step')", text = [[{The rope goes up beside you, and creaks, and you take a step. You have come so far like that. Your breath is where you left it.|}]] },
        [[{An old woman is sweeping the steps. It is snowing on them. She does a step, goes down to the next one, and behind her the one that she did is white again. She is past eighty, and has a sack about her shoulders. "Evening," she says. "There's another broom." The Hurry comes up the steps in two bounds and takes your hat off from behind.|She is on the next step down. You would say that the steps are winning. She does not seem to be playing against them.}]],
        { when = "universe:npc('grete').met_by >= 1 and not universe:npc('grete').is_met", text = [[{In the corner behind her lean more brooms than two. {universe:npc('grete').met_by == 1: One|Of them {universe:npc('grete').met_by}} will have been a guest's; {universe:npc('grete').met_by == 1: it is|they are} worn the other way.|}]] },
        { when = function(_, _, progression) return progression:unlocked "cosmetic/birch_twig" end, text = [[{She looks up at your hat. "That's off mine," says the old woman, of the twig in the band, and seems to think that it has gone to a good home.|}]] },
      },
      choices = {
        { "Ask when she will have finished", id = "ask_finish", once = true,
          reply = [["At five," says the old woman.]] },
        { "Take the other broom", id = "take_broom", to = "sweep",
          effect = function(run, universe)
            run.character:feel("grete", 0.4)
            universe:npc("grete"):meet()
          end },
        { "Step past her, and run the rest", id = "run_past", to = "gate",
          reply = [[You take them two at a time. The nineteenth from the top is higher than the rest, by an inch, and you arrive in the porch on your hands. Your hat has got there before you.]] },
      } },

    sweep = {
      place = "house",
      text = [[It is birch, worn to a slant by somebody left-handed. You do a step. The snow goes over the edge with a small sigh, and there is the stone, black, with a blue vein in it. You look round; it is grey; it is white. You do the next, and that one has a fossil like a thumbnail. She sweeps beside you. Now and again one of you says, "Mind, ice." The wind goes up and down the stairs, looking for somebody to push.]],
      reflect = { [[What do you do that comes undone behind you, and do you know what the stone is like?]], minutes = 2 },
      choices = {
        { "Sweep until she stops", id = "sweep_end", add = { slow = 1 }, to = "gate",
          effect = function(run)
            run.character:feel("grete", 0.3)
            run:integrate("enable_gentle_pacing")
          end,
          event = { action = "sweeps the steps of the High House in the snow", consequences = "They were clean, each of them, once." },
          reply = [[At five she puts the brooms in the corner, heads up. The stairs are as white as when you came. "That's that done," says the old woman with satisfaction.]] },
        { "Hand back the broom at the next turn", id = "hand_broom", to = "gate",
          reply = [["Thank you for the eleven," she says. She had been counting the ones that were yours.]] },
      } },

    gate = {
      place = "house",
      text = {
        [[{Sister Bel was in the customs before she was in the Church, and weighs whatever comes in at the gate. She weighs what you have sent up, and writes it down. She weighs you. "Eleven pounds over," she says. "Over what?" "Over what you look." You turn out your pockets. There is a letter with a black edge, for a Brother Matti. It weighs nothing at all, and the needle comes back to the middle.|Bel has taken you off the scales, and is writing you down.}]],
        { when = "world.hatstand and visits.gate <= 1", text = [[Behind her in the passage stands a hatstand that no one up here can have chosen. Every peg of it is in use.]] },
        { when = "up.hatstand and not world.hatstand and visits.gate <= 1", text = [["And this is?" says Bel. You say that it is a hatstand. "We've one hat," says Bel, but she walks round it twice.]] },
        { when = "world.doors_opened >= 1 and visits.gate <= 1", text = [[It is the cleanest passage you have ever been in. "That's the wind," says Bel. "Some guest let it through, and now it likes to."]] },
      },
      choices = {
        { "Ask how the pass is", id = "ask_pass", once = true,
          reply = [["It's there," says Bel. "I'll tell you tomorrow if there's a way to it."]] },
        { "Ask what she guesses in the letter", id = "ask_letter", once = true,
          reply = [["I don't guess those," says Bel. "He's got thirty-one up in the loft, not opened. I only carry them as far as the ladder."]] },
        { "Go in where it smells of supper", id = "gate_supper", to = "supper" },
      } },

    supper = {
      place = "house",
      text = {
        [[{world.anton_told: It smells, in this order, of onions, bread and thyme. A stout monk goes from bowl to bowl with a ladle, and beside him walks a child from the village with her nose in the air like a pointer. "Thyme," she reports. "Left."|It smells of burning. There are twenty people at one table, and lentils, black at the edges and hard in the middle. Nobody says a word. A stout monk stands at the hatch with a cloth in his hands, and he does not look at the bowls. He looks at the faces.}]],
        { when = "not world.anton_told", text = [[All of the faces are chewing. One has closed its eyes. It might be in prayer.]] },
      },
      choices = {
        { "Eat all of it", id = "eat_all", to = "cell", add = { slow = 1 },
          reply = [[Under the taste of coal there is a taste of lentil. You go after that. It is a long supper.]] },
        { "Tell the monk what it tastes like", id = "say_taste", to = "cell",
          effect = function(run) run.character:feel("anton", 0.3) end,
          reply = [["Of the fire, and then of the pot," you say, "and then pepper." Twenty spoons stop. The monk listens as one listens to news from home. "Pepper," he says. "It's in, then."]] },
        { "Ask who can take a box to Karsk tonight", id = "ask_karsk", to = "cell",
          reply = [[They look at you, down both sides of the table, with pity and their mouths full.]] },
      } },
  },
}
