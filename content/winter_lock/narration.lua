-- narration.lua - the lock at night, while the ice makes up its mind

define.narrate "lock/night" {
  brief = "A canal lock on a freezing night, with a coal boat waiting below it. {character} keeps the lock and is standing by the beams.",
  facts = { setting = "a canal lock at night, frost on the beams, a coal boat below",
    water = { "{water >= 4: the pound stands at four feet|the pound is lower than four feet}", against = "overflow, flood" } },
  tone = "cold and plain", words = { 12, 44 }, when = "visits.night > 1", grammar = "lock",
}

define.grammar "lock" {
  origin = { "{@ice} {@boat}", "{@boat} {@valley}", "{@valley} {@ice}" },
  ice = {
    "Out on the cut the ice speaks, one long word, from bank to bank.", "A reed stands in the ice up to its knee.", "The paddles have grown beards.", "You breathe on the windlass, and it lets go of your glove.", "Along the sill the drip has turned into something one could ring.",
    "Frost has gone over the planks and left out the places where you stood.", "The stars are down there too, and do not shake any more.",
    "A twig has been taken into the ice at the wall, and holds up its one leaf.", "Where you put down the lamp there is a ring in the frost, and no lamp.", "The balance beam gives a crack, like somebody who has thought of it at last.",
  },
  boat = {
    "The boat below gives a creak, as of somebody turning over.", "A thread of smoke goes up from the cabin, straight, and bends where the wind would be.", "On the sheet over the coal the rime has drawn the shape of the coal.", "The line from the boat lies across the grass, stiff as a rail.", "In the cabin a lid is put on, and the light goes by one degree.",
    "A hand comes out at the hatch, feels the air, and goes in.", "The tiller leans by the cabin door with its brass end up, wearing a sock.", "Through the planking you hear a cup being put down where there is little room for it.",
  },
  valley = {
    "Up at the mill a lamp crosses a window and comes back.", "A dog barks in the village, listens, and is satisfied.", "The road has a cart on it; you can hear each wheel by itself.", { "Somewhere up the valley the wheel is going round on what you let it have.", when = "water >= 4" }, "It is so still that the church clock strikes in your own yard.", "An owl goes along the towpath at the height of a horse's ear.",
    "A train goes by beyond the hill, all in one breath.", "The mill roof is the one black thing over there; its own warmth keeps it so.",
  },
}
