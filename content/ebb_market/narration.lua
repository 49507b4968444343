-- narration.lua - the lane and the gravel of the market, whenever one comes through again

define.narrate "river/lane" {
  brief = "A night market on the bed of a river that has gone out for the evening. {character} comes along the lane of planks again; nobody takes much notice.",
  facts = { setting = "a lane of planks over gravel, with stalls on either side" },
  tone = "wry", words = { 14, 50 }, when = "visits.lane > 1", grammar = "lane",
}

define.narrate "river/gravel" {
  brief = "Below the stalls, on the gravel of the river bed: jars, a net being mended, one electric lamp. {character} is here again.",
  facts = { setting = "the gravel of a river bed at night, below the stalls", river = { "the river is away", against = "river comes in, river rushes, flood" } },
  tone = "wry", words = { 14, 48 }, when = "visits.gravel > 1", grammar = "gravel",
}

define.narrate "river/behind" {
  brief = "A duckboard behind the stalls of a night market, where those who work in it sit on crates with their shoes off. {character} is there again.",
  facts = { setting = "a duckboard behind market stalls, with people resting on crates", hush = { "nobody greets anybody here", against = "says hello, welcomes you" } },
  tone = "wry", words = { 12, 46 }, when = "visits.behind > 1", grammar = "lane/behind",
}

define.grammar "lane" {
  behind = { "{@crates} {@boards}", "{@boards} {@crates}" },
  origin = { "{@stall} {@heard}", "{@heard} {@folk}", "{@folk} {@stall}" },
  stall = {
    "One stall has nothing on it but a bell and a card that says *Ring if you know what for*.", "A woman sells candle ends by the colour of what they last shone on.",
    "There are eels in a bath, and a chair beside it for whoever needs to think it over.", "The man with the umbrellas opens one, looks up into it, and takes a shilling off.",
    "At the button stall everybody is looking for the same button.", "Somebody has laid out forty keys on a cloth, biggest to smallest, and sits with the air of a locksmith on holiday.",
    "The cheese has been given the only lamp with a shade.", "A tray of watches goes by at the height of your chest, all of them asleep.",
    "A boy sells the same six marbles to everyone, and is never short of them.", "There is a heap of left-over handles, and a queue of people with the rest.", "Somebody is weighing feathers against a promise, and adds a feather.", "On a barrow lie ropes for sale by the knot.",
  },
  heard = {
    "\"Is it fresh?\" asks a hat. \"It is speaking to you,\" says the fishwife.", "\"I said a yard.\" \"That is a yard. It is cold.\"", "Two people are agreeing with each other very loudly.",
    "\"Hold this,\" says somebody to nobody in particular, and is brought up short when nobody does.", "A fiddle is being tuned to a kettle.", "A child is counting the planks, and has got to a number that does not exist.",
    "\"After you,\" says a barrow to another.", "From under the bridge comes the end of a sentence, and then its middle.",
    "\"Was it you who wanted the blue?\" \"I wanted to want it.\"", "A lid falls, and eleven people say that it was not them.", "Somebody is whistling one half of a round, and keeps stopping for the other.", "\"Mind your backs.\" All along the planks the backs are minded.",
  },
  folk = {
    "{@who.cap w} {@w, select, many {go} other {goes}} by with a plank for the gap.", "An old man has stopped where the lane is narrowest, to do up his coat properly.",
    "Two girls carry a mirror between them, and the whole market tilts.", "A porter sets down his load, says good evening to it, and takes it up again.",
    "Somebody steps off the planks to let you pass, and is up to the ankle in starlight.", "A dog has taken charge of the crossing.",
    "A baby looks at you over a shoulder for as long as it is carried in that direction.", "A man comes by with a ladder, and a second man with the other end of a different ladder.", "Somebody has sat down to take a stone out of a shoe, and has found two.", "A woman with a goose under her arm asks the goose which way.",
  },
  who = { { "a boy", is = "one" }, { "three bakers", is = "many" }, { "the pot-mender", is = "one" }, { "the two eel-wives", is = "many" } },
  crates = {
    "A pair of boots stands by a crate with the socks laid over them like napkins.", "Someone is eating bread, and looking at the bread.", "One of the starlings says a price in its sleep.",
    "Somebody has undone a collar, and breathes as one puts down two pails.", "A juggler has put everything in his lap and holds on to it with both hands.", "Two sisters sit back to back, since that makes two chairs.",
  },
  boards = {
    "The duckboard dips under you, and four crates further on somebody rises by an inch.", "On the cloth a shadow counts its change, wets its thumb, and counts again.", "\"Is there tea?\" \"There was.\" \"I'll sit by it.\"",
    "Through the awning a voice sells plums, and on this side the same voice clears its throat.", "Between two planks there is a sixpence that everybody has seen.",
    "Somebody comes in by the gap, smiling, and a step further on has put it away.",
  },
}

define.grammar "gravel" {
  origin = { "{@ground} {@work}", "{@work} {@river}", "{@ground} {@river}" },
  ground = {
    "The stones here have been lying under water for so long that they have not got used to being looked at.", "In every hollow stands a saucer of river that was left behind to mind the place.",
    "Somebody has drawn a hopscotch in the sand, and it goes on under the boats.", "A mooring chain lies about with no idea what to do.", "You tread on a shell, and it says so.",
    "There is a boot down here for every size of person.", "The gravel keeps the print of your foot for a breath, and gives it back.",
    "A plank has been laid over the wettest place, and a second plank so as to reach it.", "Weed hangs from a post at the height of a good year.", "A crab goes across in front of you with the sideways look of a waiter.",
  },
  work = {
    "The needles go in and out of the net, and nobody looks at them.", "\"Pull,\" says one of the eight, and eight people lean back an inch.", "In the hut the pen is dipped, shaken, and held over the page.",
    "One of the menders hums the part of a song that the others have left out.", "A knot is passed along the ring to somebody with smaller fingers.", "The lamp on the hut has moths, as befits an office.",
    "A needle is held to the lamp, and is found to have an eye.", "\"Whose end is this?\" asks somebody. It goes round the whole ring and comes back.", "Somebody bites off a thread, and spits out a little river.",
  },
  river = {
    "Far up, where the river has gone, something shifts its weight.", "The wind comes down the bed at exactly the height the water was.", "A heron stands where the middle would be, and waits to be proved right.",
    "Now and then a pebble turns over by itself, as one does at that hour.", "One can smell the river before one can hear it, and one cannot hear it yet.",
    "The mud at the deepest place has a skin on it, with one star.", "A boat lying on its side has got a bird on what is now the top.", "The quiet out there has a grain in it, like wood.",
  },
}
