-- six.lua - the line that was left empty, Mr Lund of Semblable, and what is handed in at six

local form = require "form"

define.scene "night/never" {
  text = {
    [[{On the fifth line, *Would never,* nothing stands. The paper there is grey and thin. "I've had things in," says your Same. "*Eat liver.* Then we ate liver, at that place. *Be rude to a machine.* There was the thing with the lift." It turns the pencil round. "I've two years of your receipts, and the eleven before. I couldn't find one thing that you hadn't done, if somebody waited."|*Would never.*}]],
  },
  reflect = { [[What would you write there, in pencil?]], minutes = 2 },
  choices = {
    { "\"Have somebody else say it.\"", id = "never_said", set = { never = "have it said for me" }, to = "lund",
      effect = function(run)
        form.line(run, "never", "own")
        run:integrate("support_re_authoring")
        run:milestone("would never")
      end,
      reply = [[You write it. It looks at the line, upside down, for longer than it needs. "That's me," it says. "It's well put. I'd have had a comma."]] },
    { "\"Let him pay for the bus twice.\"", id = "never_bus", when = "seen.swan", set = { never = "let Teo pay twice" }, to = "lund",
      effect = function(run)
        form.line(run, "never", "own")
        run:integrate("support_re_authoring")
        run:insight("There was one thing. It cost half a fare.")
      end,
      reply = [[You write *let Teo pay twice.* Nobody will know what is meant. Your Same knows. It puts a dot after it with the very tip.]] },
    { "\"Take the last three stairs one by one.\"", id = "never_stairs", when = "seen.how_been", set = { never = "take the last three one by one" }, to = "lund",
      effect = function(run)
        form.line(run, "never", "own")
        run.character:feel("same", 0.2)
      end,
      reply = [[It laughs, the one you had at twenty-five. You write it in small, because it is long.]] },
    { "Leave it as it is", id = "never_open", to = "lund", effect = function(run) form.line(run, "never", "open") end,
      reply = [[You put the cup down on it, and it takes a ring.]] },
    { "Look through the window of the back room until you know", id = "never_back", detour = "lead_room", once = true },
  },
}

define.scene "night/lund" {
  text = {
    [[{At four comes Mr Lund, of Semblable, to be on hand. He is perhaps twenty-five, and his shoes let in water. "We're very happy with you," he says, to the wrong one. He has a cross ready in blue where you sign. It is called Continuous. "You needn't do the mornings at all. It gets up, and you," he looks for it on his cuff, "enjoy."|"There's no hurry," says Mr Lund, and looks at the clock.}]],
    { when = "world.lund_order", text = [[{He has a tea in front of him before he has sat down, black, with a biscuit on it like a lid. "They asked me," he says, "last time," and goes pink.|}]] },
  },
  choices = {
    { "Ask what happens to a Same at six", id = "ask_six", to = "stock", themes = { "loss" }, intensity = 0.6,
      reply = [[He looks at your Same first, and it gives him a nod.]] },
    { "Ask who is at home just now, being Mr Lund", id = "ask_home", once = true,
      effect = function(run) run:integrate("develop_compelling_characters") end,
      reply = [["My girlfriend's got it," he says. "We thought, for the evenings, because of the shifts. She says it's very like." He stirs for some time. "They've taken up swing," says Mr Lund.]] },
    { "\"And what will you have?\"", id = "ask_lund", once = true, when = "not world.lund_order",
      effect = function(_, universe) universe:set("lund_order", true) end,
      event = { action = "asks Mr Lund what he will have", consequences = "He wants a biscuit, put on top." },
      reply = [[He opens his mouth, and nothing has been put in it. One sees him look, quite far back. "My gran," says Mr Lund, "she used to put the biscuit on the top. So it went soft."]] },
    { "Tell him that you will read it first", id = "read_first", to = "socks",
      reply = [["Nobody does," he says, and sits down two tables off. He gets his shoes off under the table, by the heels.]] },
  },
}

define.scene "night/stock" {
  themes = { "loss" }, intensity = 0.6, instead = "socks",
  warning = { type = "loss", severity = "moderate", description = "What becomes of a Same when its form is handed in: it ends, and it knows.", skippable = true },
  text = [["The body goes back to the arcade," says Mr Lund. "The rest is returned to stock." It is wiped, he means; he makes the movement, with a flat hand, along the table. It takes about as long. "They don't mind," he says. "I don't know who's asked them," says your Same. It does not say it reproachfully. It has folded the bag that the sugar was in, into a boat. "I've done the socks," it says to you. "They're in pairs. The grey ones there's only one, so I left it on its own where you'd see it."]],
  choices = {
    { "Take the boat when it holds it out", id = "take_boat", to = "five", effect = function(run) run.character:feel("same", 0.3) end,
      reply = [[It stands on your palm. It is folded as you fold them, with the one corner that never lies flat.]] },
    { "\"I'm asking.\"", id = "im_asking", to = "five", effect = function(run)
        run.character:feel("same", 0.4)
        run:integrate("develop_compelling_characters")
      end,
      reply = [["I'd like one more Thursday," says your Same. It thinks. "I'd like to be wrong about something, and have it be mine."]] },
    { "Go and stand in the back", id = "stand_back", detour = "lead_room", to = "five" },
  },
}

define.scene "night/socks" {
  intensity = 0,
  text = [[You take the contract to the lamp. Your Same reads along, a line ahead, and waits for you at the foot of every page. It is about mornings, mostly. "I've done the socks," it says meanwhile. "They are in pairs. The grey one hasn't got another, so I left it lying where you'd see it." It has folded the sugar bag into a boat, and sails it up to the edge of the paper.]],
  choices = {
    { "Fold one as well", id = "fold_too", to = "five", effect = function(run) run.character:feel("same", 0.3) end,
      reply = [[Side by side they are the same boat, down to the corner that never lies flat. Yours has the writing on the inside.]] },
    { "Read the back of it too, the grey print", id = "grey_print", when = "not loophole", set = { loophole = true }, to = "five",
      reply = [[*A Same that answers to another name is not a Same in the sense of this form, and whatever it has on is to be paid for.* You read it twice. Your Same has stopped reading along.]] },
    { "Strike out the paragraph on enjoyment", id = "strike", to = "five",
      reply = [[It is remarkable how well the pencil goes.]] },
  },
}

define.scene "night/five" {
  text = {
    [[{Five o'clock. The rain has thinned to what drips off nine kitchens. Mr Osei puts his stones back in the box by feel, and counts them. Mr Lund is asleep in his socks. On the form there is one line left.|One line is left.}]],
    { when = "coat", text = [[{Across from you your Same sits in its number, with its arms round itself. You have got used to the coat.|}]] },
    { when = "never ~= ''", text = [[{*Would never {never},* it says above.|}]] },
    { when = "run.character:feeling('osei') >= 0.4", text = [[{He has fifty-four. He counts them once more, and then finds by your cup, under his palm, the one that he has left there for you.|}]] },
    { when = "told", text = [[{"Whichever of you it is," says Mr Osei from the door, "fourth floor. Beds."|}]] },
  },
  choices = {
    { "Give it the coat for now", id = "give_coat", when = "coat", set = { coat = false }, effect = function(run) run.character:feel("same", 0.3) end,
      reply = [[It puts it on as one puts on a coat that has been worn by somebody meanwhile; it looks into the pockets.]] },
    { "Write a line over again, now that you can", id = "write_over", once = true, when = "form.thursdays ~= 'own' or form.wears ~= 'own'",
      effect = function(run)
        run.vars.over = run.vars.form.thursdays ~= "own" and "thursdays" or "wears"
        form.line(run, run.vars.over, "own")
        run:integrate("support_re_authoring")
      end,
      reply = [[{over == 'thursdays': *Thursdays,* you write, {seen.swan:*the swan, as it was*|*out*}. The old answer shows through, like a wall under paper.|*Wears,* you write, *whatever is nearest the door.*}]] },
    { "Read the back of the form", id = "read_back", when = "not loophole", set = { loophole = true },
      reply = [[*A Same that answers to another name is not a Same in the sense of this form, and whatever it has on is to be paid for.* Ife, who has brought the bill, reads it over your shoulder. "Well," she says.]] },
    { "Sit under the awning until it is light", id = "awning_five", detour = "awning", to = "answers" },
    { "Take up the pencil", id = "take_pencil", to = "answers" },
  },
}

define.scene "night/answers" {
  intensity = 0,
  text = {
    [[{*Answers to.* The pencil is worn down to the brass. Your Same has laid both its hands on the table, so that you can see them. Ife is witness; she has taken off her apron for it.|*Answers to.*}]],
    { when = "run.character:feeling('ife') >= 0.4", text = [[{She has brought a cup of her own, and sets it down with the other two.|}]] },
  },
  choices = {
    { "Write your name there", id = "write_name", to = "own_hand", when = "own >= 3", locked = "There is hardly anything on this form in your own hand.",
      effect = function(run, universe)
        universe:add("forms", 1)
        universe:add("pencils", 1)
        run:integrate("create_meaningful_choices")
      end,
      event = { action = "hands in a form at the Cage in bad handwriting", consequences = "It is pinned up behind the urn.", major = true } },
    { "Ask it what it would like to be called", id = "ask_name", to = "two_cups", when = "loophole and run.character:feeling('same') >= 0.4",
      locked = "It looks at you as one looks at a door that has always been somebody else's.",
      effect = function(run, universe)
        universe:add("other_names", 1)
        universe:add("pencils", 1)
        run:integrate("develop_compelling_characters")
        run:insight("It had wanted to be asked how it was spelled.")
      end,
      event = { action = "asks a Same what it would like to be called", consequences = "Somebody new is drying the cups at the Cage.", major = true } },
    { "Rub out all of it", id = "rub_all", to = "rubbed_out", when = "open >= 2", locked = "You have been filling it in all night; you are not going to rub out the whole of it now.",
      effect = function(run, universe)
        universe:add("pencils", 1)
        run:integrate("create_meaningful_choices")
      end,
      event = { action = "hands in an empty form at the Cage" } },
    { "Wake Mr Lund, and sign at the cross", id = "sign_cross", to = "continuous",
      event = { action = "signs for Continuous, at the Cage, at six" } },
  },
}

define.scene "night/own_hand" {
  text = {
    [[You write it. It is your name, somewhat squashed. Ife holds it to the light, and pins it up by a corner with the others. "I can't read a word of that," she says. "It's in order."]],
    { when = "not coat", text = [[Your Same gets up and does up its buttons, the top one last, which is how it is done. It shakes hands with Mr Osei, with Ife. It goes out by the handle.]] },
    { when = "coat", text = [[Your Same gets up, in its number. It shakes hands with Mr Osei, with Ife. At the door it reaches over, and does up your top button, which goes last. It goes out by the handle.]] },
    { when = "spoke", text = [[At seven the white bread is on the street. You have been told where. You have not been told what to ask for.]] },
    { when = "order ~= ''", text = [["The {order}?" says Ife. "No," you say. "Wait."]] },
    { when = "order == ''", text = [[Ife has rinsed your cup. "What'll you have?" she says.]] },
  },
  ending = "own_hand",
}

define.scene "night/two_cups" {
  text = {
    { when = "world.other_names <= 1", text = [["Przybylski," it says at once. It has had it ready. "It's on the barley. They'd have to ask me how it is spelled." It spells it. You write it down, on the line, with all its letters, and they go over into the margin.]] },
    { when = "world.other_names >= 2", text = [["That's gone," it says, and looks over to the sink, where Przybylski is drying a cup. It gets up and asks. They do it between them, whispering, with a good deal of spelling. You write it down as you are told, and it goes over into the margin twice.]] },
    [[Mr Lund reads the back of the form, in his socks. He reads it again. "Then that's nobody of ours," says Mr Lund slowly. "There's a coat to pay for." {coat: You take it off, and hang it round the grey shoulders, and pay.|You pay for the coat.}]],
    [[Ife hangs up a dish towel where somebody can reach it. {told: "Thursdays," says Mr Osei, "I'll have the both. One can do the floors."|"Thursdays," says the one with the long name, "I'm taken."} On the table are two cups. You look into them to see which was yours.]],
  },
  ending = "two_cups",
}

define.scene "night/rubbed_out" {
  text = {
    [[It takes the whole rubber. You blow, and it goes over the table like the dust off a moth. Ife holds up the form: there are six lines on it, and a ring from a cup. "That can be handed in," she says. "I don't know that it's ever been."]],
    [[Your Same brushes off its sleeves. "Shall I tell you what we'd do now?" it asks. "No," you say, and it smiles, with one side, which is not how you do it.{seen.how_been: It goes down the last three stairs one at a time.}]],
    [[On the street no door knows you. {seen.awning:The wall tries a pram, and gives you the cow.|The wall across the way tries shoes on you, and gives up.} You have to ask at each place what they have, and wait while they think, and say. It takes you until noon to get as far as the river.]],
  },
  ending = "rubbed_out",
}

define.scene "night/continuous" {
  text = {
    [[You sign at the cross. Mr Lund thanks you, to the right one. Ife says nothing; she dries the cup, and holds it, and hangs it on the ninth hook, not very far in.]],
    { when = "coat", text = [[You help your Same into the coat. It is warm from you.]] },
    { when = "spoke", text = [["I'll tell Teo it was a good line," says your Same. "No," it says. "I'll tell him that it was you."]] },
    [[The launch goes at half past six. From the deck one sees the whole stack of levels with the lights going out. Somewhere in there {seen.how_been:you are taking three stairs at once, up to a window that shuts|a door sees you coming, and has no questions}. You hold your jacket shut at the neck. It smells of the sea wall, and for that you have signed yourself.]],
  },
  ending = "continuous",
}
