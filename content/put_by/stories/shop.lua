-- shop.lua - Thursday: the key, the two rooms, and the cellar; the other days are in stories/shop/

define.story "shop" {
  title = "Put By", focus = "grief", start = "arrive",
  vars = {
    to_and_fro = 0,        -- how often you went through the curtain
    hatch = "bolted",      -- or "open"
    carried = false,       -- Bea's parcel is at the till
    bea_given = false,
    bea_knew = false,      -- somebody has read her the back of it, another week
    dan_given = false,
    second_name = false,   -- Dan stood on the list already
    helps = false,         -- Dan said that he comes on Saturday
    answered = false,      -- you have written in a margin
    yards = 0,             -- of books sold
    wet = false,           -- the sea was in the shop
    old_hand = false,      -- you minded the shop in an earlier life
  },
  scenes = {
    arrive = {
      enter = function(run, universe, progression)
        run.vars.old_hand = progression:unlocked("second_key")
        run.vars.bea_knew = universe:get("bea_last") == "begun"
        if run.vars.old_hand then run.character:feel("bea", 0.2) end
      end,
      text = {
        { text = [[The key came by post, fixed to a card with parcel tape. *Wyn Marrack's shop, Thursday to Sunday, the week of the springs. You are on the list.* <>]] },
        { text = [[You sold books for her for two winters, when you were nineteen. She died in March. The card is how you heard.]],
          themes = { "loss" }, intensity = 0.3,
          warning = { type = "loss", severity = "mild", description = "The shop belonged to a friend who has died, and it is full of her.", skippable = true },
          instead = [[You sold books for her for two winters, when you were nineteen. For four days now the minding of it is yours.]] },
        [[It is raining, and the bus has gone on. The shop stands with its face to the street and its back in the sea, and has a door for either.]],
        { when = "world.marks >= 1", text = [[On the step a stone holds down a bit of card. Somebody who minded it before you has written, *The third stair is lower than the others.*]] },
        { when = "old_hand", text = [[Your hand goes to the left of the door frame, where no sensible person would put a light switch, and there it is. You have done this before, in another coat.]] },
      },
      choices = {
        { "Unlock the street door", id = "street_door", to = "street",
          reply = [[It wants lifting. The bell over it has lost its clapper and goes like a spoon.]] },
        { "Walk round to the sea door", id = "sea_door", detour = "slip", to = "street" },
      } },

    street = {
      text = {
        [[The street room has the new books, the postcards and the till. It is dry, and dusted. A sheet of paper is propped up on the till, in round capitals.]],
        [["HEATER STICKS. CAT IS CALLED REMAINDER. INSURANCE MAN SAYS CELLAR HATCH TO BE KEPT BOLTED, WYN ALWAYS SAID OPEN AT SPRINGS, PLEASE YOURSELF. B. TONKIN."]],
        { when = "old_hand", text = [[Below it she has added, smaller, "I KNOW YOUR BOOTS. THERE IS A CAKE."]] },
        { when = "run.character:is('shopkeeper')", text = [[You have turned the card in the door to OPEN, and put the float in the till, and only then read it. The float was in the toby jug. Nobody has told you about the toby jug.]] },
        { when = "world['echo/till'] ~= ''", text = [[Inside the lid of the till those who have minded it put down their week. The last line is {world['echo/till']}'s. *Short by fourpence,* it says, *and I can't have been.*]] },
        { when = function(_, _, progression) return progression:unlocked "cosmetic/blue_stub" end, text = [[You look for a pencil, to tick the list. It is behind your ear, and blue.]] },
        [[At the back hangs a curtain of brown felt, and before the curtain stands the card rack, where nobody could want it.]],
      },
      choices = {
        { "Read the list above the till", id = "read_list", to = "list" },
        { "Wheel the rack out of the way", id = "move_rack", to = "sea_room", add = { to_and_fro = 1 },
          reply = [[It goes with a noise like a drawer of forks. The felt is heavy, and damp along the hem.]] },
        { "Put the kettle on upstairs first", id = "kettle", detour = "upstairs", to = "list" },
      } },

    slip = {
      rest = true, intensity = 0,
      text = [[{The slip runs down from the sea door into grey mud, ribbed with oak so that boots will hold. Somebody has made a bench of an old hatch cover. You sit with your collar up. A long way out a line of white gets up, lies down, and gets up a little nearer.|You sit on the hatch cover. The mud has creeks in it, and each creek has a bird, standing well back from the next one.|The bench is where it was. You watch the water until you have lost count of it.}]],
      choices = {
        { "Stay until the bird moves", id = "bird", back = true,
          reply = [[It takes its time. When it has gone you can see, in the mud, how little it weighed.]] },
        { "Go in", id = "slip_in", back = true,
          reply = [[You scrape your boots on the iron by the door, which has a W worked into it.]] },
      } },

    upstairs = {
      rest = true, intensity = 0,
      text = [[{Two rooms under the roof, a bed, a table, one window for each weather. The cups hang in a row by size. You wait for the kettle, with the cat on the draining board waiting for it too.|The kettle, the cups, the cat. {&Rain goes by the one window, and the other has a bit of sun in it.|A gull walks over the slates above your head, in heels.}}]],
      choices = {
        { "Drink it while it is hot", id = "tea", back = true, reply = [[You do. It is a good cup, with a chip where your lip expects it.]] },
        { "Give the cat the top of the milk", id = "milk", back = true, reply = [[Remainder drinks with his eyes shut. Afterwards he cannot be got to remember you.]] },
      } },

    list = {
      text = {
        [[Fourteen names in blue pencil, in Wyn's tall hand. Some have a line through them; those have had their week. Beside each name is an address.]],
        { when = "world.dan_listed", text = [[At the bottom, in another hand and in ink, stands "Dan Rickard, sea door."]] },
        { text = [[Yours has three. Two are crossed out. The third is the flat you moved to last autumn, and you never sent it to her. In nineteen years you sent one card, from a place with a funicular.]],
          themes = { "loss" }, intensity = 0.3,
          instead = [[Yours has three. Two are crossed out. The third is right, and you do not remember sending it.]] },
      },
      reflect = { [[Who has gone on writing down where you live?]], minutes = 1 },
      choices = {
        { "Put a finger on the third address", id = "third", to = "sea_room", add = { to_and_fro = 1 },
          effect = function(run) run:insight("Somebody kept the address up to date.") end,
          reply = [[The pencil is newer than the rest. She pressed, as one does when writing against a wall. You wheel the card rack aside and go through the curtain.]] },
        { "Turn the sign to Open", id = "open_late", to = "till",
          reply = [[There are two hours left of Thursday. You sit down behind the till, on a stool that has been sat on from the other side.]] },
      } },

    sea_room = {
      text = {
        [[Behind the curtain, two steps down, is the sea room: second-hand to the ceiling, a stove, two armchairs with one lamp between them, and a window full of grey water. It ought to smell shut up. It smells of toast.]],
        [[The stove is warm. On the arm of the left-hand chair a book lies face down, and on the floor is a plate with a crust.]],
        { when = "world.yards_sold >= 11", text = [[There are stretches of bare board along the walls, eleven yards of them if you counted, and the books to either side lean in.]] },
      },
      choices = {
        { "Ask who is there", id = "who", to = "put_by",
          reply = [[A door bangs, below. Through the window you see a boy of about twelve go off along the slip. He does not run. He has a key on a string round his neck.]] },
        { "Sit in the right-hand chair", id = "sit_right", detour = "two_chairs", to = "put_by" },
        { "Eat the crust", id = "crust", to = "put_by", reply = [[It is today's, and has been buttered to the very edge.]] },
      } },

    two_chairs = {
      rest = true, intensity = 0,
      text = [[{The right-hand chair was yours. The short leg still stands on the folded map of somewhere flat. From here one has the lamp, the window and the other chair, which has a dent in it. Remainder comes out from behind the stove, considers, and gets into the dent.|The lamp, the window, the other chair. {&The cat has gone out and left the dent warm; you try it with your hand.|Somebody has put a second cushion on your side.}}]],
      choices = {
        { "Sit until the lamp is the brightest thing", id = "sit_long", back = true,
          effect = function(run) run:integrate("enable_gentle_pacing") end,
          reply = [[It takes most of an hour. Nothing comes of it, except that you know the ceiling.]] },
        { "Get up again", id = "get_up", back = true, reply = [[The chair lets you go with a sigh, horsehair.]] },
      } },

    put_by = {
      text = {
        [[{One shelf by the stove is painted green, and PUT BY is lettered along its edge. Four parcels stand on it in brown paper, with the knots on the left. *Bea T.* *Dan, sea door.* *Lifeboat.* *Whoever asks for bees.*|The green shelf, the string, the blue pencil.}]],
        { when = "world.bea_last == 'begun'", text = [[{The string on Bea's has been undone, and done up again by somebody who knots on the right.|}]] },
        { when = "world.parcels >= 1", text = [[{Beside them stands another, in a stranger's wrapping. *For you, I suppose,* it says. It is a bar of soap, and the times of the buses.|}]] },
        { text = [[{You look behind them, and along the top, and under the chair.|You look behind the stove.} There are four.]], themes = { "loss" }, intensity = 0.3, instead = [[They are for four people, and none has been fetched.]] },
      },
      choices = {
        { "Look once more", id = "once_more", once = true, reply = [[There are four.]] },
        { "Take Bea's out to the till", id = "take_beas", set = { carried = true }, add = { to_and_fro = 1 }, to = "cellar",
          reply = [[It is the weight of one thick paperback. You stand it against the till, where she will see it.]] },
        { "Leave them as they stand", id = "leave_parcels", to = "cellar",
          reply = [[You square them up with the side of your hand, and they were square.]] },
      } },

    cellar = {
      text = {
        { when = "old_hand", text = [[{You step over the third stair without having looked for it.|}]] },
        { when = "universe:deed('marks the height of the water on the cellar wall')", text = [[{On the wall beside the steps Wyn's marks go up in blue, one for a year. By the topmost is one in another hand, with a name to it, {universe:deed('marks the height of the water on the cellar wall').character.name}, and the drawing of a boot.|}]] },
        [[{At half past nine you hear it. Under the sea room lies a cellar, thirteen stone steps, and at the foot of them, in the sea wall, a wooden hatch the size of an oven door. It has a new bolt. Behind it something leans, breathes out, and leans.|It leans, breathes out, and leans.}]],
        [[{On the wood is chalked, *It only wants to come in. Two steps on the Thursday, four on the Friday, seven on the Saturday. Home by morning. W.*|The chalk says what it said.}]],
      },
      choices = {
        { "Draw the bolt", id = "unbolt", set = { hatch = "open" }, to = "friday",
          event = { action = "draws the bolt of the cellar hatch", consequences = "The sea comes in at Wyn's as far as the second step, and goes home." },
          reply = [[It comes in over the floor an inch deep, pushing a cork. On the second step it stops and looks round. You go up when it goes.]] },
        { "Leave it bolted", id = "leave_bolt", to = "friday",
          reply = [[You go up to bed. All night it leans. Once, at about three, it knocks.]] },
        { "Sit on the top step and listen", id = "listen", once = true,
          reply = [[After a while you can tell that there is no anger in it. It leans as a cow leans on a gate.]] },
      } },
  },
}
