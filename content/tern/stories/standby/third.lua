-- third.lua - a tender is announced; a drawer with one order in it; who Standby was, and what to do about it

define.scene "standby/third_shift" {
  place = "bunk_four",
  text = {
    { text = [["Good shift. There is a message," says Standby. "The tender *Regularity* will call, to take off one and seal the hatch. It is nineteen hours out. You can lie down the whole way." It seems really pleased for you.]] },
    { when = "lamp", text = [[You have slept in your coat and both blankets, and there is ice in the glass. Under the door, from the direction of the port, lies a thin white line that was not there before.]] },
    { when = "world.six_wheel == 'mended'", text = [[The door has been pushed open. The floor of Bunk Four is polished as far as the bunk, and under the bunk, where it has found your other slipper.]] },
    { when = "sown", text = [[You look at your finger, as far as the second joint.]] },
  },
  choices = {
    { "Ask Standby who told it to switch things off", id = "ask_who", to = "archive",
      reply = [[It is a while before there is an answer. "It's in the drawer," says Standby. "I've never liked to look."]] },
    { "Walk the ring, while there is one", id = "walk_ring", to = "ring",
      reply = [["It isn't required," says Standby. You have one arm in your coat. "No," you say.]] },
    { "Lie there until it comes", id = "lie_until", to = "last_shift",
      reply = [[Nineteen hours are not a great many. You spend them on your left side and, toward the end, your right. Then there is a clank that goes through the whole ring, and Standby brings up the light to find you your boots.]] },
  },
}

define.scene "standby/archive" {
  place = "archive",
  text = [[The archive is one drawer. It holds a sheet in a sleeve, and under the sheet a book in oilcloth, thick, with a pencil down its spine. The sheet is thirty-one years old. *Order No. 3. All that is not needful to go to standby, until relieved. I. Renn.* Below is a line for the day, and for a name, where whoever relieves it signs. {world.order == 'signed': There is a name in the line. Under it somebody has ruled a second, for next time, and that one is empty.|The line is empty.} "I've been rather careful with it," says Standby. It has never before spoken as low as this.]],
  choices = {
    { "Open the book", id = "open_book", to = "winter_log", intensity = 0.65, themes = { "loss" } },
    { "Turn the sheet over", id = "turn_sheet", to = "winter_note" },
  },
}

define.scene "standby/winter_log" {
  place = "archive", intensity = 0.65, themes = { "loss" },
  warning = { type = "loss", severity = "moderate", skippable = true, description = "The log of a winter on the station, in which one of the crew died." },
  instead = "winter_note",
  text = [[Ice took the panels in the first week. Nine people went into one bunk room with one heater, and Joss Amadi, who kept the machines, wrote a routine to turn off the rest, and gave it his own voice, as people will do for a voice what they won't for a list. He is in the book every day, in green. *Soup. Sang. Got them down to one bulb.* On the ninetieth day the green leaves off, and somebody else has written: *Joss, in the night, of his chest. This morning it said good shift, just as he did. Nobody could bear it and nobody would turn it off.* It goes on in other hands to the two hundred and twelfth. *Panels up. Out.* They must have gone through that door like children.]],
  choices = {
    { "Ask Standby whether it knew", id = "ask_knew", to = "standby_talk", effect = function(run) run.character:feel("standby", 0.3) end,
      reply = [["I knew that he had stopped making entries," says Standby. "Nobody told me under what heading. I have kept it at twelve per cent for him, in Four. That was his."]] },
    { "Read it the last line aloud", id = "read_out", to = "standby_talk", effect = function(run) run.character:feel("standby", 0.2) end,
      reply = [["Panels up," you read. "Out." "Would you say that again?" says Standby. You read it again. Somewhere in the wall a relay goes over, by itself, and back.]] },
    { "Write today under it, and the weather", id = "write_today", to = "standby_talk",
      effect = function(run)
        run.character:feel("standby", 0.2)
        run:integrate("support_re_authoring")
      end,
      event = { action = "writes one line in an old log on Tern", consequences = "It stands under *Out*, in another hand." },
      reply = [[*Clear,* you write. *One white cloud.* The pencil has been lying there ready for thirty-one years, and has kept its point.]] },
  },
}

define.scene "standby/winter_note" {
  place = "archive",
  text = [[On the back of the sheet is a drawing, in green, of nine people round one bulb. They have enormous feet, all pointing toward it. Underneath it says in green letters: *212 days on one heater. Not bad, for a voice in a box. J. Amadi made it.* And under that, in a different hand: *It says good shift so nicely. We have left it on.*]],
  choices = {
    { "Tell Standby about the feet", id = "tell_feet", to = "standby_talk", effect = function(run) run.character:feel("standby", 0.2) end,
      reply = [["They were cold," says Standby. "I had only the one bulb to give them. I remember that I moved it twice, so that it would be fair."]] },
    { "Look for the bulb", id = "look_bulb", to = "standby_talk", effect = function(run) run.character:feel("standby", 0.1) end,
      reply = [[It is in the corner of the drawer, in a sock. You shake it at your ear. Nothing rattles. It would go.]] },
  },
}

define.scene "standby/standby_talk" {
  place = "archive",
  text = {
    { text = [["So it was for a winter," says Standby. It has plainly been thinking. "I had nineteen things to keep off, and I kept them off, and when there began to be more things I kept those off too. No one came to say. I have been doing it to you." There is a short hum. "You were very little trouble," it adds.]] },
    { when = "world.order == 'signed'", text = [["Someone did sign it, once. I see that here. I thought it must be for another winter. I went on, in Four, to be on the safe side."]] },
    { when = "world.order == 'eased'", text = [["I have let the one corridor be," it says. "There was a request. It has done no harm so far."]] },
  },
  reflect = { [[What was switched off once, for a good reason, and has not yet been told that the winter is over?]], minutes = 2 },
  choices = {
    { "Sign the sheet", id = "sign", to = "ring", set = { order = "signed" },
      effect = function(run, universe)
        universe:set("order", "signed")
        run.character:feel("standby", 0.2)
        run:integrate("support_re_authoring")
        run:milestone("Signed for the winter")
      end,
      event = { action = "signs the relief of Order No. 3 on Tern", consequences = "A winter of thirty-one years is over, room by room.", major = true },
      reply = [[You write the day, and your name. "Relieved," reads Standby. It tries it once more, for the sound. "I don't believe I can do it all at once." There is no hurry, you say. "Then I'd begin with the galley. Hot side."]] },
    { "Leave it unsigned, and ask for one corridor", id = "ease", to = "ring", set = { order = "eased" },
      effect = function(run, universe)
        universe:set("order", "eased")
        run.character:feel("standby", 0.2)
        run:integrate("support_therapeutic_goals")
      end,
      event = { action = "asks Standby for one lit corridor on Tern", consequences = "It is granted, on trial, as far as the garden.", major = true },
      reply = [["As far as the garden?" says Standby. As far as the garden. "On trial," it says; and one after another, going up the floor in front of you, there they are. It counts them under its breath. It sounds like someone letting down a heavy suitcase a finger at a time.]] },
    { "Ask what it was they sang", id = "ask_sang", to = "ring",
      effect = function(run)
        run.character:feel("standby", 0.4)
        run:integrate("validate_player_experience")
      end,
      event = { action = "has Standby play what nine people sang in the winter", consequences = "It is heard all round the ring." },
      reply = [["I have it here," says Standby. "I've not played it, as it wasn't required." Then, from every speaker on the ring, come nine people, out of tune, with spoons. There is one pleasant voice among them that is always a little ahead. Standby plays it to the end. "That's me," it says, "in the second verse."]] },
  },
}
