-- hours.lua - small things on a Thursday, offered one at a time

define.storylet "hen" {
  story = "hurry", pool = "hours", label = "Follow the arrows into the chapel", once = true, when = "up.hens", place = "house", rest = true,
  text = [[The hen has taken the abbess's seat. There is no one else in the chapel but a very old brother, asleep. You sit down across the aisle, and by and by she gets down, walks over, and comes up on your knees with all her feet. She turns round twice. She weighs as much as a loaf and is a good deal hotter.]],
  choices = {
    { "Stay until she gets up", id = "hen_stay", add = { slow = 1 },
      reply = [[Your foot goes to sleep, and your leg. When she stands up there is an egg in your lap. The old brother has one eye open. "She never does that for me," he says.]] },
    { "Carry her back to the others", id = "hen_carry",
      reply = [[She rides under your arm like a set of bagpipes, and says the long word again.]] },
  },
}

define.storylet "groove" {
  story = "hurry", pool = "hours", label = "Walk down the long passage", once = true, weight = 3, place = "house",
  text = [[By day one sees it better. From the north door to the south door a groove runs in the flagstones, as wide as a cartwheel and smooth as the inside of a spoon. You stand in it. At the one end there is the bar, the slats, three chairs and a wardrobe. At the other is a plain door with a latch, and a thread of light below it. On your back there is a push, as from a child in a queue.]],
  choices = {
    { "Walk with it to the south door", id = "with_it", add = { slow = 1 },
      reply = [[It goes along behind you, out under the door, and is off over the valley with a noise like a skirt. It has gone. You had thought it would want something.]] },
    { "Turn about, and walk against it", id = "against_it",
      reply = [[It is only air. But it is a lot of air, and has come a long way.]] },
  },
}

define.storylet "drip" {
  story = "hurry", pool = "hours", label = "Wait for the drip in the north corner", once = true, place = "house",
  text = [[It hangs from the lip of the gutter, with the whole cloister in it the wrong way up. It has been about to fall since you came. Inside of it a very small person with a frame on its back is standing on the ceiling.]],
  choices = {
    { "Watch it fall", id = "drip_fall", add = { slow = 1 },
      reply = [[There. You had blinked, or nearly. Another has begun.]] },
    { "Put your hand under it", id = "drip_hand",
      reply = [[It takes its time. It is colder than snow, and it is yours.]] },
  },
}

define.storylet "wheel" {
  story = "hurry", pool = "hours", label = "Look in on Sister Bel and the frozen wheel", once = true, place = "house",
  text = [[Bel has her arms round the basket wheel, up to the elbows in grease. "Every night I go along the rope with my hand," she says. "All of it. I used to find things in people's linings. It's the same. You don't look for anything. You go along, and it tells you." She lets you have a yard of it. It is hairy and cold. There is one place where it is thinner than the rest, by a very little.]],
  choices = {
    { "Show her the place", id = "show_place", add = { slow = 1 },
      event = { action = "finds the thin place in the basket rope", consequences = "The basket at the High House holds." },
      reply = [[She goes over it with her thumb, and again. "I had that as Monday's," says Bel. She is quiet. Then she fetches the tar, and lets you do the splice's other end.]] },
    { "Ask what she was looking for, all those years", id = "ask_linings",
      reply = [["Lace," says Bel. "I never wanted to find it. They'd gone to such trouble."]] },
  },
}
