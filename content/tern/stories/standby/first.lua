-- first.lua - eleven mugs, a rota with a stripe on it, and a voice with weather in it

define.scene "standby/galley" {
  place = "galley",
  text = [[Eleven mugs stand in the sink, each with a brown ring in it at the height where its owner always left off. Yours has a bird on it. "You might leave those," says Standby. "They'll be no dirtier tomorrow." That is so. The tap, when you try it, coughs, and runs brown, and clear, and after a while very nearly warm. Over the sink hangs the rota.]],
  choices = {
    { "Wash your own", id = "wash_one", to = "rota", set = { mugs = 1 },
      reply = [[It takes as long as it takes to wash a mug. You turn it over on the rack. There was nothing on the rack, and now there is a mug on it.]] },
    { "Wash all eleven", id = "wash_all", to = "rota", set = { mugs = 11 },
      event = { action = "washes eleven mugs in the galley of Tern", consequences = "The rack is full." },
      reply = [[You meant to do one. At the fourth it is less trouble to go on. Marit's has a chip that always caught her on the lip; you wash round it. Teo's has earth in it. When they are all on the rack, bottoms up, it looks like somewhere that people have only just gone out of.]] },
    { "Leave them, and look at the rota", id = "look_rota", to = "rota", effect = function(run) run.character:feel("standby", 0.1) end,
      reply = [["Quite so," says Standby. One of the mugs shifts by itself against another, with a small clear sound.]] },
  },
}

define.scene "standby/rota" {
  place = "galley",
  text = [[The rota has eleven lines. Behind ten of the names it says *gone*, in Marit's capitals, with a flourish to the G of the first that wears off by the third. The eleventh has been wiped, and shows as a paler stripe. On a string hangs a grease pencil. The column for tomorrow is empty from top to bottom.]],
  choices = {
    { "Write your name in the stripe, and “look in on the beans”", id = "write_beans", to = "corridor", set = { task = "beans" },
      effect = function(run) run:integrate("support_re_authoring") end,
      reply = [[Nobody has looked in on the beans. Very likely there are no beans. You write it small, so that it would not be much to be wrong about.]] },
    { "Write your name in the stripe, and “ask about the pudding”", id = "write_radio", to = "corridor", set = { task = "radio" },
      effect = function(run) run:integrate("support_re_authoring") end,
      reply = [[The pencil is soft and you have to lean on it. "Is that a duty?" asks Standby. You underline it.]] },
    { "Write your name in the stripe, and “bell”", id = "write_bell", to = "corridor", set = { task = "bell" },
      effect = function(run) run:integrate("support_re_authoring") end,
      reply = [[Whoever had *bell* rang it at the change of shift. It was thought a bore. You find that you know exactly how the rope felt, a bit greasy, like the ear of a dog.]] },
    { "Let the pencil hang", id = "leave_pencil", to = "corridor", effect = function(run) run.character:feel("standby", 0.1) end,
      reply = [[It swings on its string. For some while it is the liveliest thing in the galley.]] },
  },
}

define.scene "standby/radio_first" {
  place = "radio_room",
  text = {
    { text = [[The set is as big as a wardrobe, and warm at the back. A green needle gets up and lies down with her voice. "That's two minutes of window left, Tern. I'm not expecting anything. It's only that I've eleven months of this, and it's you or the ice, and the ice has heard it all." The key is on its hook, with a hollow in it from thumbs.]] },
    { when = "world.oda_knows == 'clicks'", text = [["Somebody clicked at me once, from over there," she says. "I've thought since that it could have been a relay. I've decided that it wasn't."]] },
    { when = "world.oda_knows == 'voice'", text = [["Somebody talked to me once, from over there," she says. "I don't know if it's you. I don't know if one keeps the same you, out here. Anyway, the line's been kept dusted."]] },
    { when = "universe:npc('oda').met_by >= 1 and not universe:npc('oda').is_met", text = [["I've a row of raisins stuck on the dash," she says. "One to a person, off Tern. That makes {universe:npc('oda').met_by == 1: one|{universe:npc('oda').met_by}}. I don't eat those."]] },
    function(_, _, progression)
      if progression:count("ending/tern:standby/docked") == 0 then return "" end
      return [["I was told to say," says the voice, and clears its throat, "that there are still two spoons."]]
    end,
  },
  choices = {
    { "Press the key, and let it go", id = "click", to = "corridor",
      effect = function(run, universe)
        run.character:feel("oda", 0.2)
        universe:npc("oda"):meet()
        if universe:get("oda_knows") == "nobody" then universe:set("oda_knows", "clicks") end
      end,
      event = { action = "presses the key at Tern, twice", consequences = "*Second Helping* runs on for an hour with nobody at the wheel.", major = true },
      reply = [[A click goes out. After four seconds the needle gets up. "Tern? Was that a – no. Two, if that's a person." You press it twice. This time the needle lies there for a good long while. "Well," says Oda Brandt, not at all evenly, "it was custard."]] },
    { "Take down the key and say who you are", id = "speak", to = "corridor",
      effect = function(run, universe)
        run.character:feel("oda", 0.4)
        universe:npc("oda"):meet()
        universe:set("oda_knows", "voice")
      end,
      event = { action = "answers the radio at Tern", consequences = "Oda Brandt of *Second Helping* has somebody to tell about lunch.", major = true },
      reply = [["*Second Helping*," you say, "this is {character}, on Tern." It takes three tries to get to the end of it. There is a sound as of somebody who has stood up in a small cabin. "Custard," she says. "It was custard. Sorry. I've had that ready for a month."]] },
    { "Only listen", id = "listen", to = "corridor", effect = function(run) run.character:feel("oda", 0.1) end,
      reply = [[You sit down in the operator's chair, which lets out its air. She does not say any more; she hums something, the way one hums with the hands full. At the end of the window it is cut off on an upward note, and you are left with that.]] },
  },
}
