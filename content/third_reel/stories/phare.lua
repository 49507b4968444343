-- phare.lua - Thursday: the wardrobe upstairs, the piano, the booth and the children; the other days are in stories/phare/

local hands = require "hands"

define.story "phare" {
  title = "The Third Reel", focus = "trauma", start = "attic",
  vars = {
    pitch = 0,                -- see hands.lua
    chestnuts = false,        -- a warm paper of them in your left pocket
    bell = false,             -- two rings stop the picture, whatever it is
    promised = false,         -- you told Anselme that you would find out when
    waltz = false,            -- he is to hear a waltz a minute before
    chalked = false,
    propped = false,          -- the side door stands open
    reel = "whole",           -- or "cut", or "lent"
    told_lodger = false,      -- you told the one upstairs that it held
    old_hand = false,         -- you played here in an earlier life
  },
  scenes = {
    attic = {
      intensity = 0.2, instead = "street",
      enter = function(run, universe, progression)
        run.vars.old_hand = progression:unlocked("tilted_mirror")
        run.vars.bell = run.vars.old_hand
      end,
      text = {
        [[At four in the morning the lodger upstairs moves his wardrobe. He drags it from the one wall to the other, stops, and drags it a little further. You know the castors by now; there are four, and one squeaks.]],
        [[You have the top floor, in the rue Piat. Above you are the slates, and then Paris.]],
        { when = "old_hand", text = [[He has been at it longer than you have had this room. You have had other rooms. Tonight you catch yourself moving your feet, to give him space.]] },
      },
      choices = {
        { "Knock on the ceiling with the broom", id = "broom", to = "street",
          reply = [[It stops. You both wait. Then from up there, quite politely, comes one knock.]] },
        { "Open the window", id = "open_window", detour = "roof_window", to = "street" },
        { "Lie there and push with him", id = "push", to = "street", effect = function(run) hands.shake(run, 1) end,
          reply = [[By the time it is light you have got it into the corner between you, and your arms ache.]] },
      } },

    roof_window = {
      rest = true, intensity = 0,
      text = [[{Zinc roofs, wet, going down to the river in steps. Chimney pots stand about in their families. Across the court a woman in a slip is watering a geranium at this hour of the day, with a teaspoon.|The roofs, the pots. {&The geranium has been taken in.|A sweep goes along a ridge with his hands in his pockets.}}]],
      choices = {
        { "Find five that smoke", id = "five_smoke", back = true, effect = hands.settle,
          reply = [[The baker, the laundry, somebody who has coal. The fourth is a cloud. You let it count.]] },
        { "Pull it to", id = "pull_to", back = true, reply = [[The catch is cold, and has a dent for a thumb.]] },
      } },

    street = {
      text = {
        [[The rue Piat goes down the hill in steps. At the corner Mother Tissot has her brazier, eight sous the paper. On the hoarding behind her a man on a ladder is pasting up a new bill, beginning at the bottom. It says SATURDAY.]],
        { when = hands.loud, text = [[A shutter goes up, and you are against the wall with your hat in your hand. Mother Tissot looks at her chestnuts.]] },
        { when = "chestnuts and not seen.buy_chestnuts", text = [[You have a paper of them already. The hand went and saw to it, while you were reading the bill. "Same pocket," says Mother Tissot, "and the top one not eaten."]] },
      },
      choices = {
        { [[{chestnuts: Buy a second paper|Buy a paper of chestnuts}]], id = "buy_chestnuts", set = { chestnuts = true }, effect = hands.settle, to = "cinema",
          reply = [[They go into the left pocket, and the hand goes in after them. "Don't eat the top one," says Mother Tissot. "The top one's for holding."]] },
        { "Wait for the rest of the bill", id = "wait_bill", effect = function(run) hands.shake(run, 1) end, to = "cinema",
          reply = [[*At the Petit Phare.* Then a deal of sky, in three reds. Then, at the very top, the title: LE BARRAGE. He smooths it down with his sleeve.]] },
        { "Go round by the canal", id = "by_canal", detour = "canal", to = "cinema" },
      } },

    canal = {
      rest = true, intensity = 0,
      text = [[{At the lock a barge is going down. It sinks by the height of a man between the wet walls, with its curtains, its dog and its pot of soup, and nobody aboard looks up. There is a bench.|The lock, the bench. {&A boy is fishing in the chamber, where there has never been a fish.|The keeper's wife hangs out shirts along the gate.}}]],
      choices = {
        { "Sit until the gate opens", id = "gate_opens", back = true, effect = hands.settle,
          reply = [[You can see it come level. There is no moment at which it does.]] },
        { "Walk on", id = "walk_on", back = true, reply = [[You walk on the edge stones, one foot to each.]] },
      } },

    cinema = {
      text = {
        [[Le Petit Phare has a hundred and ninety seats, and was a stable. On warm days it still is, a little. Madame Fauvel stands on the ladder putting up the letters for Saturday. She has one R, and LE BARRAGE needs two. "A P," she says, "with a leg on it. Hand me the chalk."]],
        { when = "world.showings >= 1", text = [["Again," she says, before you can ask. "They write to me for it. I've had it here {world.showings == 1: once|{world.showings} times}, and another pianist for it each time, and I've still the one R."]] },
        { when = "world['echo/waltz'] ~= ''", text = [[She hums, with the chalk between her teeth. You do not know the tune. "That's the *{world['echo/waltz']}*," says Madame Fauvel. "It was left behind in the piano. It's a waltz, it stops in the middle for as long as it takes to look round, and then it goes on."]] },
        { when = "universe:deed('chalks up outside the Petit Phare what is in the third reel')", text = [[Beside the door it is chalked up what comes in which reel, and at what minute. The hand is {universe:deed('chalks up outside the Petit Phare what is in the third reel').character.name}'s. The rain has been at it, and somebody has gone over the minutes.]] },
        { when = function(_, _, progression) return progression:unlocked "cosmetic/chalk_cuff" end, text = [[She looks at your left cuff, where there is chalk. "You've done that R for me before," she says.]] },
        [[She took you on in September, on the strength of a polka. She has never asked where you were before.]],
      },
      choices = {
        { "Hold the ladder", id = "hold_ladder", to = "stool", effect = function(run) run.character:feel("fauvel", 0.2) end,
          reply = [[It stops swaying. "Five reels," she says from above. "At the Gaumont they have sixty musicians for it. I told them I had you."]] },
        { "Ask what is in it", id = "ask_in_it", to = "stool", themes = { "violence" }, intensity = 0.2,
          reply = [["Men," says Madame Fauvel. "Then in the third reel, more men." She draws the leg, and climbs down to look at it. It is longer than the other.]] },
        { "Go in to the piano", id = "to_piano", to = "stool", reply = [[Behind you the ladder creaks. A letter drops, and it is the E.]] },
      } },

    stool = {
      text = {
        [[{The piano is a Gaveau with a stable smell of its own. It stands under the screen, and you sit with your back to the picture. Where other pianos have music, this one has a mirror on a screw; you see the screen in it, small and the wrong way round, or, if you tip it with one finger, the ceiling. Under the keys is a bell push for the booth.|The Gaveau, the mirror, the bell push.}]],
        { when = "old_hand", text = [[{The mirror is set to your height. Nobody has moved it since.|}]] },
      },
      choices = {
        { "Tip the mirror up and down", id = "tip_mirror", once = true, effect = hands.settle,
          reply = [[Screen. Ceiling. The ceiling has a stain on it like Corsica. You could play to Corsica for quite some time.]] },
        { "Ring once", id = "ring_once", to = "booth", effect = function(run) run.character:feel("zelie", 0.1) end,
          reply = [[Overhead a heel stamps, once. One is for slower. You go up to see whose heel.]] },
        { "Play until they let the children in", id = "until_children", to = "matinee",
          reply = [[You play the polka, and then the polka as it would be on a Sunday. The doors bang, and you go on, in the left hand.]] },
      } },

    booth = {
      text = {
        [[{The booth is a tin box on legs, hot as a loaf. Zélie cranks by hand. She came in 1915, when they called up the man; when he was back she told him that the crank had got used to her. "Sixteen a second," she says. "Unless I don't like him."|Zélie oils something that you had thought was oiled.}]],
        { when = "old_hand", text = [[{On the wall, in chalk, stands a large figure 2. She sees you look. "Well, it's an agreement," says Zélie.|}]] },
        { when = "world.frames >= 1", text = [[{On the sill are {world.frames == 1: one frame of film that a pianist gave her|{world.frames} frames of film that pianists gave her}, stood up to the light like a very small street.|}]] },
      },
      choices = {
        { "Ask what is in the cigar box", id = "cigar_box", once = true, effect = function(run) run.character:feel("zelie", 0.2) end,
          reply = [[Frames. Whatever came out where a film broke: half a kiss, a horse, a hand with a letter, Charlot's left boot. "When there's enough I'll join them up," says Zélie. "Then that'll be mine. Nine years, and I've got a minute and a half."]] },
        { "Ask what two rings are for", id = "two_rings", when = "not bell", set = { bell = true }, to = "matinee",
          effect = function(run)
            run.character:feel("zelie", 0.2)
            run:integrate("prioritize_player_agency")
            run:milestone("a figure 2 on the wall")
          end,
          event = { action = "agrees with Zélie that two rings stop the picture", consequences = "There is a figure 2 on the wall of the booth." },
          reply = [["Nothing. Nobody's ever rung two." She thinks about it for the length of a cleaning rag. "Two, and I stop," says Zélie. "Whatever it is. If it's the President." She chalks it on the wall, so that the crank can see it.]] },
        { "Go down; the children are here", id = "down_children", to = "matinee",
          reply = [[You can feel them in the legs of the booth.]] },
      } },

    matinee = {
      themes = { "violence" }, intensity = 0.4, instead = "interval",
      warning = { type = "violence", severity = "mild", description = "A sudden bang at a children's matinee, and what it does to your hands.", skippable = true },
      enter = function(run) hands.shake(run, 2) end,
      text = {
        [[A hundred and ninety children and one dog. Charlot is on a staircase with a piano of his own. Somewhere in the third row a boy blows up a paper bag, and bursts it.]],
        [[You know that it is a bag. Your hands have gone all the same. They lie on the keys like someone's gloves, and Charlot goes down the stairs without a sound. Over your head, above the booth, above the roof, a wardrobe is dragged from the one wall to the other.]],
      },
      choices = {
        { "Take hold of the brass rail", id = "brass_rail", to = "interval",
          effect = function(run) hands.settle(run); hands.settle(run) end,
          reply = [[It is a rail for keeping horses from the oats. It is cold, and has a seam along the under side. You go along the seam with a thumb until you come to the end of it, and there is the thumb.]] },
        { "Play with the left alone", id = "left_alone", to = "interval", effect = hands.settle,
          reply = [[One hand comes when you call it. It plays what it knows, low down, and Charlot gets up from the bottom stair rather slower than he was meant to. They think it is a joke. They like it.]] },
        { "Ring two", id = "ring_two", to = "interval", when = "bell", locked = "You have no arrangement with the booth.",
          effect = function(run)
            run.vars.pitch = 0
            run.character:feel("zelie", 0.2)
            run:insight("One can be the one who says three.")
          end,
          event = { action = "stops a matinee, and has all the bags burst at once", consequences = "A hundred and ninety children have had the best Thursday of the year.", major = true },
          reply = [[Everything stops. The lights come up. A hundred and ninety faces look at you. "Who has another bag?" you ask. Eleven hands. "When I say three," you say, and you say one, and two, and look along the row, and say three.]] },
      } },

    interval = {
      intensity = 0,
      text = [[{The interval. Oranges. The dog is given a seat. You turn round on the stool, and there they all are, the right way up.|It smells of peel. Up in the booth Zélie is winding back.}]],
      draw = { pool = "stalls", offer = 2 },
      choices = {
        { "Go out to the yard for the rest of it", id = "to_yard", detour = "yard", to = "anselme" },
        { "Play them out", id = "play_out", to = "anselme", reply = [[The polka. They go out to it in step, as far as the door.]] },
      } },

    yard = {
      rest = true, intensity = 0,
      text = [[{Behind the side door is the yard, with a pump, a bench made of a manger, a square of sky with a wire across it. From in here you can hear that there is a piano, when there is one, and that there is a house full of people, and nothing of what they are looking at. {world.side_door: Somebody has put out an ash tray and a second bench.}|The pump, the manger, the wire. {&A sparrow has the wire.|The stones are wet, and each has a bit of sky.}}]],
      choices = {
        { "Run the pump over your wrists", id = "pump", back = true, effect = hands.settle,
          reply = [[It gasps first. Then it is so cold that for a moment you have wrists and nothing else.]] },
        { "Sit on the manger", id = "manger", back = true, effect = hands.settle,
          reply = [[The edge has been gnawed, the whole length, by something with time. You fit your fingers to it.]] },
        { "Go in again", id = "yard_in", back = true, reply = [[The door is heavy. It shuts without a sound if one holds it to the last.]] },
      } },
  },
}
