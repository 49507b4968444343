-- evening.lua - evenings at The Unhurried Hen

local with = require "companions"

define.storylet "riddle_night" {
  story = "journey", pool = "evening", label = "Riddles", cooldown = 80,
  text = [[{&They are asking riddles, going round by the left, and it has come to you. "What is it," asks the smith, "that gets bigger if you look at it, smaller if you tell it, and is gone when you ask it its name?" The whole table looks into its beer so as not to press you. The fire says something. From the kitchen comes the noise of somebody putting down a pan in order to listen.|Riddles again. "What goes up to the mill each day," asks the smallest of the carters, "and never gets there, and is not late?" They look at the ceiling. They have all had it since they were four, and not one of them would spoil it for you.}]],
  choices = {
    { "Say what you think", id = "answer_riddle", to = "inn", add = { ease = 1 },
      event = { action = "answers a riddle at the inn" },
      reply = [[{&It is not what the smith had. He turns it over; he likes it better. From now on that will be what it is.|"The road," you say. They roar. It was the road.}]] },
    { "Say you do not know", id = "dont_know", to = "inn",
      event = { action = "says \"I don't know\" at the inn, and is cheered", consequences = "The next three say so as well." },
      reply = [["Ha," says the smith, and slides you the salt. "First honest one tonight. Nor did I."]] },
    { "Ask one of your own", id = "ask_riddle", to = "inn",
      event = { action = "asks the table at the inn a riddle from elsewhere" },
      reply = [[It is the one with the egg. They have never heard it. For a long time there is no sound but thought.]] },
  },
}

define.storylet "quarrel" {
  story = "journey", pool = "evening", label = "A quarrel about a ladder", cooldown = 100,
  text = {
    { text = [[{Two brothers are quarrelling about a ladder. It was lent in a spring. It is in neither barn. They quarrel with their chairs drawn close and a hand on each other's sleeve. "You never once asked how I'd get up on the roof," says the one. "You never once said that you had a roof," says the other. The ladder, as the rest of the table can see, leans on the outside of the window.|The brothers again. Tonight it is a bucket. They have sat down next to each other, in order to have it all at hand.}]],
      themes = { "betrayal" }, intensity = 0.2 },
    { when = with.thread, text = [[{ease >= 6: You listen to how it goes, over and back, like a saw with a man at each end.|You have your thumb on the cut end of the thread. You have known quarrels in which nobody had hold of a sleeve.}]] },
  },
  choices = {
    { "Look at the window until they do", id = "look_window", to = "inn", add = { ease = 1 },
      event = { action = "looks out of the inn window until two brothers look as well" },
      reply = [[{They look. It takes them a good long time to finish the sentences they were in. Then the one goes out and brings the ladder in, the whole length, and it lies through the evening on the table, and all the mugs stand between its rungs.|There is no bucket at the window. But they have both looked, and lost their place.}]] },
    { "Ask each what the other one would say", id = "ask_other_side", to = "inn",
      event = { action = "asks two brothers at the inn to say each other's side" },
      reply = [["He'd say I never asked," says the one. "He'd say I never said," says the other. There is a pause. "Well, that's it exactly," says the first.]] },
    { "Hold your peace and your cup", id = "hold_peace", to = "inn",
      event = { action = "sits through a quarrel at the inn without taking a side" },
      reply = [[By the second log they are at their grandmother's will, and by the third they are doing her voice.]] },
  },
}

define.storylet "fiddle" {
  story = "journey", pool = "evening", label = "The fiddle goes round", cooldown = 72, weight = 2,
  text = {
    { text = [[{&The fiddle goes round the table, and everyone plays the one thing he can. It may be a jig. It may be three notes. The baker can do a cat, the miller can do a door. When it comes to you it is warm from all the chins, and heavier than you would think, and the talk does not stop, which is a kindness they have.|Tonight there are two fiddles, and one of them has only the low string. It goes about after the other like a large dog.}]] },
    { when = "world.bell_hung", text = [[At nine the bell over the schoolhouse joins in, in no key at all, and they hold the note for it until it has done.]] },
  },
  choices = {
    { "Play the one thing you can", id = "play_thing", to = "inn", add = { ease = 1 },
      event = { action = "plays the fiddle at the inn, the one thing they can" },
      reply = [[{It is four notes, and you miss the third. They wait. You do it again and there it is, and an old man puts in the fifth, which you had not known about.|Your four notes. The table has the fifth ready.|You get through all five, and out the other side, into something that may be the tune.}]] },
    { "Pass it on, and sing instead", id = "sing_instead", to = "inn",
      event = { action = "sings at the inn" },
      reply = [[You start it too high. By the second line everybody has quietly come up to where you are.]] },
    { "Beat time on the table", id = "beat_time", to = "inn",
      event = { action = "beats time at the inn until the lamps burn down" },
      reply = [[It is what holds it together, as the hen could tell you. In the groove the salt jumps.]] },
  },
}

define.storylet "empty_chair" {
  story = "journey", pool = "evening", label = "A chair is kept free", cooldown = 180,
  text = {
    { text = [[{One chair is left free tonight, and there is a full mug before it. It is the day on which old Perrin used to tell the one about the pike. Nobody says so. As the evening goes on they tell it among them, one having the weather, one the boat, one the size; and when they get to where he always stopped to light his pipe they stop, the whole table, for as long as it used to take.|They have the chair free once more, and the mug. You know the weather part by now. There is a gap left for it, and several people look at the ceiling.}]],
      themes = { "loss" }, intensity = 0.4,
      warning = { type = "loss", severity = "mild", description = "An evening kept for a neighbour who has died.", skippable = true },
      instead = [[They are telling the one about the pike tonight, among them all, one having the weather, one the boat, one the size. It is a long story, and there is a pause in the middle, which everybody keeps.]] },
  },
  choices = {
    { "Keep the pause with them", id = "keep_pause", to = "inn", add = { ease = 1 },
      event = { action = "keeps a pause at the inn, as long as it takes to light a pipe" },
      reply = [[You can hear the match, nearly. Then somebody says, "That long," and shows with his hands, and it goes on.]] },
    { "Tell the part that is left to you", id = "tell_part", to = "inn",
      event = { action = "tells a part of the story about the pike", consequences = "The story of the pike has one more teller." },
      reply = [[{They give you the reeds, a short part and an easy one. You do the reeds. No one breathes. "He never did them so well," says Josse.|You put in a heron. There was not one before. "There was," says somebody, after a moment. "I'd forgotten."}]] },
    { "Push the salt up to the chair", id = "salt_chair", to = "inn",
      event = { action = "pushes the salt up to an empty chair" },
      reply = [[It comes to rest before the full mug. It would be his turn.]] },
  },
}
