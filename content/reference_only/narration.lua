-- narration.lua - a library at night: the five doors, and the desk with the stamp

define.narrate "round/doors" {
  brief = "A library at night. {character} is on the round of the five doors with the night porter, whose shoes squeak.",
  facts = { setting = "the passages of a closed library at night, with five doors to be tried" },
  tone = "dry", words = { 12, 42 }, when = "visits.doors > 1", grammar = "night/doors",
}

define.narrate "round/stamp" {
  brief = "The desk of a library at night, with the date stamp on it. {character} stands at the desk again.",
  facts = { setting = "the issue desk of a closed library, under a green lamp" },
  tone = "dry", words = { 12, 42 }, when = "visits.stamp > 1", grammar = "night/stamp",
}

define.narrate "round/lodge" {
  brief = "The porter's lodge of a library at night, with a stove, two chairs and a board of keys. {character} sits there for a while.",
  facts = { setting = "a porter's lodge with a stove, two chairs and a board of keys" },
  tone = "dry", words = { 12, 44 }, when = "visits.lodge > 1", grammar = "night/lodge",
}

define.grammar "night" {
  lodge = { "{@stove} {@hall}", "{@hall} {@keys}", "{@keys} {@stove}" },
  doors = { "{@passage} {@books}", "{@passage} {@outside}", "{@books} {@outside}" },
  stamp = { "{@desk} {@books}", "{@desk} {@outside}", "{@books} {@desk}" },
  passage = {
    "The emergency lamp over the lintel has a hum that one only notices when it draws breath.", "Down the passage a radiator knocks, from inside.", "Somebody has oiled the left hinge, and only that.", "A trolley stands across the way with its brake on and one book, lying down.",
    "The lino has a path in it, a shoe wide, which keeps to the wall.", "Each key goes back on the ring with its own note, and the tune is nearly one you know.",
    "A glass door at the end has a second passage in it, with somebody like you.", "In a bracket hangs a hose, folded by a person of principle.", "The skirting has been kicked by nineteen years of the same trolley.",
  },
  books = {
    "Behind the grille the folios lean on each other as people do on the last train.", "A slip sticks out of a row, and says *back at two*.", "In the stacks a light goes off by itself, and a second one follows for company.", "A shelf settles by the thickness of a page.",
    "There is a gap among the atlases with the shape of an atlas.", "It smells of glue and apples; the apples are somebody's.",
    "One spine has been put in upside down, and draws the eye along the whole wall.", "Far back a ladder rolls a foot along its rail, and stays there.", "The small red book on the end has no number, and has been let be.",
  },
  outside = {
    "Outside a tram goes by without anybody in it, lit like a shop.", "Snow goes by the tall window, as people go by in a reading room.", "Where the snow has slid from the skylight a pigeon walks up and down, and can be followed by its feet.", "Across the square one window is awake as well.", "The clock on the town hall has its face lit from behind, and looks it.",
  },
  desk = {
    "On the blotter are a hundred dates, backwards, and one drawing of a duck.", "The green lamp makes a table out of the desk, and a room out of the table.", "The chair has been left turned a little towards the door.", "A pencil rolls as far as the ink, and considers the ink.", "In the tray lie three cards that nobody has asked for yet.",
    "A rubber band has been stretched round a tin, and gives a note when the tin warms.", "Somebody's thumb has polished the one corner of the counter.", "The drawer beneath is open by a tongue of cards.",
  },
  stove = {
    "The stove settles by one coal.", "A glove has been laid on the lid to dry, and has put up a thumb.", "Behind the mica the fire is going over the same page.", "Something in the pipe goes up, as far as one can hear.",
    "The second chair has a cushion with the warmth of nobody in it.",
  },
  keys = {
    "Two of the brass tags touch, and one hears which.", "*Cellar, wet,* says a tag, and the one beside it says *Cellar, other.*", "The lowest row hangs in a straight line but for one, which has a longer string.",
    "The stove light goes along the tags, left to right, and seems to be looking for something.", "Under the board there is a single hook for umbrellas, with a key on it.",
  },
  hall = {
    "Through the hatch a reader is seen to lick a finger, remember where this is, and use another.", "Out in the hall a chair is pushed back by a foot, and for some time nothing comes of it.",
    "Somebody turns a page, and somebody else turns one so as not to be behind.", "The hall clock gets hold of the minute and pulls.", "A lamp is bent lower over its desk, and the rest of the hall gets a little larger.",
  },
}
