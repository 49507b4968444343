-- one.lua - midnight to two: the gate, the landing, and what Dilys makes of the book

local leaves = require "leaves"

define.scene "round/midnight" {
  text = {
    [[{Midnight. A hundred and six lamps are lit. One hears pages, a nose, the radiators, which knock twice and wait. {seat == 'wall': The book lies on 88 before you, on its face.|{seat == 'dais': The book lies on the dais by the inkwell.|The book lies on the step below, where one would put a foot.}} It is not doing anything.|A hundred and some lamps. The radiators knock twice.}]],
  },
  draw = { pool = "desks", offer = 2 },
  choices = {
    { "Go along the rings with the trolley", id = "along_rings", to = "gate", reply = [[One wheel has views of its own.]] },
    { "Ask Gethin what there is at one", id = "ask_one_o_clock", to = "sack",
      effect = function(run)
        run.character:feel("gethin", 0.1)
        run:integrate("respect_player_boundaries")
      end,
      reply = [["The gate," says Gethin. "It drops." He hears himself say it. "I could put a sack under," he says, and goes to see about one.]] },
    { "Take five minutes on the balcony", id = "five_minutes", detour = "balcony", to = "gate" },
  },
}

define.scene "round/gate" {
  themes = { "violence" }, intensity = 0.5, instead = "sack",
  warning = { type = "violence", severity = "mild", description = "A sudden bang in the hall, and where it puts you.", skippable = true },
  enter = function(run) leaves.open(run, run.vars.says and 4 or 7) end,
  text = {
    { when = "says", text = [["Gate," calls Gethin, out in the hall. You have time to take hold of something. Then it drops.]] },
    { when = "not says", text = [[Out in the hall a gate drops. It is oak, with an iron foot, and it drops every night at one, for the draught. Nobody thought to say.]] },
    [[A hundred and six heads come up, and go down again. You are on your knees beside the trolley with an arm over your neck. Before you on the boards the book has fallen open, and it is the fourteenth on both sides. It smells of floor polish; they have not used that polish here for three years.]],
  },
  choices = {
    { "Stamp the floor with the date", id = "stamp_floor", when = "today", locked = "The stamp says yesterday, or any day.", to = "landing",
      effect = function(run, universe)
        leaves.close(run, 5)
        universe:add("dates", 1)
        run:insight("It can be the one day on the page and another on the floor.")
      end,
      event = { action = "stamps the date on the floor of the reading room" },
      reply = [[Once it is only a violet mark. You do it again, next to that. At the third you can read it: it is tonight, slightly on the slant, on oak.]] },
    { "Count the lamps that can be seen from down here", id = "count_lamps", to = "landing", effect = leaves.closing(4),
      reply = [[Nineteen. The nineteenth belongs to a boy with a cold, who is looking at you. He bends down under his desk, and after some time he comes up with a pencil, and holds it out. He thinks that you have lost one.]] },
    { "Get up, and go by the nearest way", id = "nearest_way", detour = "balcony", to = "landing", effect = leaves.closing(1),
      reply = [[{tried:Eleven steps, the bar, the hip. Your feet have it already.|You have to look for it along the wall, and there it is, with a green man over it, running.}]] },
  },
}

define.scene "round/sack" {
  intensity = 0,
  enter = function(run) leaves.open(run, 3) end,
  text = [[At one Gethin lets down the gate in the hall, for the draught. He has put a sack under its foot and brings it down by hand, so that all one hears is Gethin. On top of the trolley the book has fallen open meanwhile, with nobody near it, at the place where it always does. It smells of floor polish; they have not used that polish here for three years.]],
  choices = {
    { "Close it with one finger", id = "one_finger", to = "landing", reply = [[It lets you. Half a ring further on it is open again, like a door in a house that has settled.]] },
    { "Stamp the inside of the cover", id = "stamp_cover", when = "today", to = "landing", effect = leaves.closing(3),
      reply = [[Tonight's date, violet, and next to all those others it looks very new. It leans out of the page a little.]] },
    { "Lay your sandwich on it, in its paper", id = "sandwich", to = "landing", effect = leaves.closing(1),
      reply = [[It stays shut for as long as there is a sandwich.]] },
  },
}

define.scene "round/landing" {
  intensity = 0,
  text = {
    [[{Half past one. On the landing you stop, where the stairs part. Below there is light in the bindery, and a person who is trying to whistle. Above are the rings again, and someone at desk 31 who has been looking at you since eleven.|The landing.}]],
    { when = "open_at >= 6", text = [[{You hold the book shut with both hands, as one holds a lid.|}]] },
  },
  choices = {
    { "Go down to the bindery", id = "to_bindery", to = "bindery" },
    { "Go up to desk 31", id = "to_31", to = "imke" },
    { "Sit in the lodge until the kettle boils", id = "kettle_lodge", once = true, detour = "lodge" },
  },
}

define.scene "round/bindery" {
  intensity = 0,
  text = {
    [[{Dilys Prothero binds at night, when the paste is slower and nobody brings her things. She retires on Friday. She takes the book from you as a vet takes a cat. She stands it on its spine and lets go, and it falls open. She turns it about and lets go. It falls open at the same place. "Who forced this?" says Dilys. "That isn't what's in it. That's mechanical. A book that was once opened too hard will open there, that's all, till somebody has sewn it."|The book stands on its spine between her hands.}]],
    { when = "world.dilys_whistles >= 1", text = [[{She is working on a tune, between her teeth. {world.dilys_whistles >= 3: It is nearly all there.|She has the front half.}|}]] },
    { when = "world.slips >= 1", text = [[{Beside the guillotine lies a bundle of blue slips, cut ready. People seem to ask for them.|}]] },
  },
  choices = {
    { "Ask what she sees in it", id = "what_sees", once = true, effect = leaves.closing(1),
      reply = [["Eleven leaves," says Dilys, who has not looked at one of them. "Cheap thread. Three hundred and forty grams with the wet. I've lifted sandwiches." She runs her thumb down the hinge. "It's been carried a good deal. Mostly in the left hand."]] },
    { "Have her put a slip in before the place", id = "blue_slip", once = true, set = { slip = true },
      effect = function(run, universe)
        leaves.close(run, 3)
        universe:add("slips", 1)
        run.character:feel("dilys", 0.2)
        run:integrate("provide_content_warnings")
      end,
      event = { action = "has a blue slip put in before a place in a book", consequences = "It falls open at the slip." },
      reply = [[She cuts one of blue, and gives you the pencil. *Next: three leaves, loud,* you write. *One can go on at eight.* She stands the book up, and it falls open at the slip. "There," says Dilys. "Now it has got to knock."]] },
    { "Have it sewn", id = "have_sewn", to = "thread" },
    { "Ask what she is whistling", id = "whistling", once = true,
      effect = function(run, universe)
        universe:add("dilys_whistles", 1)
        run.character:feel("dilys", 0.2)
      end,
      reply = [["It's what my sister did," says Dilys, "going to the post. I never learned, there was always her. I'd like to walk out of here Friday with it." She shows you how far she has got. It is as far as the pillar box.]] },
    { "Take it up again as it is", id = "as_it_is", to = "imke", reply = [["I'm down here till six," says Dilys. "It'll not get worse by waiting. It has done waiting."]] },
  },
}

define.scene "round/thread" {
  intensity = 0,
  text = [[{The old thread must come out first. She puts in front of you a knife with a round end, such as one gives to children, and takes off her glasses. "You or me?" says Dilys. "It's all one to the book."|"You or me?"}]],
  choices = {
    { "Cut it yourself", id = "cut_self", set = { sewn = "mine" }, to = "stands",
      effect = function(run)
        leaves.close(run, 4)
        run.character:feel("dilys", 0.2)
        run:milestone("eleven loose leaves")
        run:integrate("support_therapeutic_goals")
      end,
      event = { action = "cuts the old thread of a book" },
      reply = [[It makes the noise of an eyelash. You have eleven leaves, and nothing is holding them. You could deal them out like cards. You even them up on their edges, since you are in a library.]] },
    { "\"You.\"", id = "cut_hers", set = { sewn = "hers" }, to = "stands", effect = leaves.closing(3),
      reply = [[She does it without looking down, as one shells peas. You look at a jar of bone folders, and there are nine of them, and one is a spoon.]] },
    { "Ask if it will close, then", id = "ask_close", once = true,
      reply = [["It'll close," says Dilys, "and it'll open. That's what they do. Only it won't be at anyone in particular."]] },
  },
}

define.scene "round/stands" {
  intensity = 0,
  text = {
    [[{She sews for most of an hour, and you hold the tapes. Then she stands it on its spine and lets go, and it stays up. It takes its time. It opens, with a small creak, at the first leaf. There is the desk, with its lamp, on the fourteenth, at a quarter to four in the afternoon. You are eating a pear.|It stands.}]],
    [[{You had forgotten the pear. It was so ripe that you were holding it over the waste-paper basket.|}]],
  },
  reflect = { [[What was there, at a quarter to, on some day of which only the hour after has been kept?]], minutes = 2 },
  choices = {
    { "Stand it up once more", id = "stand_again", once = true,
      reply = [[It opens at the eleventh. A woman in a dressing gown has run out of the house across from here and is putting a blanket round you. It has a burn in it, from an iron. A bus goes by, with people.]] },
    { "Look at the pear", id = "look_pear", to = "imke",
      effect = function(run)
        leaves.close(run, 4)
        run:insight("On the fourteenth there was a pear.")
      end,
      reply = [[There is a wasp on the rim of the basket that has understood about the pear. In November. You look until you know what it tastes like, and go up.]] },
    { "Thank her, and take it up shut", id = "take_shut", to = "imke", effect = function(run)
        leaves.close(run, 3)
        run.character:feel("dilys", 0.1)
      end,
      reply = [["Don't thank me," says Dilys. "Bring it Thursday, when the paste's gone off." She has remembered about Friday, and turns round to the press.]] },
  },
}
