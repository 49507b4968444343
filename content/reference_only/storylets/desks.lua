-- desks.lua - who sits under the dome at midnight; offered along the rings

local leaves = require "leaves"

define.storylet "same_page" {
  story = "round", pool = "desks", label = "See why the boy at 60 does not turn over", once = true,
  text = [[The boy at 60 has a cold, and has had one page before him since ten. It is about bridges. "I've got to the end every time," he whispers. "Then I'm at the top." He has drawn a pencil line beside it for each go, in bundles of five. There are four bundles. It looks like a prison with a view of bridges.]],
  choices = {
    { "Turn the page for him", id = "turn_page",
      reply = [[He looks at what is on the other side as one looks at a garden behind a house. It is a photograph of a bridge. "Oh, it's *that* one," he says. "I go over that."]] },
    { "Read him the last line aloud", id = "last_line",
      reply = [[*and thus will stand,* you read. You find that it is rather good. He writes it down and blows his nose.]] },
  },
}

define.storylet "chemists" {
  story = "round", pool = "desks", label = "Pick up the blanket from under 114", once = true,
  text = [[Two chemists share a blanket, in turns: one sleeps and the other learns, an hour each, by an egg timer. They have been at it since Sunday. It has gone wrong; both are asleep, each with a corner, and the timer lies between them, face down, ticking. It has four minutes to go, and goes off, one sees from the label, like a cockerel.]],
  choices = {
    { "Stop it, and give them the blanket", id = "stop_timer", effect = leaves.closing(2),
      reply = [[You hold it in your fist till it has done. It kicks, a little, like an egg that has thought better of it. The blanket is just long enough for two if nobody has feet.]] },
    { "Put it into the inkwell on the dais", id = "timer_inkwell", effect = leaves.closing(1),
      reply = [[You are ready for it. All the same it is remarkable, from in there: very small, furious, and blue.]] },
  },
}

define.storylet "revises_aloud" {
  story = "round", pool = "desks", label = "Go and find who is singing", once = true,
  text = [[Behind the encyclopaedias a woman of about fifty is singing the bones of the hand, under her breath, to a hymn. She worked in a laundry for thirty years, and can only keep what has a tune to it. *Scaphoid, lunate,* she sings, and holds up her own left hand, and touches each as it comes. She stops when she sees your lanyard. "Is it too loud?" she asks.]],
  choices = {
    { "Hold up your hand, and be the one she learns on", id = "be_hand", effect = leaves.closing(2),
      reply = [[There are twenty-seven. She finds every one of them, and gives it its note. You have had the thing for all these years without knowing that it was full of little pieces.]] },
    { "Ask what the foot goes to", id = "ask_foot",
      reply = [["A tango," says the woman. "I'm a bit afraid of the foot."]] },
  },
}

define.storylet "desk_40" {
  story = "round", pool = "desks", label = "Ask the old man at 40 for his card", once = true,
  text = [[At 40 sits a professor who was retired before the gate was. He has no card, and has never been asked. He comes in the week of the examinations so as to sit among people who do not know something. "One gets so few of them," he says. He has before him a blank sheet, on which he has written *1.*, with a bracket.]],
  choices = {
    { "Ask him one that you do not know either", id = "ask_one", effect = leaves.closing(1),
      reply = [[You ask why snow is quiet. He puts down his pen. He has no idea at all; one sees it come up in his face like a lamp. "May I keep that?" says the professor.]] },
    { "Write him out a card", id = "write_card",
      event = { action = "writes a reader's card for the old man at desk 40" },
      reply = [[*Name. Faculty. Year of study.* At the third he hesitates. "First," he says.]] },
  },
}
