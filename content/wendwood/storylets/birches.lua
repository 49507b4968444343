-- birches.lua - whom one meets among the birches; offered, never forced

define.storylet "owl" {
  story = "queen", pool = "birches", label = "Put a question to the owl", once = true,
  text = [[The owl sits in a fork at the height of your hat and has been asked things before. One can see that by the bark, which is quite worn where people lean. It turns its face to you, all of it, like a plate being handed over.]],
  choices = {
    { "Ask whether it will be all right", id = "ask_owl",
      reply = [["Who?" says the owl. You think about it. There is the queen, and there are the six, and there is Vane, whom you have not met; and by the time you have them all together the owl has gone to sleep.]] },
    { "Ask it nothing, and lean", id = "lean",
      reply = [[You lean where they leaned. The bark fits. After a while the owl, which is not used to this, asks you. "Who?" it says, and you tell it.]] },
  },
}

define.storylet "cow" {
  story = "queen", pool = "birches", label = "Help the man who is calling", once = true,
  text = [[A man in one gaiter is calling a cow named Bellflower. He has called her every night for a week, he says, always in this part, and every morning she is standing in her stall. He cannot think how she does it. Pell asks whether he has tried not calling. "And if that was the night she didn't?" says the man, and Pell shakes him warmly by the hand.]],
  choices = {
    { "Call with him for a bit", id = "call_cow",
      event = { action = "calls a cow named Bellflower among the birches" },
      reply = [[It is a good name for calling; it goes up at the end by itself. Three of you do it, in parts. Far off something that may well be a cow is chewing.]] },
    { "Ask if he has ever followed her home", id = "follow_cow", effect = function(run) run.character:feel("pell", 0.1) end,
      reply = [[He opens his mouth. You can see him go the whole way back in his mind, gate, lane, yard, stall. "She'd have to go first," he says slowly. He sits down on a stump to wait for her to come and show him. Pell writes this out fair.]] },
  },
}

define.storylet "loose_step" {
  story = "queen", pool = "birches", label = "Try the third step", once = true,
  text = [[Someone once let stone steps into the path here, up a bank no higher than a chair. There are five. The third one rocks. You can hear it when your foot comes down: tock, and when it goes up again: tock.]],
  choices = {
    { "Wedge it with a flint", id = "wedge",
      event = { action = "wedges the loose step past the birches", consequences = "It holds, with a flint under its left corner." },
      reply = [[It takes three flints to find the one. You stand on it, with a knee bent, with both. Then you step up to the fourth, which rocks.]] },
    { "Rock on it", id = "rock", effect = function(run) run.character:feel("pell", 0.1) end,
      reply = [[Tock, it says, tock. Left foot, right foot. After a while Pell asks if he might. He is so light that he has to jump.]] },
  },
}
