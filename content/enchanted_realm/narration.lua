-- narration.lua - the gate, the square and the river bank, whenever one passes through again

define.narrate "journey/gate" {
  brief = "A gate with no wall, standing in the grass; {character} has come back to it.",
  facts = { setting = "a gate of two posts and a lintel, alone in the grass", wall = { "there is no wall", against = "over the wall, along the wall, wall runs" } },
  tone = "bright", words = { 12, 44 }, when = "visits.gate > 1", grammar = "realm/gate",
}

define.narrate "journey/village_square" {
  brief = "A square with nine houses round a stone trough; {character} has come back to it, and people look up.",
  facts = { setting = "a village square with nine doors and a stone trough",
    lion = { "{world.grove_open: water runs from the lion's mouth|the lion's mouth is dry}", against = "{world.grove_open: dry trough, dry lion|water runs, running water}" } },
  tone = "warm", words = { 14, 48 }, when = "visits.village_square > 1", grammar = "realm/square",
}

define.narrate "journey/river_bank" {
  brief = "The bank of a broad river with a landing and the piles of a footbridge; {character} is there once more.",
  facts = { setting = "the bank of a broad river, with a bell on a post" },
  tone = "calm", words = { 12, 44 }, when = "visits.river_bank > 1", grammar = "realm/bank",
}

define.grammar "realm" {
  story = "journey",
  gate = { "{@grass} {@sky}", "{@sky} {@post}", "{@post} {@grass}" },
  square = { "{@bench} {@doors}", "{@doors} {@trough}", "{@bench} {@trough}" },
  bank = { "{@stream} {@landing}", "{@landing} {@sky}", "{@stream} {@sky}" },
  grass = {
    "The grass leans one way, and where the path is it leans both.", "A cricket stops to let you by.", "Someone has dropped a ribbon here, and someone has tied it to a stalk so that it can be found.", "A snail is crossing under the lintel, with the right of way.", "Seeds go by at eye level, all of them on business.",
    "There is a lark's egg by the path, with a stone put on either side of it.",
    "A hedgehog's round is marked in the dew, out and back.", "Two beetles have met on the path and are deciding who is wide.", "Clover has come up in the print of somebody's heel.",
  },
  sky = {
    "A cloud has been standing in one place for some time, and now it looks as if it had meant to.", "Swifts go over, screaming like a school let out.", "The light comes in low and picks out whatever is yellow.", "It is going to rain over there, and they are welcome to it.", "High up two buzzards are going round the same idea.",
    "A kite is up over the houses, with nobody to be seen at the lower end.", "The moon is out by day, like a plate left on a table.", "A flock turns over, and is gone, and turns back, and is there.",
    "Far off a field is being crossed by its own shadow.",
  },
  post = {
    "On the left post there are marks for the heights of children, and one for a dog.", "The lintel has a nest in it, and one walks under it more quietly than one meant.", "The wood of the post is warm on one side.", "A nail stands out of the right post, polished by coats.", "Where so many hands have been the post has a waist.",
    "A spider has tied the one post to a thistle, for want of a wall.", "Somebody has left an apple on the lintel, a little out of reach of anyone one knows.",
    "The latch clicks now and then; what it would latch has never been settled.",
  },
  bench = {
    "On the bench two old men are leaving a space between them for a third.", "\"You again,\" says somebody on the bench, and moves up as one moves up for weather.", "A woman is shelling peas into her lap and telling them the news.", "Somebody has left a hat on the bench, and it has been talked to.",
    "The bench falls silent, looks at your boots, and takes up where it was.", "A boy is being shown how to whittle by a girl who is being shown how to wait.",
    "\"He's late.\" \"He's not coming.\" \"Then he's on time.\"", "Someone is unpicking a jersey, and someone else is winding it up as a ball.", "A dog under the bench sighs for all of them.",
    "An old woman is asleep on the bench with her finger in a book, at the place.",
  },
  doors = {
    "{@outer/passer}",
    "Of the nine doors six are open, and from each comes a different dinner.", "A carpet is hung out of a window and hit.", "\"Shut it!\" calls somebody. \"It's shut!\" calls a door.", "One of the nine doorsteps is wet, and the others are looking at it.", "A cat goes in at one house and comes out at the next.", "Behind a shutter a baby is being told how good it is.",
    "Out of one door comes a goose, and out of the same door an apology.", "Two neighbours are talking across the square without raising their voices or coming any nearer.",
    "Somebody is whitewashing round a window, and has got as far as the cat.", "In one of the nine a fiddle is at the same bar again, and has nearly got it.",
  },
  trough = {
    { "The water runs on, and the whole square has got a little cooler by it.", when = "world.grove_open" }, { "A child has put a leaf under the lion's mouth to see it go round.", when = "world.grove_open" }, { "Somebody fills a can and stays to listen to it being full.", when = "world.grove_open" },
    { "A wasp walks round the rim of the trough and finds it as it was.", when = "not world.grove_open" }, { "In the trough a hen has found the sunny end.", when = "not world.grove_open" }, { "The lion looks over everyone's head, as those do who have nothing to offer.", when = "not world.grove_open" },
    "On the rim there are seven worn places, one to a bucket.",
  },
  stream = {
    "A branch comes down with a bird on it, facing forward.", "The river takes the sky under the bank and brings it out again on the other side.", "Far out something silver changes its mind.", "Along the edge the water is trying over a short phrase.", "A feather goes by, and after a while the duck.", "The reeds bow to whatever has just passed.",
    "Foam comes by in a cap, turns once at the piles, and is a bonnet.", "A boy's boat of bark goes past, well ahead of the boy.", "Where the current bends the light is folded over, and over.",
    "A pike hangs in the shade of a weed with the look of somebody reading a notice.",
  },
  landing = {
    "The bell on its post has a drop of light in its mouth.", "The boards of the landing are warm, and give, and come back.", "Someone's line is tied to the ring, and the other end of it is the river's affair.", "Two dragonflies are sharing the top of a pile.", "There are wet footprints on the landing, going out to the edge, and dry ones coming back.",
    "A coil of rope has been left out, and a wren has been through it.", "Somebody has painted the top of one pile red, so that it will be a pile on purpose.", "A plank knocks whenever the water remembers it.",
  },
}
