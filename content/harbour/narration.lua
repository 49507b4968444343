-- narration.lua - the quay and the lamp room once they are known: what the fog lets through

define.narrate "lantern/quay" {
  brief = "The end of a quay on a foggy evening; {character} has come back to it. A breath of the place: water, fog, sounds from the town.",
  facts = {
    setting = "the end of the quay, in fog, with the harbour lantern",
    lantern = { "{lit: the lantern is lit|the lantern is dark}", against = "{lit: unlit lantern, dark lantern|lit lantern, lamplight, lantern burns}" },
  },
  tone = "hushed", words = { 14, 48 }, when = "visits.quay > 1", grammar = "quay",
}

define.narrate "lantern/lamp_room" {
  brief = "The small room where the light is kept. {character} stands among matches, wicks and ledgers; nothing happens but the room itself.",
  facts = { setting = "a narrow room under the lantern, shelves to the ceiling" },
  tone = "dry", words = { 12, 44 }, when = "visits.lamp_room > 1", grammar = "lamp_room",
}

define.narrate "lantern/sea_wall" {
  brief = "A sea wall that runs out into fog; {character} walks out along it again with one hand on the rail.",
  facts = { setting = "a sea wall in fog, open sea on the left, the harbour on the right", fog = { "there is fog", against = "clear night, starry, horizon" } },
  tone = "hushed", words = { 12, 46 }, when = "visits.sea_wall > 1", grammar = "wall",
}

define.grammar "quay" {
  origin = { "{@fog} {@water}", "{@water} {@town}", "{@fog} {@town}", { "{@light} {@water}", when = "lit", weight = 2 } },
  fog = {
    "The fog has come in as far as the third bollard, and stops there to get its breath.", "For a moment there is a mast, and then there is none.",
    "The fog goes by at the pace of somebody looking for a number on a door.", "Where the sea is there is a paler place, and that is all one is told about it.",
    "A gull walks out of the fog, finds you here, and walks back in.", "The fog has got into your sleeves, and makes itself at home.",
    "The near boats have no names this evening; they are only taller places in the grey.", "Drops run along the rail one behind the other, and each lets go at the same spot.",
  },
  water = {
    "Under the planks the water talks to itself in short words.", "A rope tightens, thinks, and lets go again.", "Something small jumps, a long way off, and the rings take their time to come.",
    "The tide is feeling its way along the wall with the flat of its hand.", "Below you a fender squeaks against stone, twice, and is quiet.",
    "The water goes up one weed, and down one weed.", "A bucket left on its line knocks against the ladder whenever a wave remembers it.", "You can hear that it is deep.",
  },
  town = {
    "Up in the town a shutter is pulled to.", "Somebody on the hill is calling a cat by all its names.", "From the houses comes the smell of onions, and goes again.",
    "A bicycle passes along the top road without its rider being heard.", "The church clock strikes, and leaves out the part that concerns you.",
    "\"Mind the chain,\" says somebody on a deck, and \"I am minding it,\" says somebody else.", "Behind you in the street {@who b} {@b, select, many {go} other {goes}} home with one shoe squeaking.",
    "A door opens on a good deal of talk, and shuts on it.",
  },
  who = { { "a man", is = "one" }, { "the baker's girl", is = "one" }, { "two brothers", is = "many" } },
  light = {
    "The lantern draws its ring on the planks, and stays inside it.", "Moths have come to the glass from nobody knows where.", "In the light the fog turns out to be made of very many small things, all busy.",
    "The flame leans over to look, and stands up straight again.", "As far as the light goes the planks are the colour of bread.",
  },
}

define.grammar "lamp_room" {
  origin = { "{@shelf} {@small}", "{@small} {@shelf}", "{@shelf} {@outside}" },
  shelf = {
    "On the shelf the tins stand in order of how nearly empty they are.", "The wicks hang from their nail like the tails of something well brushed.",
    "A cup without a handle holds all the pencils, and each has been sharpened with the same knife.", "There is a smell of paraffin and clean rag.",
    "The window is the size of a ledger, and somebody has wiped a place in it the size of a face.", "Behind the door hang two oilskins that have dried in the shape of shoulders.",
    "The shelf paper is a chart, and one could stow the jam at six fathoms.",
  },
  small = {
    "A drop gathers under the tap, and has not fallen yet.", "The glass chimney ticks as it cools.", "A spider has let itself down to the level of the table and is considering it.",
    "You find that you are reading the side of a matchbox.", "The floor gives at one board, and from the shine of it everybody has stood there.", "Dust lies on everything but the matches.",
  },
  outside = {
    "Outside the halyard taps, four to the bar.", "Through the wall comes the sea, with the consonants left out.", "Somebody goes by along the quay, and does not stop.", "The fog looks in at the window and has no questions.",
  },
}

define.grammar "wall" {
  origin = { "{@rail} {@offing}", "{@offing} {@rail}" },
  rail = {
    "Rust comes off on your palm in the shape of your palm.", "A periwinkle has climbed to the top of a post, and there is no more post.", "Someone has tied a bit of blue net round the rail, at the height of a child.",
    "The rail hums when the wind is on it, and stops when you listen with your hand.", "Between two stones sticks a clay pipe that nobody has come back for.",
    "One side of the wall is weed and the other is rope, and you walk along the seam.", "When you stop, your steps go on for one more, in front.",
  },
  offing = {
    "On the left the sea turns over, and brings up the same handful of stones.", "On the right a chain hangs straight down into itself.", "Out there a buoy rings, once, as if it had walked into something.",
    "A cormorant comes in a hand's breadth over the water, and the fog lets it through.", "Somebody's engine coughs, far out, and begs pardon, and goes on.", "The fog opens as far as the first withy, and shuts.",
    "It smells of iron here, and a few steps further on of pears.",
  },
}
