-- before_light.lua - the hour when Pell takes out the slip that is not in the file

define.scene "queen/before_light" {
  place = "far_wood",
  text = {
    { text = [[{It is the hour when one can tell trees from the spaces between them and nothing more. Pell clears his throat. From his breast pocket he has taken a slip folded in four, with a pinhole through all four thicknesses, and he holds it as one holds a bird.|The spaces between the trees have turned from black to the colour of slate.}]] },
    { when = "world.pell_slip == 'planted'", text = [[{"It's a copy," he says. "I had it by heart. The other one has come up."|}]] },
    { when = "world.pell_slip == 'lent'", text = [[{"It came back," he says. "I lent it to somebody, and they walked it about, and it came back in the post. It was kind of them. I couldn't settle."|}]] },
    { text = [[{"I've one," he says, "that isn't in the file. I could show you. Or there's sandwiches."|"Or there's sandwiches," says Pell.}]] },
  },
  choices = {
    { "Let him show you the slip", id = "show", to = "pell_tells", intensity = 0.65, themes = { "loss" } },
    { "Ask about the sandwiches", id = "sandwiches", to = "sandwich" },
    { "Look into the box once more first", id = "once_more", once = true, add = { opened = 1 },
      reply = [[You turn your back to the wind. It is too dark to see; you feel them with the tip of your little finger, something like moss that holds on. Cold air has gone in, and your finger smells of honey.]] },
  },
}

define.scene "queen/pell_tells" {
  place = "far_wood", intensity = 0.65, themes = { "loss" },
  warning = { type = "loss", severity = "moderate", skippable = true, description = "Pell tells of a boy who drowned at a ford." },
  instead = "sandwich",
  text = [[There was a woman called Marian Coyle, and he went with her. Every morning she took her boy over the ford to school, and every morning Pell wrote it out: *Ford, boy.* She was good about it. "Put it with the others," she used to say. "One thousand one hundred and six," says Pell. "And the next one was so." He unfolds it on his knee. It says *Ford, boy.* Nothing has been added. "I went back and compared. It's in the same hand. There's no difference in it anywhere. So I've written faster, since."]],
  choices = {
    { "Ask what the boy was called", id = "ask_boy", to = "slip", effect = function(run) run.character:feel("pell", 0.4) end,
      reply = [["Tam." He has to look for it, among so much that he has written. "He whistled. He held his boots by the laces, round his neck, going over. He was going to be a wheelwright, and then, from about the March, a heron." Pell laughs, a short sound, and is so surprised by it that he looks behind him.]] },
    { "Ask what she said to him, after", id = "ask_marian", to = "slip", effect = function(run) run.character:feel("pell", 0.3) end,
      reply = [["She came to the stile when a year was over. She walked with me as far as the holly. She said, You'd have written it of any boy." He folds the slip along its folds. "I never filed that. I didn't know what under."]] },
    { "Say nothing, and sit close enough to be felt", id = "sit_close", to = "slip",
      effect = function(run)
        run.character:feel("pell", 0.4)
        run:integrate("validate_player_experience")
      end,
      reply = [[You sit so that your sleeve is against his. He weighs hardly anything, and leans with all of it. It gets lighter, as it had been going to.]] },
  },
}

define.scene "queen/sandwich" {
  place = "far_wood",
  text = [[The sandwich is wrapped in slips, on the inside of which is written *Hunger, in the wood.* He has had it by him since the spring, and says so. You share it all the same, sitting on a trunk. It is mostly bread by now. The folded slip lies on the trunk between the two of you, with an acorn on it, so that it will not blow away.]],
  choices = {
    { "Eat your half", id = "eat_half", to = "slip", effect = function(run) run.character:feel("pell", 0.2) end,
      reply = [["Well?" says Pell. You say it is quite good. He takes one of the wrappings and, after some thought, writes on it *Eaten*, and has nowhere to put it.]] },
    { "Hold your crust under the gauze of the box", id = "crust", to = "slip", effect = function(run) run.character:feel("pell", 0.1) end,
      reply = [[Nothing happens. Then a feeler comes through the gauze, no longer than an eyelash, and touches the crust in two places, and is withdrawn.]] },
  },
}

define.scene "queen/slip" {
  place = "far_wood",
  text = [[It is light enough now to see that the wood comes to an end, not far ahead, in a wall with a gap in it. Pell stands with the folded slip between two fingers. {seen.pell_tells: "It isn't *Ford* any more," he says. "It hasn't been for years. I don't know where it goes."|"It's an old one," he says. "It's the oldest. I don't know where it goes."}]],
  reflect = { [[Is there a slip that was written for one morning long ago, and is still being carried? Where is it kept?]], minutes = 2 },
  choices = {
    { "Offer to carry it for a while", id = "lend", to = "wall", set = { slip = "lent" },
      effect = function(run, universe)
        universe:set("pell_slip", "lent")
        run.character:feel("pell", 0.2)
      end,
      event = { action = "carries a folded slip for the clerk Pell", consequences = "He goes about with a flat breast pocket.", major = true },
      reply = [[He lets it go one finger at a time. "It's only lent," he tells you. Then he walks four steps in a row without writing, and looks at his feet to see whose they are.]] },
    { "Dig a hole for it with Bet's peg", id = "plant", to = "wall", when = "peg", locked = "You would need something to dig with.", set = { slip = "planted" },
      effect = function(run, universe)
        universe:set("pell_slip", "planted")
        run.character:feel("pell", 0.3)
      end,
      event = { action = "buries a folded slip at the far edge of Wendwood, with the clerk Pell", consequences = "A hazel peg stands over it.", major = true },
      reply = [[It need not be a deep one. He lays it in himself, and you drive the peg in over it, two taps. It is hazel, and green still at the core. Hazel has been known to take.]] },
    { "Say that he might keep it where it was", id = "keep", to = "wall", set = { slip = "kept" },
      effect = function(run, universe)
        universe:set("pell_slip", "kept")
        run.character:feel("pell", 0.1)
      end,
      event = { action = "watches the clerk Pell put a folded slip back in his breast pocket", consequences = "He no longer pins it.", major = true },
      reply = [["Yes," says Pell. He puts it back; but he leaves off the pin, which he sticks in a birch, and the corner looks out of his pocket like a handkerchief's.]] },
  },
}
