-- sunday.lua - what is put back, what is put by, and the four o'clock bus

local function fills(what)
  return function(run, universe)
    universe:set("gap_book", what)
    run:integrate("support_re_authoring")
    run:milestone("the end of the order")
  end
end

define.scene "shop/sunday" {
  text = {
    [[On Sunday the sea has gone so far out that there seems to be no call for one. Bells, from two villages, a beat apart.]],
    { when = "wet", text = [[The boards of both rooms are dark and have salt on them in scallops. Everything that stood higher than your ankle is as it was. The damp dog has gone from the wall.]] },
    { when = "not wet", text = [[The cellar has dried from the top down. On the seventh step lies a whelk's egg case, on the ninth are the marks of your boots.]] },
  },
  choices = {
    { "Carry the stacks back", id = "carry_back", to = "gap",
      reply = [[Down is quicker. By eleven you could do the south wall with your eyes shut, and for one shelf you do.]] },
    { "Take the salt and the bucket to the floor", id = "scrub", when = "wet", to = "drying" },
    { "Sit on the slip while the bells go", id = "sit_bells", detour = "slip", to = "gap" },
  },
}

define.scene "shop/drying" {
  rest = true, intensity = 0,
  text = {
    [[By nine somebody has been along the street and knocked. There are lines up from the sea door to the bollards, and thirty people with pegs in their mouths. Whatever got its feet wet is hung up by the middle, to air. The wind reads them. Mr Pender goes along with a hot-water bottle. From end to end of the slip there is a noise as of one very large bird settling.]],
    { when = "run.character:feeling('bea') >= 0.3", text = [[Bea has the spare pegs in her old post bag. She deals them out by the house number.]] },
  },
  choices = {
    { "Peg up the bottom book of each stack", id = "peg_books", to = "gap",
      effect = function(run) run:integrate("enable_collaborative_play") end,
      event = { action = "hangs up wet books on the slip with half the town" },
      reply = [[{answered and yards < 11: The rooks are among them. Your page has run a little, and hers, by the same amount.|*Next along,* you read as one swings round, and as it swings back, *you will want*, and then it has gone again.}]] },
    { "Hold the other end of somebody's line", id = "hold_line", to = "gap",
      reply = [[It is a woman you have never met. You keep it tight between you, and she tells you which of these she has read.]] },
  },
}

define.scene "shop/gap" {
  text = {
    [[The order runs out at the window. The last book but one is about how to take leave of one's hostess, the last about the sea bed. In the back of it the pencil has *Then* and stops. Beside it is a gap, one book wide.]],
    { when = "yards == 11", text = [[There are longer gaps on the way to it now. You have had to jump from ice to knots, and from there to cake.]] },
    { when = "world.gap_book ~= ''", text = [[That is, there was. Somebody has put in {world.gap_book}, and has written *Then* in the back of that too. The gap is the next one along.]] },
  },
  reflect = { [[After all that, what would you want next?]], minutes = 2 },
  choices = {
    { "Put in the tide table", id = "gap_tides", to = "wrap", effect = fills("the tide table for the year"),
      event = { action = "puts the tide table at the end of Wyn's order", consequences = "The order goes on from the sea bed to the times of high water.", major = true },
      reply = [[You take it down from beside the till. It is thin. It stands up well enough between its neighbour and the wood.]] },
    { "Put in what you were reading on the bus", id = "gap_bus", to = "wrap", effect = fills("a thriller with a bus ticket at page ninety"),
      event = { action = "puts a half-read thriller at the end of Wyn's order", consequences = "Somebody will have to find out who did it.", major = true },
      reply = [[You had got to page ninety. You leave the ticket in. In the back you write, *I never knew how it came out. You look.*]] },
    { "Put in the day book", id = "gap_daybook", when = "seen.daybook", to = "wrap", effect = fills("a green day book, ruled as far as December"),
      event = { action = "puts Wyn's day book at the end of her order", consequences = "It can be taken down and written in.", major = true },
      reply = [[It is exactly the width. You stand looking at that. You tie the blue stub to the ribbon, so that nobody has to go and look for one.]] },
    { "Leave it one book wide", id = "gap_leave", to = "wrap",
      reply = [[You put your hand in flat, thumb up, and it fits. Then you take out your hand.]] },
  },
}

define.scene "shop/wrap" {
  text = {
    [[{Brown paper on the roll, string in the tin. On the green shelf there is room. Whoever is next on the list comes in a fortnight, off the same bus, in whatever weather they have then.|The paper, the string, an hour until the bus.}]],
    { when = "bea_given or dan_given", text = [[{Where {bea_given and dan_given: two parcels|a parcel} stood, the paint is a brighter green.|}]] },
  },
  choices = {
    { "Put something by for them", id = "put_something", to = "last_bus",
      effect = function(run, universe) universe:add("parcels", 1) end,
      event = { action = "puts a parcel on the green shelf for whoever comes next", consequences = "A parcel stands there with no name on it." },
      reply = [[You wrap it, and do the knot, and see that you have done it on the left. *For you, I suppose,* you write. There were four. One does not put by for somebody who has the key.]] },
    { "Look once more on the shelf", id = "look_shelf", once = true,
      reply = [[There is nothing there for you. The lamp is on. Somebody has laid the stove.]] },
    { "Sweep the step", id = "sweep_step", to = "last_bus",
      reply = [[It is the third stair, the low one, that collects the sand.]] },
  },
}

define.scene "shop/last_bus" {
  text = {
    [[The bus stands with its engine running at the top of the street. The list is still on its pin above the till, and a blue pencil lies next to it.]],
    { when = "run.character:feeling('dan') >= 0.5", text = [[Dan is doing the stove, a good deal, for a Sunday.]] },
  },
  choices = {
    { "Draw a line through your name", id = "line_through", to = "handed_on",
      event = { action = "has had a week at Wyn's, and hands on the key" } },
    { "Write another name on the list", id = "write_name", to = "name_added", when = "run.character:feeling('dan') >= 0.5",
      locked = "You do not know whose.",
      effect = function(run, universe)
        run.vars.second_name = universe:get("dan_listed")
        universe:change("dan_listed", true)
      end,
      event = { action = "writes another name on Wyn's list", consequences = "The list of those who mind the shop is longer than she left it.", major = true } },
    { "Let the bus go", id = "let_bus", to = "stayed", when = "to_and_fro >= 5",
      locked = "There are two rooms here, and you have not been to and fro enough to know both.",
      event = { action = "lets the bus go, and stays on at Wyn's", consequences = "There is a light over the shop on a Monday." } },
  },
}

define.scene "shop/handed_on" {
  text = {
    [[You leave the third address. Bea takes the key, weighs it, and puts it in the pocket with the pegs. "You've sand in your turn-ups," she says. From the back of the bus you can see both doors at once, just before the bend, and they are both standing open to let the place air.]],
    { when = "run.character:feeling('oakes') >= 0.3", text = [[In the lay-by stands a van with its light on. Mr Oakes has a book against the wheel, and is at the last page, or already in the back.]] },
    { when = "yards == 11", text = [[The new slates are very blue. Under them, for eleven yards, there is bare board, with the light coming along it.]] },
    { when = "answered", text = [[{yards == 11: Somewhere in Exeter there will be a page with both your hands on it, high up, between two blues.|It begins to rain. It is only the weather.}]] },
  },
  ending = "handed_on",
}

define.scene "shop/name_added" {
  text = {
    { when = "not second_name", text = [[*Dan Rickard,* you write, and beside it, where the address goes, *sea door*. He reads it over your arm. "What week?" he says. You tell him that it does not say. He thinks about that with the poker in his hand.]] },
    { when = "second_name", text = [[He stands there already. Under him you write *Tamsin Rickard*, whom you have heard about, and beside it *same door*. "She's six," says Dan over your arm. You tell him that it does not say. He thinks about that with the poker in his hand.]] },
    { when = "dan_given", text = [["I've opened it," he says. It was a key ring, with nothing on it, and room on it for a good many.]] },
    [[Then he goes to see you on to the bus, and carries your bag as far as the chapel, with his knees bent.]],
  },
  ending = "name_added",
}

define.scene "shop/stayed" {
  text = {
    [[It goes off round the bend with its lights on. The street is so quiet that you can hear the card rack turning. You go in, wipe your feet, and walk through from the one room to the other and back, to see that everything is off. Some of it you leave on.]],
    { when = "hatch == 'open'", text = [[Towards nine you hear it on the cellar steps, the second, going by the sound. You put down your cup. "It's open," you say.]] },
    { when = "hatch ~= 'open'", text = [[Towards nine something leans against the hatch, down there, and breathes out. You get up and go down to it with the lamp.]] },
  },
  ending = "stayed",
}

define.scene "shop/early" {
  text = {
    [[The bus has one other passenger, and a heater. You have the seat over the wheel. At the top of the hill one can see the whole of it, the street, the roof, the water with a moon beginning on it.]],
    { when = "helps", text = [[On the slip somebody small is carrying something from belt to chin.]] },
    { when = "answered and yards < 11", text = [[There is a page in there with both your hands on it. It will be in the dry; you took it up yourself.]] },
    [[In your pocket you find the card with the tape on it. You smooth it out on your knee, both sides. On the back, very small, in blue: *Or another time. W.*]],
  },
  ending = "left_early",
}
