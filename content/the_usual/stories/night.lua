-- night.lua - eleven at night: a door with a handle, a question, a mustard coat; the rest of the night is in stories/night/

local form = require "form"

define.story "night" {
  title = "The Usual", focus = "identity", start = "arrive",
  vars = {
    form = {},             -- which line was done how: takes, wears, thursdays, call, never
    kept = 0, own = 0, open = 0,
    order = "",            -- what is in your cup, if you said so yourself
    coat = false,          -- you have it on
    told = false,          -- Mr Osei knows which of you is which
    swan = "",             -- whose the story was when it had been told: "its" or "yours"
    never = "",            -- what stands there
    over = "",             -- the line that was written over at five
    ife_again = false,     -- she has had the beans before
    spoke = false,         -- you have talked with Teo yourself
    loophole = false,      -- you have read the back of the form
    old_hand = false,      -- you have been here in an earlier life
  },
  scenes = {
    arrive = {
      enter = function(run, _, progression)
        run.vars.old_hand = progression:unlocked "cup"
        if run.vars.old_hand then run.character:feel("ife", 0.2) end
      end,
      text = {
        [[They put you off the launch at ten, with two years' pay and a jacket that smells of the sea wall. You have signed for both. There was a third paper. *The Cage, Level Nine, the table in the corner. Your Same will hand over your affairs, in person and in pencil. Before six.*]],
        [[All the way up, every door has asked you to look at it a second time. This one has a handle.]],
        { when = "old_hand", text = [[It also stands open by the width of a cup. That is Ife; she does it with her foot when she hears certain people on the stair. You could not say how you know her name.]] },
      },
      choices = {
        { "Press down the handle", id = "handle", to = "counter",
          reply = [[It takes the hand and not the face. In your ear, where the city has been talking since the quay, there is a click, and then the inside of an ear.]] },
        { "Wait under the awning first", id = "to_awning", detour = "awning", to = "counter" },
      } },

    awning = {
      rest = true, intensity = 0,
      text = [[{Crates have been set out under the awning, and people sit on them who are in between. Rain comes down from Level Ten in strings. The wall across the way wants to show you something, but it has nobody on file; it tries shoes, a pram, a burial plot, a pram, and gives you a field with a cow.|The crates, the strings of rain, the wall. {&It has gone back to the cow. Two people have turned their crates round to it.|It shows what it shows when nobody is there, which is the time.}}]],
      choices = {
        { "Watch the cow", id = "cow", back = true,
          reply = [[It eats, walks on by a step, and eats. At the end of the field it is at the beginning of the field.]] },
        { "Hold out a hand to the rain", id = "rain_hand", back = true,
          reply = [[It has been on nine roofs before yours, and is nearly warm.]] },
      } },

    counter = {
      text = {
        [[{Copper net runs over the walls, the ceiling and the window. They used to look into people's heads here, and nothing was to get in from outside. There are eleven tables, an urn, no list. The woman behind the counter dries a cup and says, "What'll you have?"|"Take your time," says the woman behind the counter. "He did."}]],
        [[{Beside you a man in a good raincoat has been asked already. He is holding on to the counter. "Anything," he says. "What do I have?" He has been standing there for a while; his shoes are dry.|The man in the raincoat has shut his eyes, and moves his lips.}]],
        { when = "world.board ~= ''", text = [[{On the board where a list might be, it says in chalk, *Somebody had {world.board}, and said so.*|}]] },
        { when = "world.other_names == 1", text = [[{At the sink stands a loan body, the grey kind, with a dish towel. It has a name pinned on that goes round to the back. "Ask me how it's spelled," it says to everyone.|}]] },
        { when = "world.other_names >= 2", text = [[{At the sink they stand two deep, in grey, with dish towels. Each has a name pinned on that goes round to the back. There are not enough cups, and they take turns.|}]] },
        { when = "world['echo/line'] ~= ''", text = [[{One of the forms behind the urn hangs lower than the rest, and has grease on it from fingers. *Would never {world['echo/line']},* says the one line on it that can be read. People waiting for their cup have been putting it to each other as a question.|}]] },
        { when = "#universe:beside(2) > 0", text = [[{At the table under the net sits somebody who was on the same launch, across from something grey that has their chin. *{universe:beside(2)[1].name},* it says on their paper. They look up, and have your face on for a moment, the one for doors.|}]] },
        { when = function(_, _, progression) return progression:unlocked "cosmetic/brass_pencil" end, text = [[{"That's one of mine," she says to the stub in your breast pocket. "You've had the good of it."|}]] },
      },
      choices = {
        { "\"The usual.\"", id = "usual", once = true, to = "corner", effect = function(run) form.line(run, "takes", "kept") end,
          reply = [["You've not been in," says the woman. She looks over to the corner, and back at you. "Oh," she says. "That usual." It is aniseed, with salt. You would have sworn you could not stand it, and you drink it all.]] },
        { "Ask what there is", id = "what_is", to = "shelf" },
        { "Let him go first", id = "him_first", once = true,
          reply = [["Something hot," says the man in the raincoat. "I haven't got a tin of that," says the woman, and looks at the urn so as not to look at him.]] },
        { "\"I don't know.\"", id = "dont_know", to = "corner", effect = function(run)
            form.line(run, "takes", "open")
            run.character:feel("ife", 0.2)
          end,
          reply = [["Good," she says, and gives you an empty cup. "Ife. You say when." It is pleasant to have something to carry.]] },
      } },

    shelf = {
      text = {
        [[{She goes along the shelf with a spoon, tin by tin. "Barley. Przybylski and Sons, there's no sons any more. Smoke tea. That's coffee, eleven beans, they're not for sale, people like to smell them. And I've hot water, and today I've a lemon."|Barley, smoke, the lemon. The spoon waits in the air.}]],
        { when = "world.board ~= ''", text = [[{"I don't say what people have," she adds, with a look at the board. "I just say that they did."|}]] },
      },
      choices = {
        { "\"Barley, then.\"", id = "barley", set = { order = "barley" }, to = "corner",
          effect = function(run, universe)
            universe:set("board", "the barley")
            form.line(run, "takes", "own")
            run:integrate("prioritize_player_agency")
          end,
          event = { action = "is asked at the Cage, and has the barley", consequences = "It is chalked up on the board." },
          reply = [[It tastes of a warm cupboard. "Too hot," you say. "Then it's yours," says Ife.]] },
        { "\"The smoke tea.\"", id = "smoke", set = { order = "smoke tea" }, to = "corner",
          effect = function(run, universe)
            universe:set("board", "the smoke tea")
            form.line(run, "takes", "own")
            run:integrate("prioritize_player_agency")
          end,
          event = { action = "is asked at the Cage, and has the smoke tea", consequences = "It is chalked up on the board." },
          reply = [[It is a mistake, like drinking a shed. It is a long time since you made one before midnight. You take it with you.]] },
        { "\"The lemon, in hot water.\"", id = "lemon", set = { order = "hot water" }, to = "corner",
          effect = function(run, universe)
            universe:set("board", "a slice of the lemon")
            form.line(run, "takes", "own")
            run:integrate("prioritize_player_agency")
          end,
          event = { action = "is asked at the Cage, and has a slice of the lemon", consequences = "It is chalked up on the board." },
          reply = [[She cuts it so that one can read the tin through it. The man in the raincoat has opened his eyes to see how that was done.]] },
        { "Smell the eleven beans", id = "beans", once = true,
          reply = [[She unscrews it under your nose, counts three, and screws it shut. "Twelve," she says, "until March. Somebody had a birthday."]] },
      } },

    corner = {
      text = {
        [[The paper said the corner. There sits a loan body, one of the grey ones, with a number on the collar and a laundry tag behind the ear. Over it, it has a coat on. The coat is mustard.]],
        [["You're wet," it says. "We don't own an umbrella. I went into it; we leave them." It is your voice, as it sounds on a machine. You signed for it in an afternoon: it was to open your doors, pay your rent and see to the birthdays. Out on the wall there is no line. Most people take one.]],
        { when = "order == '' and kept >= 1", text = [[It smells the aniseed on you, and is pleased for both.]] },
        { when = "order ~= ''", text = [[It looks at your cup. "Is that what we have?" it says. "I never found that."]] },
      },
      choices = {
        { "Sit down across from it", id = "across", to = "paper",
          reply = [[It moves the sugar to your left. You were going to.]] },
        { "Sit down next to it, with the wall behind you", id = "next_to", to = "paper", effect = function(run) run.character:feel("same", 0.2) end,
          reply = [[It makes room. Side by side you look out at the café, like two people in one photograph.]] },
        { "\"Stand up. Let me see.\"", id = "stand_up", to = "paper", effect = function(run) run.character:feel("same", -0.2) end,
          reply = [[It stands up, and turns once round, holding out the coat a little. It has your way with the left foot. Nobody at the other tables looks; it is that sort of place.]] },
      } },

    paper = {
      text = {
        [[{It lays the form between the cups. It is real paper, so soft at the fold that it has been in a pocket. HANDOVER, it says, or RENEWAL, strike out one. *Takes. Wears. Thursdays. In case of, call. Would never. Answers to.* On the first four lines something stands already, in pencil, in your hand. It is better at your hand than you.|The form, the pencil, the two cups.}]],
        { when = "loophole and not seen.turn_over", text = [[{You have it turned over before it is quite down. On the back, in grey, it says that a Same which answers to another name is none, and that its coat is to be paid for. "Most people begin with the front," says your Same.|}]] },
        [[{"You go through it and say if that's us," it says. "I've been quite careful."|}]],
        { when = "world.forms >= 1", text = [[{Behind the urn there are forms like this pinned up, by one corner. From here one sees only that the writing on them is bad.|}]] },
      },
      choices = {
        { "Ask how it has been, being you", id = "how_been", once = true, effect = function(run) run.character:feel("same", 0.2) end,
          reply = [["Busy," it says. "You've a great many small things that want seeing to. I got the window fixed." It thinks. "I like the stairs. You always take the last three at once."]] },
        { "Turn the form over", id = "turn_over", once = true, when = "not loophole", set = { loophole = true },
          reply = [[On the back is the grey print. You read it as one reads on a rig, where there is nothing else, to the end. *A Same that answers to another name is not a Same in the sense of this form, and whatever it has on is to be paid for.*]] },
        { "Begin with the coat", id = "begin_coat", to = "coat" },
        { "Sit in the back for a minute first", id = "back_first", detour = "lead_room", to = "coat" },
      } },

    lead_room = {
      rest = true, intensity = 0,
      text = [[{Behind the urn there is the cupboard where the operator stood. It has a stool, a window of yellow glass a hand thick, and a lead apron on a hook. With the door to, one hears the urn tick. You are in the only square metre of the city that has never been told anything.|The stool, the yellow glass, the apron. {&Through the glass they all look like an old photograph of people who got on.|The urn ticks, and thinks, and ticks.}}]],
      choices = {
        { "Put the apron over your knees", id = "apron", back = true, effect = function(run) run:integrate("enable_gentle_pacing") end,
          reply = [[It weighs as much as a dog. You stay until you can tell where you leave off, all the way round.]] },
        { "Go back in", id = "back_in", back = true, reply = [[The door has a catch like a refrigerator.]] },
      } },
  },
}
