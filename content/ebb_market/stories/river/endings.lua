-- endings.lua - four ways for a river to come home

define.scene "river/called" {
  place = "riverbed", ending = "called",
  enter = function(run, universe)
    universe:add("calls", 1)
    universe:set("last_call", "aloud")
    universe:record { action = "calls the river home from the seventh step", consequences = "Marrable comes in like a lamb.", major = true }
    run:milestone("Called the river home")
  end,
  text = {
    [[Marrable, Marrable, the lamps are out, come in. The first time it shakes. The second time it shakes, and is louder. The third time there is somebody's voice in the valley, rather low, with a catch at the front, and you would open a door to it.]],
    { when = "thread", text = [[The string goes tight, and stays so.]] },
    { when = "jar == 'stood'", text = [[Somewhere among the coats a paper crown goes up in the air.]] },
    [[It comes. It comes round the bend with its hair down and lifts the two boats off their sides, and people run laughing up the steps past you with their shoes in their hands. Wenna is the last. She cannot say anything. She takes your face and turns it to the one side and the other, as she does with a length that has come out right.]],
    { when = "bench == 'marking'", text = [[Three cards float by, face down. The Bench sits dripping on the eighth step. Nobody there has anything to hold up, and the small one leans on your boot.]] },
    { when = "bench == 'fed' or bench == 'working'", text = [[On the eighth step three people under knee height are asleep against each other, and have been, you think, since before you began.]] },
  },
}

define.scene "river/together" {
  place = "riverbed", ending = "together",
  enter = function(run, universe)
    universe:add("calls", 1)
    universe:set("last_call", "together")
    universe:record { action = "calls the river home with half the market", consequences = "For once nobody could say who had called.", major = true }
    run:milestone("Was one of those who called")
  end,
  text = {
    [[Nobody comes in together. It is more like a flight of stairs, with people on it. By the second time those at the back have got hold of it as well, and the third goes up off the gravel with such a noise that a window opens in the town.]],
    { when = "run.character:feeling('tobit') > 0", text = [[Someone very large is definitely saying eel.]] },
    { when = "run.character:feeling('pim') > 0", text = [[Pim is doing it quietly. You can hear her above everybody.]] },
    [[You cannot hear your own. You know by the feel that it is there, and you feel a hand on your sleeve, beating time. When you look, Wenna's mouth is open. There is a sound coming out of it: small, cracked, and four days late. She has heard it too.]],
    [[The river stops a moment at the bend, like anybody who has been given a party. Then it picks up its skirts and runs.]],
  },
}

define.scene "river/low" {
  place = "riverbed", ending = "low",
  enter = function(_, universe)
    universe:add("calls", 1)
    universe:set("last_call", "low")
    universe:record { action = "goes out beyond the lamps and speaks with the river", consequences = "Nobody called, and then their feet were wet.", major = true }
  end,
  text = {
    [[It thinks about that. Then it comes on beside you, at the pace you walk at, the whole width of it. You do not say much. About the weir you say that it looked well, dry, but that you had missed the noise.]],
    { when = "thread", text = [[You wind in the string as you go, and the river helps you where it has caught.]] },
    [[At the foot of the steps they are still waiting for somebody to call. A man lifts one shoe, and looks under it. "Oh," he says. They go up the stairs in good order, wondering, and in the middle of them Wenna turns round. She looks at your trousers, which are wet to the knee, and at what is standing next to you. She writes something on the slate. She has to lift it up very high: WELL?]],
    [["It says good evening," you tell her.]],
  },
}

define.scene "river/unasked" {
  place = "riverbed", ending = "unasked",
  enter = function(_, universe)
    universe:set("last_call", "unasked")
    universe:record { action = "goes home over the bridge before the river does", consequences = "The river comes in when it likes." }
  end,
  text = {
    [[You hear it from the bridge. First there is the quiet, longer than it has ever been, and you stand with your hands on the parapet, in the middle, where it is no way to either side. Then somebody laughs down there, and someone says, well, then; and carts begin to bump up the steps. It comes in at four, with nobody to call it, and puts a bit of weed on the quay to show what it thinks.]],
    { when = "thread", text = [[The string has come with you the whole way. When it moves you think it is the wind. Two tugs; a wait; two tugs. You answer it.]] },
    { when = "not thread", text = [[In the morning there is a bowl of soup on your step with a plate on it, and a length of string round the plate, tied so as to be easy to undo.]] },
    [[On the landing below, one of the three has left its card. You pick it up. It is blank on both sides. In six months and a bit there will be another moon.]],
  },
}
