-- narration.lua - the cellar under the sea room, whenever one goes down again

define.narrate "shop/cellar" {
  brief = "A cellar under a shop by the sea, thirteen steps down; behind a wooden hatch the sea leans, and waits. {character} is down there again.",
  facts = { setting = "a cellar of thirteen stone steps, with a wooden hatch in the sea wall" },
  tone = "homely", words = { 12, 44 }, when = "visits.cellar > 1", grammar = "cellar",
}

define.narrate "shop/slip" {
  brief = "A bench on a slip below a shop by the sea, above grey mud and creeks; {character} sits there for a while.",
  facts = { setting = "a hatch-cover bench on a slip above grey mud and creeks", tide = { "the tide is a long way out", against = "high tide, tide is in, waves break" } },
  tone = "homely", words = { 12, 46 }, when = "visits.slip > 1", grammar = "cellar/slip",
}

define.narrate "shop/upstairs" {
  brief = "Two rooms under the roof of a shop by the sea, with a kettle on and a cat on the draining board; {character} waits for the kettle.",
  facts = { setting = "a kitchen under a roof, with a row of cups and a cat" },
  tone = "homely", words = { 12, 46 }, when = "visits.upstairs > 1", grammar = "cellar/upstairs",
}

define.grammar "cellar" {
  slip = { "{@mud} {@birds}", "{@birds} {@front}", "{@front} {@mud}" },
  upstairs = { "{@kettle} {@roof}", "{@roof} {@cat}", "{@cat} {@kettle}" },
  origin = { "{@steps} {@sea}", "{@sea} {@shop}", "{@shop} {@steps}" },
  steps = {
    "The third stair has a dip in it, and so has everybody's memory of it.", "On the wall the wet goes up as far as your elbow and there turns into stone.", "A jar stands on the seventh step with nothing in it, label outward.", "Salt has drawn a small white map along the mortar.",
    "It smells of corks and rope and a cold stove.", "A candle end has been left on the ledge, with a match laid across it for manners.",
    "The rail ends one step short, where somebody once ran out of rail.", "On the fifth step a cork has come to rest, and rocks when you pass.", "Cold comes up under your coat and feels its way round.",
  },
  sea = {
    "Behind the wood it leans, and breathes out, and one board says a short word.", "It has been lying against the hatch for so long that the hatch has got its voice.", "You hear it draw back along the wall, stone by stone, and come up again.", "Something is rolled over out there, and over, and set down.",
    "Through the crack comes a thread of air that has been a long way.", "It knocks, once, low down, like a guest with both hands full.",
    "A stone is rolled against the wood, is sent for, and is brought again.", "There is a pause in it, as when somebody turns a page; then it leans.", "It hums low down, in a jar of its own size.",
  },
  shop = {
    "Overhead the floor of the sea room goes *tock* as it cools.", "Up in the shop the bell stirs on its spring, though nobody has come.", "A footstep crosses above you, stops at the counter, and goes back.", "You can hear the row of jars up there, in the way of a row of people not speaking.", "The wind tries the street door and finds it shut, and tries it again out of politeness.",
    "The boards above you give, one after another, under something with four feet.", "A sheet of paper comes down through the crack of the door and settles on the second step, blank.", "Far overhead the wind goes from one slate to the next.",
  },
  mud = {
    "A worm has put up its small coil on the mud, and another beside it, like the beginnings of a rope.", "A boot lies in the nearest creek, sole up, and has a tenant.",
    "The ribs of oak come up out of the grey at even distances, and then at less even ones.", "Where the light lies on it the mud is the one thing in sight that has been polished.",
    "A trickle has found the lowest place, and is making it lower.",
  },
  birds = {
    "A curlew says its name, and then says it as a question.", "Two oystercatchers go over in their good black and white, late for something and telling everybody.",
    "A gull drops a mussel on the stones, comes down to look, and takes it up again.", "Of the birds out there one has its head under its wing, and the others walk round it.",
    "A heron puts one foot down as if into somebody else's slipper.",
  },
  front = {
    "Behind you the sea door bumps on its hook.", "Somebody along the front is scraping a hull, four strokes and a rest.", "From a window comes a wireless, giving the sea areas one by one.",
    "It smells of salt and tar and, from somewhere indoors, of toast.", "\"Is that your bucket?\" calls somebody along the wall. \"It's anybody's,\" calls somebody else.",
  },
  kettle = {
    "The kettle begins low down, among the pebbles.", "Steam has got at the nearer window, and brings up a sum that a finger once did there.", "The gas makes its blue crown, and one point of it is yellow.",
    "Something in the kettle knocks, and is a scale the shape of a kettle.",
  },
  roof = {
    "A slate lifts, and is put down.", "The beams creak in order, from the sea end to the street end.", "Down in the shop the bell over the door gives half a note.", "One of the windows hums in its frame, on the weather side.",
  },
  cat = {
    "Remainder washes one foot, looks at it, and lets it go.", "The cat has arranged itself round the dry part of the board.", "The cat is watching a drop make up its mind.",
    "One ear turns towards the stairs, and the rest of the cat stays where it is.",
  },
}
