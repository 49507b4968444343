-- round.lua - ten at night to one: five doors, a trolley, a stamp, a place to sit; the rest of the night is in stories/round/

local leaves = require "leaves"

define.story "round" {
  title = "Reference Only", focus = "ptsd", start = "arrive",
  vars = {
    open_at = 0,           -- how many leaves the book is open
    tried = false,         -- you have been through the doors yourself
    says = false,          -- Gethin calls out before he makes a noise
    key_c = false,         -- the key of stair C is on your ring
    today = false,         -- the stamp says today
    seat = "",             -- "dais", "wall" or "steps"
    slip = false,          -- a blue slip stands before the place
    sewn = "",             -- by whom the old thread was cut: "mine" or "hers"
    seventh = "",          -- the leaf that yours lacked: "in" yours, or left in "hers"
    walked_c = false,      -- you have gone out by the fifth door
    old_hand = false,      -- you have had a night here in an earlier life
  },
  scenes = {
    arrive = {
      enter = function(run, universe, progression)
        universe:add("nights", 1)
        run.vars.old_hand = progression:unlocked "sixth_way"
        if run.vars.old_hand then
          run.vars.today = true
          run.character:feel("gethin", 0.2)
        end
      end,
      text = {
        [[You asked for one night. *To see,* you wrote, in the box for reasons. For three years you have kept the maps, over the river, where there is one room and one door and you face it. Tonight it is the main library, from ten until seven, in the week of the examinations, when it does not close. <>]],
        { text = [[Three years ago somebody came in by the glass of the Law room, on a fourteenth of November, with a length of scaffolding. It took eleven minutes. You had the desk.]],
          themes = { "violence" }, intensity = 0.3,
          warning = { type = "violence", severity = "mild", description = "It is said once what happened in this library, in few words.", skippable = true },
          instead = [[You had the desk here until a certain fourteenth of November.]] },
        [[It is snowing. In the porch they have laid out sacks, for boots.]],
        { when = function(_, _, progression) return progression:unlocked "cosmetic/violet_cuff" end, text = [[There is a date on your cuff, in violet, that has been through the wash.]] },
        { when = "world.nights >= 2", text = [[The night book lies open on its shelf. Whoever had it last has written, under remarks, *Sit where you like.*]] },
        { when = "old_hand", text = [[You step over the third sack, which slides. You know it from another life, and other boots.]] },
      },
      choices = {
        { "Have the porter walk you round the doors", id = "walk_doors", to = "doors" },
        { "Go in to the trolley", id = "to_trolley", to = "trolley" },
        { "Sit down in the lodge first", id = "lodge_first", detour = "lodge", to = "doors" },
      } },

    lodge = {
      rest = true, intensity = 0,
      text = [[{The lodge has a stove, two chairs, and a board of a hundred and forty keys with brass tags. Through the hatch one sees the whole of the hall. Nobody can come up behind, since what is behind is the board. {old_hand:One tag is blank, and polished.|At the top right there is a nail without a key.}|The stove, the chairs, the board. {&The keys have all stopped swinging.|A moth has come in for the stove, and is walking.}}]],
      choices = {
        { "Read the tags, from the left", id = "tags", back = true, effect = leaves.closing(2),
          reply = [[*Coal. Coal, old. Bell. Eels.* You ask about that one. "There were eels," says the porter.]] },
        { "Hold out your hands to the stove", id = "stove", back = true, effect = leaves.closing(1),
          reply = [[One side of them and then the other side.]] },
      } },

    doors = {
      text = {
        [[{Gethin Bowen has been night porter for nineteen years. He has on a pair of shoes that squeak. "I thought you'd like to know where I was," he says, and squeaks ahead with the keys. Front, two wings, push. Goods, a roller, it is up. The balcony behind desk 88, a bar, one leans on it. The bindery, coal steps. At the fifth, on stair C, he stops a yard short. "And that," says Gethin.|"That's the five," says Gethin.}]],
        { when = "says and not seen.say_before", text = [[{"Bar," he calls, before he leans on it, and is surprised at himself. "I don't know who I got that from," says Gethin.|}]] },
        { when = "world['echo/label'] ~= ''", text = [[{From his ring, among the brass, hangs a luggage label. *{world['echo/label']}, one night.* "Wanted nothing more put on it," says Gethin. "It's not a key. I find I count it."|}]] },
        { when = "world.stair_c == 'oiled'", text = [[{It has been oiled. A drop has run down, and there is a date stamped next to it on the paint.|}]] },
        { when = "world.stair_c == 'wedged'", text = [[{It stands open by a hand, on a wedge, and the wedge is on a string so that it stays here. Some snow has come in to see.|}]] },
      },
      choices = {
        { "Go out by each, and come in again", id = "try_doors", once = true, set = { tried = true },
          effect = function(run)
            run.character:feel("gethin", 0.1)
            run:integrate("prioritize_player_agency")
          end,
          event = { action = "goes out by every door of the library but one, and comes in again" },
          reply = [[You do the four. The roller is a duck and a step; the bar wants a hip. "I'd forgotten about the step," says Gethin. He writes it on his hand. You have snow on you from four sides.]] },
        { "Ask him to say, before he makes a noise", id = "say_before", once = true, set = { says = true },
          effect = function(run)
            run.character:feel("gethin", 0.3)
            run:integrate("respect_player_boundaries")
          end,
          event = { action = "asks the porter to say so before he makes a noise" },
          reply = [["Bolt," says Gethin, and shoots one. He tries it again, from the next room. "Trolley," you hear, and after that a trolley. It seems to do him good.]] },
        { "Take the key of stair C on your own ring", id = "take_key", once = true, set = { key_c = true },
          reply = [[He works it off with his thumbnail. It is the newest he has, and is worn on one side only. "Down, then left," says Gethin.]] },
        { "Go back to the hall", id = "doors_hall", to = "trolley" },
      } },

    trolley = {
      text = {
        [[{On the returns trolley, on the very top, lies the book. It is always somewhere. It has been on the seat in your bus, on the scales at the chemist's, beneath your pillow like a tooth. It is of grey cloth, without a title, and has eleven leaves. Each of them is stamped, in violet, with the same fourteenth.|Grey cloth, no title.}]],
        [[{"Is that one of ours?" says the boy from the day shift, with his scarf on. He has it in his hand. "Somebody's had it in the wet." You had not thought that it could be picked up by anyone.|}]],
      },
      choices = {
        { "Ask him what it weighs", id = "ask_weight", once = true,
          reply = [["This? Nothing," he says. "A sandwich." He holds it out.]] },
        { "Put it under your arm", id = "under_arm", to = "stamp",
          reply = [[It goes there as a cold hand goes into a warm one, without asking.]] },
        { "Shelve it with the ones to be mended", id = "shelve_mended", to = "stamp", effect = leaves.closing(1),
          reply = [[You push it in between a Livy and a railway timetable. When you get to the desk it is on the desk. It is a bit out of breath, as far as one can tell.]] },
      } },

    stamp = {
      text = {
        { when = "not old_hand", text = [[{On the desk stands the date stamp, four bands of rubber and a handle. It says yesterday. Whoever has the night turns it on at ten; it has been done like that since there was a night. You have the handle in your fist before you have thought about it, and it has a dent there, for a thumb.|The stamp, the pad, the blotter.}]] },
        { when = "old_hand", text = [[{On the desk stands the date stamp. Somebody has turned it already. TODAY, says a slip of paper on the handle, in Gethin's capitals, AS YOU LIKE IT.|The stamp, the pad, the blotter.}]] },
        { when = "world.dates >= 1", text = [[{Under the edge of the desk, where one would feel it with a knee, there are some other days, stamped in a row.|}]] },
      },
      choices = {
        { "Turn it on", id = "turn_on", when = "not today", set = { today = true },
          effect = function(run)
            leaves.close(run, 2)
            run:milestone("turned on to today")
          end,
          reply = [[The tens stick, and then go over. You try it on the blotter. It is a date with a three in it that you have not seen before.]] },
        { "Stamp it under the edge of the desk as well", id = "stamp_edge", when = "today", to = "dome",
          effect = function(run, universe)
            leaves.close(run, 2)
            universe:add("dates", 1)
          end,
          event = { action = "stamps the date where nobody is meant to stamp it" },
          reply = [[You do it by feel. There is violet on your knee.]] },
        { "Leave it so, and see to the readers", id = "see_readers", to = "dome" },
      } },

    dome = {
      text = {
        [[Under the dome are two hundred desks in five rings, each with a green lamp. The superintendent sits in the middle, on a dais, like something on a cake. Everyone can see who is up there, from all round. In the outermost ring, at 88, there is a pillar behind one, and the balcony door to the left. And one can sit on the gallery steps, on a cushion, as the shelvers do.]],
        { when = "#universe:beside(2) > 0", text = [[In the second ring one lamp is on already. Whoever sits there has a grey book too, shut, with both elbows on it. On the slip by the lamp stands *{universe:beside(2)[1].name}.* You each look at what the other is leaning on.]] },
        { when = "world.kept_88", text = [[On the chair of 88 hangs a card. *Kept. For whoever likes a wall.*]] },
      },
      choices = {
        { "Sit at 88", id = "sit_88", set = { seat = "wall" }, to = "midnight",
          effect = function(run, universe)
            leaves.close(run, 1)
            universe:change("kept_88", true,
              { action = "has the night at desk 88, and leaves a card on the chair", consequences = "It is kept for whoever likes a wall." })
            run:integrate("prioritize_player_agency")
          end,
          reply = [[The pillar is cold through the shirt. From here the dais looks silly, with its inkwell.]] },
        { "Sit on the dais", id = "sit_dais", set = { seat = "dais" }, to = "midnight", effect = function(run) leaves.open(run, 1) end,
          reply = [[The chair turns. You find that you are turning it, a little at a time, so as to have been everywhere.]] },
        { "Sit on the gallery steps", id = "sit_steps", set = { seat = "steps" }, to = "midnight",
          reply = [[From up here one sees only partings. A shelver hands you half of her cushion.]] },
      } },

    balcony = {
      rest = true, intensity = 0,
      text = [[{You lean on the bar, and are out. It is an iron balcony, as wide as a tea tray. Snow lies along the rail in a loaf. Below are the bicycles, each with its own; behind them the town, which has turned off all it could. The door stands at your back by the width of a shoe. It opens from both sides.|The rail, the snow, the bicycles. {&Where your hand lay there is a hand.|Someone has cleared the rail, and it has snowed again.|A fox goes along between the bicycles, reading.}}]],
      choices = {
        { "Put your hand in the snow", id = "hand_snow", back = true,
          effect = function(run)
            leaves.close(run, 3)
            run:integrate("enable_gentle_pacing")
          end,
          reply = [[It is so cold that it has a taste. You keep it there until there is nobody in it but you.]] },
        { "Count the bicycles", id = "bicycles", back = true, effect = leaves.closing(2),
          reply = [[There are forty-one, and a thing that may be a bicycle or a pram.]] },
        { "Go in", id = "balcony_in", back = true, effect = leaves.closing(1), reply = [[It smells of radiators, wool, orange.]] },
      } },
  },
}
