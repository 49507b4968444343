-- narration.lua - room five, with its two beds and its hill, and the wall outside

define.narrate "march/room_five" {
  brief = "A room with two beds in a house on a hill, where people learn to build dry-stone walls. {character} is in it again.",
  facts = { setting = "a room with two beds, a washstand and a window full of hill" },
  tone = "plain", words = { 12, 42 }, when = "visits.room_five > 1", grammar = "room_five",
}

define.narrate "march/supper" {
  brief = "A kitchen table in a house on a hill where people learn to build dry-stone walls, under a board with eight bells. {character} sits down with the others.",
  facts = { setting = "a kitchen table set for whoever comes, under a board of eight bells" },
  tone = "plain", words = { 12, 46 }, grammar = "room_five/supper",
}

define.grammar "room_five" {
  room_five = { "{@room} {@hill}", "{@hill} {@house}", "{@house} {@room}" },
  supper = { "{@food} {@bells}", "{@bells} {@food}" },
  room = {
    "The counterpanes are of one pattern, washed a different number of times.", "The china knob on its cord turns a little to the left, and a little to the right.", "A towel has been hung over the chair so that it could be anybody's.", "There is a soap in the dish with the name gone from it.", "The drawer sticks, and then gives you the whole of itself.",
    "Somebody before you has put a folded paper under the foot of the washstand.",
    "The mirror over the washstand has the hill in it, a little bluer.", "Under the window stands a row of stones that guests have carried in, and none has been carried out.", "The floor slopes, and a pencil would know which way.",
  },
  hill = {
    "A cloud's shadow comes down the hill, goes over the wall without a stumble, and down the rest.", "Sheep stand along the slope like something spilt.", "The wind has brought a smell of cut turf, and of rain that is falling on somebody else.", "A lark has gone up, and cannot find the end of it.",
    "The hill is four colours, and none of them is green yet.", "Far up a figure with a dog stops, and both look at the weather.",
    "A gate up there is open, and one sheep has noticed.", "Mist has lain down on the top, and the wall goes into it as if it knew the way.", "Smoke comes up from behind the shoulder of the hill, where there is said to be no house.",
  },
  house = {
    "Below, plates are being put in a rack, large to small.", "Somebody goes down the stairs in one boot, and comes up in two.", "The pipe in the wall says that a bath is being run, and by whom.", "A door is shut by the wind, and then, to make quite clear, by a person.", "\"Is this anybody's tea?\" says a voice. It appears to be nobody's.",
    "Somebody is sweeping a stair, downwards, and meets somebody coming up.", "A voice in the passage says a number, and another says that it is a different one.", "Down in the yard a barrow is tipped, and the noise is sorted by size.",
  },
  food = {
    "The salt goes down one side of the table and comes up the other.", "Somebody has built a small wall of crusts along a plate, with a gap in it.", "\"Is there more?\" \"There's always more. It's just not hot.\"", "All round the table hands have the same scrape across the same knuckles.",
    "The pot has been set on a slate, and the slate on a book about drains.", "A chair is drawn up for somebody who is still in the doorway.", "The bread has been cut the way one cuts it with the wrong hand.",
  },
  bells = {
    "On the board one of the springs is shivering, though its bell has stopped.", "A bell gives one hop, thinks better of it, and has been looked at by everybody.", "Duchess leans on a chair, and the chair moves up.", "Steam runs down the window and makes two hills of the hill.",
    "Something is being carried across the floor above, by two people who do not agree about the door.", "The lid of the kettle raises its hat, and puts it on again.", "In the draught from the door the eight names swing a little on their nails.",
  },
}
