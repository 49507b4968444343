-- narration.lua - the wood between one person and the next

define.narrate "queen/fork" {
  brief = "A wood at night, where the path divides at a holly. {character} carries a queen bee in a small box and stands at the parting again.",
  facts = { setting = "a parting of paths at a holly, in a wood at night", box = { "the box is shut", against = "open box, box is open, lid is off" } },
  tone = "watchful", words = { 12, 44 }, when = "visits.fork > 1", grammar = "wood",
}

define.narrate "queen/birches" {
  brief = "Birches at night; {character} walks among them with a queen bee in a box inside the coat.",
  facts = { setting = "a stand of birches at night, paler than the dark", box = { "the box is shut", against = "open box, box is open, lid is off" } },
  tone = "watchful", words = { 12, 44 }, grammar = "wood/among",
}

define.narrate "queen/stile" {
  brief = "A stile at the edge of a wood at dusk, with a kitchen window behind. {character} has not gone in yet.",
  facts = { setting = "a stile at the edge of a wood, with a lit kitchen behind it" },
  tone = "watchful", words = { 10, 40 }, when = "visits.stile > 1", grammar = "wood/edge",
}

define.grammar "wood" {
  fork = { "{@tree} {@night}", "{@night} {@box}", "{@box} {@tree}" },
  among = { "{@birch} {@night}", "{@birch} {@box}" },
  edge = { "{@field} {@house}", "{@house} {@field}" },
  tree = {
    "The holly has berries on the side that nobody comes from.", "A branch is rubbing on another, and has been at it long enough to have made a groove.", "Leaves come down one at a time, each by the way it likes.",
    "Something has scratched its back on the bark here, at the height of your belt.", "The path you came by has a root across it that you do not remember.", "Between two trunks hangs a web with the whole of the wet in it.",
    "A mouse runs up a trunk, gets to where it can be seen, and is a leaf.", "Moss has come up over the stone at the parting like bedclothes.", "Two trees have grown through each other, and neither has given way.",
  },
  birch = {
    "The birches stand about with their bark half off, like people interrupted in dressing.", "A strip of bark ticks against the trunk whenever the air moves, and the air moves whenever you stop.", "It is lighter here than it has any reason to be.",
    "White stems go by on the left and on the right, at the same speed, and none of them is the last.", "From some of them a curl of bark hangs down that would take a short letter.",
    "One birch has come down across the others, and is being held by them.", "The eyes in the bark look out in all directions, as eyes do in a group photograph.", "A stem shines that far in, and when you come to it it is the one behind.",
  },
  night = {
    "An owl says the first half of it.", "Far off a gate is being shut by somebody who takes care.", "The wind goes over, up in the tops, and none of it comes down to you.", "Something walks when you walk, and has fewer feet.", "It smells of mushrooms and of old rain.",
    "A fox barks once, in the tone of a person finding the shop shut.", "There is one star in the gap, and it is moving house.", "You hear your own collar.",
    "A pigeon goes out of a tree with a noise like a drawer of spoons.", "Somewhere water is falling into water from no great height.", "The mist lies to your knee, and has a cold edge.",
  },
  box = {
    "Through shirt and coat you feel the box hum, and then you feel that you are listening.", "Inside your coat seven of them are keeping one another warm.", "The box weighs what it weighed.", "Under your hand it is quiet in there, in the way of people who can hear somebody on the stairs.",
    "You shift the box from one side to the other, and it takes up its note again.",
  },
  field = {
    "A hedgehog crosses the lane as though it had been asked to.", "The grass has begun to shine with wet, up to the wall and not beyond.", "Rooks come over in their Sunday coats, late and talking.", "The first trees have moved up closer; that is only the light going.",
    "From the stile the step on the far side can no longer be seen, but it will be there.",
    "A snail is out on the top bar, with all four horns up.", "Gnats go up and down over the wall, as though on strings that somebody is tuning.", "The cow over there has been turning her head towards you for some time, and now has finished.",
  },
  house = {
    "In the kitchen a chair is pushed in, and a second one.", "Somebody has put a plate in the window to cool, and thought better of it.", "The tap runs, and there is the small, final sound of a lid.", "Behind the curtain a shape goes from left to right with a lamp, and the lamp comes back alone.",
    "A smell of hot wax comes out under the door.",
    "Someone in there counts spoons into a drawer, and is one out, and counts.", "The window has grown a yellow oblong in the grass, and a cat sits just outside it.", "\"Is that door on the latch?\" \"It's on the latch.\"",
  },
}
