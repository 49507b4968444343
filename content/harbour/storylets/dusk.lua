-- dusk.lua - whom one meets on the sea wall; offered, never forced

define.storylet "boy_with_crab" {
  story = "lantern", pool = "dusk", label = "Stop by the boy with the bucket", cooldown = 6, weight = 2,
  text = [[{A boy lies on his stomach with a string over the edge. In his bucket is one crab. "I had two," he says. "I put one back to tell the others it's all right."|The boy, the string, the bucket. "It's a different crab," he says before you can ask. "The other one went home."}]],
  choices = {
    { "Ask what he does with them in the end", id = "ask_end",
      reply = [["In the end I count them," he says, "and then they go."]] },
    { "Hold the string a while", id = "hold_string",
      event = { action = "holds a crab line for a boy on the sea wall" },
      reply = [[It is nothing but weight and cold, and then, far down, something tries it, very politely.]] },
  },
}

define.storylet "late_boat" {
  story = "lantern", pool = "dusk", label = "Watch the lights of a boat", cooldown = 8, when = "lit",
  text = [[A red light and a green one, low down and close together, where there was only fog. They come on without hurrying. Somebody aboard is whistling four notes over and over, and the fourth is always a little flat.]],
  choices = {
    { "Call out to them", id = "call_boat",
      event = { action = "calls out to a late boat from the sea wall", consequences = "A late boat comes in." },
      reply = [["Saw your lamp!" comes back over the water. You begin to say that it isn't yours, and then you let it be.]] },
    { "Let them pass without a word", id = "let_pass",
      reply = [[They pass so near that you can smell their stove. The fourth note goes by, flat as ever, and you would know it anywhere.]] },
  },
}

define.storylet "gull" {
  story = "lantern", pool = "dusk", label = "Look at the gull on the rail", once = true,
  text = [[A gull stands on the rail on one leg. It looks at you with the side of its head, as if you were late, and had been late before, and it had long ago stopped minding.]],
  choices = {
    { "Stand on one leg as well", id = "one_leg",
      reply = [[You manage it for as long as the gull looks. When you put your foot down again, the stone is warm where you had been standing.]] },
    { "Leave it the rail", id = "leave_rail",
      reply = [[You take your hand from the rail, and walk the next ten steps without.]] },
  },
}
