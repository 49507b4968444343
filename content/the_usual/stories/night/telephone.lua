-- telephone.lua - a line that goes out by a wire, a roll of paper, and who speaks to Teo

local form = require "form"

define.scene "night/telephone" {
  text = {
    [[{The telephone is on the wall by the urn. It has a cord, and the cord goes through the copper in a hole of its own, with wax round it. *In case of, call Teo,* says the form, and a number. You had none for your brother when you went. The two of you had got out of the way of it.|The telephone, the cord, the wax.}]],
    { when = "world.teo_rang >= 1", text = [[{On the wall beside it somebody has pencilled the number of a bakery, and at what time they take out the white loaves.|}]] },
    [[{"He writes on Sundays," says your Same. "I write back on Mondays. I've brought it on paper, since it has to be paper." It has a till roll in its lap as thick as a loaf.|Your Same has the roll in its lap.}]],
  },
  choices = {
    { "Read it from the beginning", id = "read_roll", to = "roll", themes = { "abandonment" }, intensity = 0.6 },
    { "Ask it only how he is", id = "how_is", to = "gist" },
    { "Dial", id = "dial", to = "bakery", reply = [[Seven digits, each with its own way back.]] },
    { "Rub out the number", id = "rub_number", to = "counter_three", effect = function(run)
        form.line(run, "call", "open")
        run.character:feel("same", -0.1)
      end,
      reply = [[It does not come out altogether. With the light from the side one could still ring it.]] },
  },
}

define.scene "night/roll" {
  themes = { "abandonment", "betrayal" }, intensity = 0.65, instead = "gist",
  warning = { type = "abandonment", severity = "moderate", description = "Letters from a brother who was left waiting, and answers that were not yours.", skippable = true },
  text = [[It starts in your third week on the wall. *I never asked,* Teo writes. *You went on the early launch. I had both bags. I stood there till they turned the lights off, and then I stood there.* You know what time they turn them off. Below it is the answer, from the same night, in your words, with your commas. *I saw you from the deck. I was afraid that if you came I would stay like us. I am sorry about the bag.* You never told anyone about the deck.]],
  reflect = { [[Is there a thing you would want to have said yourself, even badly?]], minutes = 2 },
  breath = [[The urn ticks. One could breathe by it, four ticks in and four out, or let it tick.]],
  choices = {
    { "\"How did you know?\"", id = "how_know", to = "bakery",
      reply = [["You look up launches," says your Same. "Every year, on the one date. You never book. I only wrote what somebody would have seen."]] },
    { "Roll it up again, and dial", id = "roll_up", to = "bakery",
      reply = [[It will not go as tight as it was. You hold it under your arm.]] },
    { "Take it in the back, and sit there with it", id = "roll_back", detour = "lead_room", to = "bakery" },
    { "\"That wasn't yours to send.\"", id = "not_yours", to = "counter_three",
      effect = function(run)
        form.line(run, "call", "open")
        run.character:feel("same", -0.2)
      end,
      reply = [["No," it says. "It was yours. It had been lying there." It does not say it in your voice. You did not know that it had another.]] },
  },
}

define.scene "night/gist" {
  intensity = 0,
  text = [[{"He's well," says your Same. It reads from the roll as one reads a cake recipe, with a finger. "He works nights in a bakery. He's got a dog called Dentist, because of its breath. He thinks you have grown funny. There's some at the start that I answered by myself, and it can stay rolled up." It has put a rubber band round that part. "He'd be just taking out the white loaves," it says, and looks at the clock.|It winds the roll back to where the band is.}]],
  choices = {
    { "Dial", id = "dial_gist", to = "bakery", reply = [[It is a long number. Your Same says it along with you, not aloud.]] },
    { "Ask what you have written that was funny", id = "been_funny", once = true,
      reply = [[It shows you. It is about a window fitter and a pigeon. You would have left out the pigeon, and there would have been nothing.]] },
    { "Leave the number as it stands", id = "leave_number", to = "counter_three", effect = function(run) form.line(run, "call", "kept") end,
      reply = [[*In case of.* It is a good thing to have, in a drawer.]] },
  },
}

define.scene "night/bakery" {
  text = [[{It rings for a long time. Then there is a noise of trays, a radio, a dog. "Bakery," says Teo. He is thirty-four. He says it as he used to say "present".|"Bakery," says Teo again. "It's flour hands here, so it's got to be quick, or else good."}]],
  choices = {
    { "\"It's me.\"", id = "its_me", to = "teo", set = { spoke = true },
      effect = function(run, universe)
        form.line(run, "call", "own")
        universe:add("teo_rang", 1)
      end,
      event = { action = "rings a bakery from the telephone at the Cage" } },
    { "Hold out the receiver to your Same", id = "hold_out", to = "overheard", effect = function(run) form.line(run, "call", "kept") end,
      reply = [[It wipes its hand on the coat before it takes it. You put your ear to the back, where one hears too.]] },
    { "Say nothing", id = "say_nothing", once = true,
      reply = [["I can hear an urn," says Teo. He waits. He was always the one who could.]] },
    { "Put it down", id = "put_down", to = "counter_three", effect = function(run) form.line(run, "call", "open") end,
      reply = [[The coin comes back. You had not put one in; somebody must have, once.]] },
  },
}

define.scene "night/overheard" {
  text = [["You've a cold," says Teo, and your Same says it is only the line. He tells it about a dough. It asks after Dentist, by the name of each leg. They have a joke about Tuesdays which takes half a minute and has no words in it. You stand with your cheek against the warm plastic, as near to your brother as you have been for six years. He is laughing.]],
  choices = {
    { "Take the receiver", id = "take_receiver", to = "teo", set = { spoke = true },
      effect = function(run, universe)
        form.line(run, "call", "own")
        universe:add("teo_rang", 1)
        run:milestone("a hand on the receiver")
      end,
      event = { action = "rings a bakery from the telephone at the Cage" },
      reply = [[Your Same lets go at once. It looks at its hand.]] },
    { "Listen to the end", id = "listen_end", to = "counter_three", effect = function(run) run.character:feel("same", 0.3) end,
      reply = [["You're in good form," says Teo. "I'll write Sunday." Your Same hangs up so gently that the bell does not know.]] },
  },
}

define.scene "night/teo" {
  text = {
    [[{"You sound different," says Teo. "Slower." You can hear that he has turned down the radio.|"Go on," says Teo. Trays go by.}]],
    { when = "seen.overheard", text = [[{"You sound like you did," he says.|}]] },
  },
  choices = {
    { "Ask about the dog", id = "ask_dog", to = "counter_three",
      reply = [["You know about the dog," says Teo. Then he tells you about the dog. You have never heard any of it, and you say so at the right places, and at the wrong ones, and he goes on.]] },
    { "Tell him who has been writing", id = "who_wrote", to = "counter_three", themes = { "betrayal" }, intensity = 0.4,
      effect = function(run)
        run.character:feel("same", 0.2)
        run:insight("He had known the commas were too good.")
        run:integrate("ensure_narrative_quality")
      end,
      reply = [[It is quiet, but for Dentist. "All of it?" says Teo. "The commas," he says. "I did wonder about the commas." He asks if it is there. He asks you to tell it that the pigeon was very good. Then he asks when you are off the phone, and where you are sleeping, in that order.]] },
    { "Say the two lines about the launch yourself", id = "two_lines", to = "counter_three", when = "seen.roll", themes = { "abandonment" }, intensity = 0.4,
      effect = function(run)
        run:integrate("support_re_authoring")
        run:milestone("said from the deck")
        run:insight("It was true in pencil. It was louder aloud.")
      end,
      event = { action = "says two lines about a launch, aloud, into a telephone" },
      reply = [[You have not got the commas. You say that you saw him, and where you stood, and then nothing for a bit. "I know," says Teo. "You wrote me. Say it again, though."]] },
    { "\"I only wanted to hear the trays.\"", id = "hear_trays", to = "counter_three",
      reply = [[He holds the receiver out. A whole rack goes by, forty loaves, ticking as they cool. "That's them," says Teo.]] },
  },
}

define.scene "night/counter_three" {
  text = {
    [[{Three o'clock. Ife has turned the chairs up on six of the tables. The man in the good raincoat still stands at the counter. "Toast," he says suddenly, and is so shaken that she gives him the first slice free.|Ife turns up a chair.}]],
    { when = "form.takes == 'open'", text = [[{She taps the rim of your cup with a nail, and raises her eyebrows.|}]] },
    [[{She had a Same herself, she says, for the one week, to see. It ran the café. "Nothing burnt," says Ife. "It knew what they'd all have. They sat down and it was there. By the Friday I could have cried. There wasn't one of them that looked up."|}]],
    { when = "world.ife_drinks", text = [[{There is a cup at her own elbow. She drinks from it as though somebody might ask for it back.|}]] },
  },
  choices = {
    { "Say when", id = "say_when", when = "form.takes == 'open' and order == ''", once = true, set = { order = "milk" },
      effect = function(run)
        form.line(run, "takes", "own")
        run:integrate("prioritize_player_agency")
      end,
      event = { action = "carries an empty cup about the Cage until three, and then asks for milk" },
      reply = [["Milk," you say. "Hot. With the skin." She stops with her hand in the air. "With the skin," says Ife, to the urn, to the tins. "I've had this place nine years."]] },
    { "\"What'll you have?\"", id = "ask_ife", once = true,
      effect = function(run, universe)
        run.vars.ife_again = not universe:change("ife_drinks", true)
        run.character:feel("ife", 0.3)
        run:integrate("develop_compelling_characters")
      end,
      event = { action = "asks Ife what she will have", consequences = "She unscrews the tin with the eleven beans.", major = true },
      reply = [[{ife_again: "Again?" says Ife. "Well. I'm getting to like it."|She dries a cup all the way round, and the next. Then she gets down the tin, and counts out three on to the counter. She grinds them under the iron for the sandwiches. "It's bitter," says Ife, with her eyes shut. "Nobody said."}]] },
    { "Ask if you may turn up the other chairs", id = "turn_chairs", to = "never", effect = function(run) run.character:feel("ife", 0.2) end,
      reply = [[You do the five that are left. Under the last one sits a cat, which has no usual place either.]] },
    { "Go back to the corner", id = "corner_three", to = "never" },
  },
}
