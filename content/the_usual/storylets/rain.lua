-- rain.lua - who comes in out of the rain; offered at the window

define.storylet "hands" {
  story = "night", pool = "rain", label = "Make room for the woman with the case", once = true,
  text = [[She has hired hands, until four. They are long and brown, and go on at the wrist with a ring. "They can play the cello," she says. "I can't." She has the cello with her too. Under the table her own hands lie in a lunch box, in cotton wool. "I thought I'd feel what it is that he likes about it," she says.]],
  choices = {
    { "Ask her to play", id = "play_cello",
      reply = [[They play something slow. They are far ahead of her; one sees her listening after them, like someone being told a thing in the language of the country. "Oh," she says, at the end. "It's *that*."]] },
    { "Open the lunch box for her, at four", id = "lunch_box",
      reply = [[You do up the rings. She makes a fist, and another, with her own, which are short and have a burn. "These do pastry," she says, and picks up the cello by the neck like a goose.]] },
  },
}

define.storylet "eleven" {
  story = "night", pool = "rain", label = "Ask the girl what she is counting", once = true,
  text = [[A girl of perhaps sixteen has a row of eleven sugar packets before her. There is a name on each. "School," she says, "home, my aunt, the arcade, him, the other him. The trouble is who knows which." She turns two round. "This one's allergic to nuts. I did that for a boy who was. Now I can't eat them at my aunt's."]],
  choices = {
    { "Ask which of them is hungry", id = "hungry", effect = function(run) run:insight("All eleven were hungry.") end,
      reply = [[She looks along the row for rather a long time. Then she goes and has toast with Ife, and puts nut butter on it, with her back to the packets.]] },
    { "Empty one of the packets into your cup", id = "empty_one",
      reply = [["That was my aunt's," says the girl. She turns the paper over. There is nothing on the back, and she puts it away in her shoe.]] },
  },
}

define.storylet "sponsor" {
  story = "night", pool = "rain", label = "Sit by the man with the blank cheek", once = true,
  text = [[His face is let. Every ten minutes outside there goes over the left cheek, from the ear to the nose, something about a bank. In here it cannot come through, and the cheek is merely a cheek. He keeps touching it. "I come in to shave it," he says. "They don't like it done while it's on."]],
  choices = {
    { "Hold the mirror for him", id = "hold_mirror",
      reply = [[He shaves round a mole that he says he had forgotten. "Hello," he says to it.]] },
    { "Ask what he would put there himself", id = "put_there",
      reply = [["Mind the step," he says at once. "I've thought about that one. People would be glad of it."]] },
  },
}

define.storylet "courier" {
  story = "night", pool = "rain", label = "Take the parcel that nobody else takes", once = true,
  text = [[The courier is a machine as high as a chair, and wet. It has a parcel for a customer who likes pistachio, is afraid of moths, and will be sitting near a window. It has no name; out there one needs none. It has asked at four tables. Everyone there is afraid of moths.]],
  choices = {
    { "Open it and see who it is for", id = "open_parcel",
      reply = [[It is a lamp, with a moth on it in brass. It is for nobody you could think of. Ife stands it on the counter, and by two there is a real one sitting on it.]] },
    { "\"I like walnut.\"", id = "walnut", effect = function(run) run.character:feel("ife", 0.1) end,
      reply = [[It has never been contradicted. It hums for a bit, and puts a tick somewhere. Going out it holds the door for a dog.]] },
  },
}
