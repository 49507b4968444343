-- passers.lua - whom one runs into on the planks; each once

define.storylet "lost_boy" {
  story = "river", pool = "passers", once = true, place = "riverbed",
  text = [[A boy with a paper windmill has lost his father. He is calm about it. "He's the one with the hat," he says. From here you can see eleven hats. The boy puts his hand into yours and waits for you to do something.]],
  choices = {
    { "Call out, is anybody missing a boy", id = "call_boy", add = { said = 1 },
      event = { action = "calls out for a lost boy's father", consequences = "A man with a hat gets his boy back." },
      reply = [["Has anyone," you say, and have to begin again. "Has anyone lost a boy?" Eleven hats turn. Ten of them count their children. "There he is," says the boy. "I knew where he was. He didn't know where I was."]] },
    { "Lift him up, so that he can be seen", id = "lift_boy",
      reply = [[He is heavier than he looks, and holds the windmill up as far as it will go. It turns. Somewhere a hat begins to run.]] },
  },
}

define.storylet "dark_lamp" {
  story = "river", pool = "passers", once = true, place = "riverbed",
  text = [[The lamp seller puts a lamp into your hand and takes the coin out of it, all in one turn. Three steps on you find that it does not light. He is busy already with the next. He has a curtain of chestnut hair behind him and, as you see now, it has a person in it, weeping.]],
  choices = {
    { "Take it back", id = "take_back", add = { said = 1 },
      reply = [["It doesn't work," you say. "They don't," says the lamp seller, "I've been waiting all night for someone to tell me." He gives you another, and your coin, and looks over the tray with you. Four more are dark. The weeping behind him stops to count.]] },
    { "Carry it as it is", id = "carry_dark",
      reply = [[Unlit, it makes a good thing to have in one's hand. A woman asks you where you got such a discreet one.]] },
  },
}

define.storylet "school_friend" {
  story = "river", pool = "passers", once = true, place = "riverbed",
  text = {
    [["It's you," says somebody. It is. He has a beard now. He sat in the third row, always, on account of his eyes. Behind him walks a large wet dog, with its head low. "I never know if people want to be said hello to," he says. "So mostly I let them go by."]],
    { when = "jar ~= 'none'", text = [[You have just seen him get to his feet.]] },
  },
  choices = {
    { "Say that this one did", id = "say_hello", add = { said = 1 },
      effect = function(run) run:insight("He had been letting people go by as well.") end,
      reply = [[You stand about together, holding up the traffic. He tells you about his knees. The dog lies down on both your feet.]] },
    { "Smile, and point at your throat", id = "point_throat",
      reply = [["Ah," he says, "there's a lot of it about," and finds you a lozenge. He looks after you, and so, sadly, does the dog.]] },
  },
}
