-- stalls.lua - who sits there when the lights are up; offered in the interval

local hands = require "hands"

define.storylet "reads_aloud" {
  story = "phare", pool = "stalls", label = "Listen to the boy in row two", once = true,
  text = [[A boy of nine has brought his grandmother, who never learned to read. He reads her the titles. It turns out that he reads her others as well, which are not there. "What does he say now?" she asks; and the boy says, since Charlot is only scratching his ear, "He says he wishes that he had stayed at home with his grandmother."]],
  choices = {
    { "Ask what Charlot says next", id = "says_next",
      reply = [["He doesn't know yet," says the boy. "It depends what you play."]] },
    { "Play something for the ear", id = "play_ear", effect = hands.settle,
      reply = [[You play an ear being scratched. It takes three notes, and a fourth for the relief. "He's got it," says the grandmother.]] },
  },
}

define.storylet "knitting" {
  story = "phare", pool = "stalls", label = "Pick up the concierge's wool", once = true,
  text = [[The concierge from number 12 comes to every showing, and knits, and looks at nothing but the screen. It is for the dark. She is making one thing only, and it is as wide as she is and by now about five metres long. It goes into a bag beside her, and the bag goes on under the next seat.]],
  choices = {
    { "Ask what it will be", id = "will_be",
      reply = [["This is *The Count's Daughter*," she says, and shows you a stretch of blue. "And there, where it's tight, that's the one with the train."]] },
    { "Hold the wool while she winds", id = "hold_wool", effect = hands.settle,
      reply = [[You put up both hands, and they stay up. She winds. It tugs a little, left, right, left.]] },
  },
}

define.storylet "two_letters" {
  story = "phare", pool = "stalls", label = "Take the note from the couple in row nine", once = true,
  text = [[They have quarrelled, and do not speak. She has therefore written it down, and he has written on the other side, and they have each underlined. As they are both holding out the paper, and there is nobody else with his face to them, you take it. *Ask him if he means to sit there all evening. – Tell her that it depends.*]],
  choices = {
    { "Read it aloud, as a title", id = "read_title",
      reply = [[You do it with a chord before and one after. Row eight applauds. When the lights go down the two hats in row nine are a good deal closer.]] },
    { "Turn it over and give it back", id = "turn_over",
      reply = [[Each gets the other's side. They read for longer than there are words.]] },
  },
}
