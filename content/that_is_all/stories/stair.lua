-- stair.lua - Monday: the bank, the camp, the first sheet and the first night; the other days are in stories/stair/

define.story "stair" {
  title = "That Is All", focus = "self_esteem", start = "bank",
  vars = {
    sheets = 2,          -- of paper that the damp has left
    taken = 0,           -- steps that came off whole
    folder = "tied",     -- or "wet": forty pages of yours
    stone = "",          -- what you carried up from the river: "big", "middle", "lent"
    sign = false,        -- you know what the ring on the stroke is
    part = 0,            -- of Tuesday
    ferris = "up",       -- or "down"
    line = "",           -- what you cut
    asked_before = false, -- Teodora has been asked in an earlier life
    old_hand = false,    -- a step of yours lies here from an earlier life
  },
  scenes = {
    bank = {
      enter = function(run, universe, progression)
        run.vars.old_hand = progression:unlocked("own_step")
      end,
      text = {
        [[The boat is hardly wider than your bag. Benedito gets the bag ashore by walking beside it in the river, and lets it down on the bank. "Tuma," he says, and watches it until it stays.]],
        [[Above the mud stands the stair. For eleven years you have had it over your desk, cut from a calendar. From here you cannot see the top, only that there is one step, and behind it one, and so on into the trees.]],
        { when = "world.newest_step ~= '' and world.newest_step ~= '-'",
          text = [[The lowest step is new, and white along the edges. *{world.newest_step}* it says, in your own alphabet, and after that comes a ring that sits on a stroke.]] },
        { when = "world.newest_step == '-'", text = [[The lowest step is new, and bare. In one corner the moss has made a start.]] },
        { when = "old_hand", text = [[You know before you put a foot on it that it will rock to the left, a little. It does not. Since you were last here somebody has pushed in a pebble.]] },
      },
      choices = {
        { "Step on the lowest step", id = "step_on", to = "camp",
          effect = function(run) if run.vars.old_hand then run.character:feel("teodora", 0.2) end end,
          reply = [[It is warm through the sole. It takes you, and the bag, and the water running out of the bag. {old_hand: Benedito gives it a knock with his pole, as one does with a boat that one knows, and calls something up to the kitchen.}]] },
        { "Step over it", id = "step_over", to = "camp",
          reply = [[You get past it in one stride, out of politeness. "They're for feet," says Benedito from the boat.]] },
      } },

    camp = {
      text = {
        [[Four posts and a tin roof, three hammocks, a table with its legs in tins of water because of the ants. Along the beam above the table a macaw is walking, blue and yellow, with its head down and its wings folded behind it.]],
        { when = "run.character:is('sure_foot')", text = [[From up among the trees somebody starts to call that the left side is the dry one, and sees where you are walking, and calls good morning.]] },
        { when = function(_, _, progression) return progression:unlocked "cosmetic/white_knees" end, text = [[A woman comes out from under the roof with a pot. Before your face she looks at your knees, which are white, and nods to them.]] },
        [["Is that all?" says the macaw.]],
        { when = "world['echo/question'] ~= ''", text = [["Is that all, {world['echo/question']}?" it says next, to somebody who is not there, and holds its head so as to hear the answer.]] },
        [[It says it in a man's voice. You last heard that voice eleven years ago, at the end of a long table. You notice that you are standing straight.]],
        { when = "world.dean_added ~= ''", text = [[The bird gets to the end of the beam, turns, and adds as if to somebody behind it, "{world.dean_added}"]] },
      },
      choices = {
        { "Unpack in front of it", id = "unpack", to = "foreman",
          reply = [[A brush, a sponge, two shirts, a drawing board, a tube of paper, a folder tied with tape. "Is that all?" says the macaw. It is looking at the folder.]] },
        { "Give it a nut", id = "nut", to = "foreman",
          reply = [[It takes the nut in one foot and turns it about, to see what is on the back.]] },
        { "Answer it", id = "answer_bird", to = "foreman",
          reply = [["For the moment," you say. It looks at you with the one eye and then, to be fair, with the other.]] },
      } },

    foreman = {
      text = {
        [[Teodora Paz has run this camp for thirty years, for whoever was director. She lets down a pot on the table. "Tuma," says Teodora, and shakes her hand cool. "That's the Dean. It was the professor's. When he went home with his knees it wouldn't get into the boat. He sends it postcards."]],
        { when = "old_hand", text = [[She has put out the cup with the blue rim, and you had already reached for it.]] },
        { when = "world.sign_read", text = [[Under the short leg of the table is a learned journal, folded once. You know the title of the second article.]] },
        [[There are four hundred and eleven steps, each with a row of signs on it. Ferris is taking them from the top, forty a day. On Thursday the boat goes, and after that it rains until April. You undo your tube. Of twelve sheets the damp has had ten. Next to it in the bag lies the folder that you take everywhere and do not open, forty pages on doors.]],
        [["Then you'd better look at one before you wet it," says Teodora.]],
      },
      choices = {
        { "Ask her where she would begin", id = "ask_where", to = "low",
          effect = function(run) run.character:feel("teodora", 0.2) end,
          reply = [["Where it's worn," she says. "Up there it's been only goats and doctors."]] },
        { "Go and see what Ferris has", id = "see_ferris", to = "lines" },
      } },

    lines = {
      text = {
        [[Ferris's sheets hang from eleven lines between the trees, as white as a hotel. He has come down for lamp oil: twenty-six or so, quick, with the air of a man who is late for something nice. Round his waist goes a cord with knots in it, a knot for each.]],
        { when = "world.ferris_down >= 1", text = [[In the shade of the sixth line stands a chair, and on the back of it is painted *F., afternoons*.]] },
        { when = "universe:deed('counts a cord of knots with Ferris until he sleeps')", text = [[From a nail hangs a second cord, of kitchen string. "{universe:deed('counts a cord of knots with Ferris until he sleeps').character.name} lent a hand with that, one night," says Ferris. "We got to two hundred. I've never found out who went on."]] },
        [["Three hundred and four," says Ferris. "Aldous got three forty-nine, in 1958, but he had a team." He looks at your tube. "How many do you do?"]],
      },
      choices = {
        { "One, as a rule", id = "one_rule", to = "low",
          reply = [["An hour?" A day, you say. He waits for the rest of it. There is no rest, and he is nice about it, which takes a while.]] },
        { "Ask him what they say", id = "what_say", to = "low",
          effect = function(run) run.character:feel("ferris", 0.2) end,
          reply = [["Say?" says Ferris. "The reading comes after." His thumb has gone to the last knot, to see if it is still tied.]] },
      } },

    low = {
      text = {
        [[You begin at the bottom, on your knees. The first thirty are so worn that they are more of a slope. But with your cheek on the stone, and the sun coming in flat, the rows stand up: birds, feet, a jar, a thing like a comb. One person has held the chisel wrong all the way along. One has started too small, and had half the stone left over.]],
        [[Three of them would come off whole.]],
      },
      choices = {
        { "Wet a sheet for the one with a dip in it", id = "take_dip", add = { sheets = -1, taken = 1 }, to = "drying",
          reply = [[The dip is two feet wide, a left one and a right one. The row goes down into it and comes up again at the other side, as a path does at a ford.]] },
        { "Wet a sheet for the one with a hand", id = "take_hand", add = { sheets = -1, taken = 1 }, to = "drying",
          reply = [[It is a hand's outline, scratched round, no bigger than the bowl of a spoon. You beat in the paper finger by finger.]] },
        { "Wet a sheet for the one with nothing on it", id = "take_bare", add = { sheets = -1, taken = 1 }, to = "drying",
          reply = [[Benedito lets the boat drift, to watch you brush paper into a bare stone. You do it as you do the others, out to the edges.]] },
      } },

    drying = {
      rest = true, intensity = 0,
      text = [[It takes an hour to dry, and if you hurry it it tears. You sit against the side wall in a yard of shade, with the brush across your knees. High up somebody is beating paper, quick and even. A leaf comes down. It takes so long about it that you have time to see both its sides.]],
      draw = { pool = "drying", offer = 2 },
      choices = {
        { "Stay until it comes away by itself", id = "comes_away", to = "supper",
          effect = function(run) run:integrate("enable_gentle_pacing") end,
          reply = [[The top edge lets go first, then there is a sound like somebody turning over a page in another room.]] },
        { "Lift a corner to see", id = "lift_corner", to = "supper",
          reply = [[It is not quite ready. You leave a shred the size of a fingernail on the stone, and it will be there for years.]] },
      } },

    supper = {
      text = {
        [[On paper you have it the wrong way about and standing out, so that the table lamp walks along it.]],
        { when = "seen.take_dip", text = [[There are nine signs, with the middle three worn to a breath. At the end stands a ring that sits on a stroke.]] },
        { when = "seen.take_hand", text = [[There is the hand, and one bird, and then a ring that sits on a stroke.]] },
        { when = "seen.take_bare", text = [[There is nothing, and nothing, and at the very end, too shallow to have seen it, a ring that sits on a stroke.]] },
        [[You put it down by the beans. "Is that all?" says the Dean above your head, and Ferris laughs with his mouth full. "He does it to everybody."]],
        [[Imi, who is ten and Teodora's granddaughter, has got up on a chair. She puts her finger on the ring. "You've got the pot," says Imi.]],
      },
      choices = {
        { "Ask what pot", id = "what_pot", to = "night_rain",
          effect = function(run) run.character:feel("imi", 0.3) end,
          reply = [["Bed," says Teodora. "At the river," says Imi, going backwards. "I'm doing one. I'll show you."]] },
        { "Ask Ferris what Ossory said of his work", id = "said_to_him", to = "seminar", themes = { "abuse" }, intensity = 0.3,
          effect = function(run) run.character:feel("ferris", 0.3) end,
          reply = [[Ferris points upward with his fork. "That. So I brought him twice as much." And then? He feels along his cord. "That," says Ferris.]] },
        { "Turn the sheet face down", id = "face_down", to = "seminar",
          reply = [[From behind it is only paper. You go to your hammock early.]] },
      } },

    seminar = {
      themes = { "abuse" }, intensity = 0.65, instead = "night_rain",
      warning = { type = "abuse", severity = "moderate", description = "A memory: a teacher makes a student small before others.", skippable = true },
      breath = [[The hammock goes a little to the left, and a little to the right. You need not do anything for it.]],
      reflect = { [[When somebody in you asks if that is all, whose voice have they borrowed?]], minutes = 2 },
      text = {
        [[The hammock hangs below the beam, and on the beam the bird lets go of one foot and takes hold of it again.]],
        [[There was a room with a long table. You had written forty pages about doors. He read out a sentence from the third, and then read it again as you would have said it; he had your voice very exactly. Somebody laughed. He waited until it was over, as one holds a door for people. Then he knocked the pages even and sent them down the table, past four others, to where you sat. "Is that all?" You said yes. You have drawn pots since, for other people's books.]],
      },
      choices = {
        { "Tell the beam that there were drawings", id = "were_drawings", to = "tuesday",
          effect = function(run)
            run:integrate("promote_self_compassion")
            run:insight("It was forty pages, and there were drawings.")
          end,
          reply = [["Forty pages," you say upward. "With drawings. I measured every one of those doors." The bird moves along until it is above your face. Nobody has told it anything so long before.]] },
        { "Hang a shirt over the bird", id = "shirt", to = "tuesday",
          effect = function(run) run:integrate("enable_externalization") end,
          reply = [[It is quiet at once, as under any night. "Is that all?" says the shirt after a time, muffled, with a button in it, and you laugh until the ropes creak.]] },
        { "Get up and sit outside", id = "sit_outside", to = "night_rain" },
      } },

    night_rain = {
      rest = true, intensity = 0,
      text = [[You cannot sleep at once, and go and sit on the stair. It rains for four minutes, loud as a dropped drawer, and stops. After that it rains from the trees. Every step has kept a little in its worn place, and when the moon comes there is a row of them going up, each with some light in it. The ones that nobody has walked on are dry.]],
      choices = {
        { "Sit until they have dried", id = "until_dry", to = "tuesday",
          effect = function(run) run:integrate("enable_gentle_pacing") end,
          reply = [[It begins at the top. The lowest still has some when the cock at Benedito's starts.]] },
        { "Drink out of one of them", id = "drink", to = "tuesday",
          reply = [[It tastes of stone, and of rain, and hardly at all of feet.]] },
      } },
  },
}
