-- close.lua - the end of the night: the folded stall, the ferry steps, and how the river comes in

define.scene "river/bell" {
  place = "riverbed",
  text = {
    [[The pegs come out, the awning comes down on your head. Folded, thirty-four years of string go on one handcart. Wenna has put on her good coat. She has no more room on the slate, so she has written on the board, over BY THE NEED: THEY ONLY WANT TO GET HOME.]],
    { when = "bench == 'working'", text = [[The three have the till between them. It is right to the penny. The one with the cold would like that noted.]] },
    { when = "seen.call_after", text = [[The man with the starlings has come by to carry the heavy end.]] },
    { when = "seen.leave_coin", text = [[The silver piece has been in the saucer the whole night. She ties it into a corner of your handkerchief.]] },
  },
  choices = {
    { "Ask her to stand where you can see her", id = "ask_stand", add = { said = 1 }, to = "steps_foot",
      effect = function(run) run.character:feel("wenna", 0.4) end,
      reply = [[She looks at you so long that you think she has not heard. Then she straightens your collar, which was up, and turns it down.]] },
    { "Put the pebble in her hand, and keep yours round it", id = "both_hold", to = "steps_foot",
      effect = function(run) run.character:feel("wenna", 0.3) end,
      reply = [[So you go, the two of you, a bit sideways, like people with a table.]] },
    { "Wheel the cart to the steps", id = "wheel_cart", to = "steps_foot",
      reply = [[It has one bad wheel. Everybody hears you come.]] },
  },
}

define.scene "river/steps_foot" {
  place = "riverbed", intensity = 0.2,
  text = {
    [[{They have all come to the foot of the ferry steps, with their carts and bundles, four hundred perhaps. The seventh step is a flat one, with two hollows in it, a foot apart. Upstream, past the last lamp, the riverbed shines where it has no business to.|The foot of the steps. The shine has come nearer by a lamp. Somebody's child has fallen asleep on an awning.}]],
    { when = "seen.say_pebble and visits.steps_foot <= 1", text = [[The man from 'eighty-one is there. He has brought the bucket, and puts it down discreetly by the rail.]] },
  },
  choices = {
    { "Go up to the seventh step", id = "go_up", to = "steps", intensity = 0.5 },
    { "Ask those you have spoken with to call it with you", id = "ask_them", when = "said >= 5", to = "gather", add = { said = 1 },
      locked = "You look for faces you have had a word with, and there are too few of them to ask.",
      reply = [[You go from one to the next. It is the same sentence each time, and by the third time it is only a sentence.]] },
    { "Walk up the bed to meet it, by yourself", id = "go_lip", to = "lip" },
    { "Go up past the seventh step, and home", id = "go_past", to = "half_way" },
  },
}

define.scene "river/steps" {
  place = "riverbed", intensity = 0.5, instead = "steps_edge",
  text = {
    [[{Your feet fit the hollows. From here they all have faces. It gets quiet from the front to the back, like a blind being drawn, and in the quiet there is the river, a long way off, turning over stones. Marrable, Marrable, the lamps are out, come in; three times over.|"Good evening," four hundred people have said. It went through them like a gust. There are still some late ones, at the back.}]],
    { when = "thread", text = [[The string runs down from your hand, over the rail, in among the coats.]] },
    { when = "bench == 'marking'", text = [[The three are in front. They have their cards ready and their eyes shut.]] },
    { when = "jar == 'shut'", text = [[In your inside pocket somebody has got to his feet.]] },
  },
  choices = {
    { "Begin", id = "begin", to = "steps_blank", when = "not seen.good_all", intensity = 0.6, themes = { "abandonment" } },
    { "Say good evening first", id = "good_all", once = true, add = { said = 1 },
      reply = [[You had that one about you. "Good evening," you say.]] },
    { "Pick one ear, and tell it", id = "one_ear", when = "seen.tell_age or seen.ask_loud", to = "called",
      effect = function(run) run:integrate("maintain_challenge_balance") end,
      reply = [[It belongs to a baker. It is large and red, and cold, no doubt. You tell it, and the rest are nosy.]] },
    { "Tug the string twice", id = "tug", when = "thread", to = "called",
      reply = [[You wait. Somewhere in all those coats a hand closes. Two tugs.]] },
    { "Now the rest of it", id = "rest_of_it", when = "seen.good_all", to = "called",
      reply = [[And after good evening there is, it turns out, what you came to say.]] },
    { "Go down again", id = "down_again", to = "steps_foot",
      reply = [[They make way. An old man nods to you, as to one who has been to see about something.]] },
  },
}

define.scene "river/steps_blank" {
  place = "riverbed", intensity = 0.6, themes = { "abandonment" }, instead = "steps_edge",
  warning = { type = "abandonment", severity = "mild", description = "Alone in front of a crowd, and the words are gone.", skippable = true },
  text = [[You open your mouth. It has gone. You look where it was, and there is the shape of it in the dust. Your tongue lies in your mouth like something that was left in a coat. A second goes by with all its furniture. You look at the stone between your boots, and see that there, between the hollows, the stone is worn as well, in a small round patch. This is where they looked, all of them, for as long as it took.]],
  choices = {
    { "Look up", id = "look_up", to = "called",
      effect = function(run) run:integrate("validate_player_experience") end,
      reply = [[They are packing. A man is doing up a strap. Two women are sharing a plum. Those who look at you look as one looks at a kettle: kindly, and with cups to rinse. And there is the word.]] },
    { [["It's gone," you say]], id = "its_gone", add = { said = 1 }, to = "called",
      reply = [["It does that!" calls Hanneke from the hut. "Starts with an M," says someone. "Eel!" shouts Tobit, beside himself. It is the laughing that gets it loose, and you are in it.]] },
    { "Step down to the side", id = "step_side", to = "steps_edge" },
  },
}

define.scene "river/steps_edge" {
  place = "riverbed", rest = true,
  text = [[{At the side of the steps there is a ledge, where the ferryman used to wait out the rain, and first of all you sit down on it. From here one sees the crowd from along its edge, and it is coats and bundles. They are talking about the price of awning. The shine upstream has got to the second lamp from the end. There is time; it is stopping to look at everything.|The ledge is just deep enough for one, and dry.}]],
  choices = {
    { "Say it from here, sitting down", id = "from_here", to = "called",
      reply = [[You say it to your knees first. Then the other two times are only louder.]] },
    { "Walk up the bed to meet it", id = "edge_lip", to = "lip" },
    { "Sit a little", id = "edge_sit", once = true,
      reply = [[A small boy with a windmill holds it out over the rail, so that the wind from the river can have a go.]] },
  },
}

define.scene "river/gather" {
  place = "riverbed", intensity = 0.2,
  text = {
    [[So there is a knot of you at the foot of the steps, not very tidy, all looking at one another to see who will be first.]],
    { when = "run.character:feeling('tobit') > 0", text = [[Tobit has taken off his apron. "Do I say eel?" he asks, low.]] },
    { when = "run.character:feeling('pim') > 0", text = [[Pim stands on her drum. "I'll do it quiet," she says, "so there's room."]] },
    { when = "run.character:feeling('hanneke') > 0", text = [[Hanneke has locked the hut. It is the first time you have seen her with nothing in her hands. The tall man holds her coat.]] },
    [[Wenna has pushed through to the front. She opens her mouth, shuts it, and takes hold of your sleeve.]],
  },
  choices = {
    { "Start it", id = "start_it", to = "together",
      effect = function(run, universe)
        run:integrate("enable_collaborative_play")
        if run.character:feeling("hanneke") > 0 then universe:set("hanneke_sang_out", true) end
      end,
      reply = [["Mar," you say, on your own. By the second half of it you are in company.]] },
    { "Nod to Hanneke to start", id = "nod_hanneke", when = "run.character:feeling('hanneke') > 0", to = "together",
      effect = function(run, universe)
        universe:set("hanneke_sang_out", true)
        run:integrate("enable_collaborative_play")
      end,
      reply = [[She goes as white as paper. "Marrable!" says Hanneke, twenty years late, in a voice that could part bakers.]] },
    { "Go up the steps after all, with them behind you", id = "go_up_after", to = "called",
      reply = [[They stay a step below. You can feel the warmth of them against the backs of your legs.]] },
  },
}

define.scene "river/lip" {
  place = "riverbed", intensity = 0.1,
  text = {
    [[{Past the last lamp you walk by the sound. Then there it is, ankle high and as wide as the valley, with stars in it. It has stopped. It has the air of somebody who comes home late and finds a light on. Behind you, where the people are, they have not noticed anything yet.|It stands in front of you and turns over a pebble. It has all night, and the night is nearly out.}]],
    { when = "seen.leave_river and visits.lip <= 1", text = [[You know how the name sounds from over here.]] },
  },
  breath = [[The water comes as far as your toecaps and goes back. You may keep time with it for a while.]],
  choices = {
    { "Tell it, the way one tells somebody across a table", id = "tell_low", to = "low", effect = function(run) run:integrate("prioritize_player_agency") end,
      reply = [["They're all packed," you say. "You can come in."]] },
    { "Ask how its sister is", id = "ask_sister", once = true, add = { said = 1 },
      reply = [[It tells you. It takes some time, and is mostly gravel.]] },
    { "Walk back to the lamps", id = "lip_back", to = "steps_foot" },
  },
}

define.scene "river/half_way" {
  place = "riverbed", rest = true,
  text = {
    [[{Half-way up the ferry stairs there is a landing with an iron ring. From here it could be any night. Above is the street, with its one lamp and your own front door at the end of it.|The landing, the iron ring. You have your hand on it again; it has begun to know you.}]],
    [[{seen.steps_foot: Below there is the sound of a great many people not saying much.|{name_known: Below they are folding awnings, and one man is calling half prices.|Below they are calling prices.}}]],
    { when = "bench ~= 'working'", text = [[The Bench has put itself down a step lower, and for once is looking where you are looking.]] },
  },
  choices = {
    { "Go on up, over the bridge and home", id = "go_home", to = "unasked", effect = function(run) run:integrate("prioritize_player_agency") end },
    { "Go down again to the lane", id = "half_lane", to = "lane", when = "not seen.steps_foot" },
    { "Go down again to the foot of the steps", id = "half_foot", to = "steps_foot", when = "seen.steps_foot" },
  },
}
