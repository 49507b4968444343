-- init.lua - an amendment: the end of the sea wall in somebody else's story, and a boat that can be called there

local function is_called(run) return run:visits "ring" >= settings.patience end

amend.scene "harbour:lantern/wall_end" {
  text = {
    after = {
      when = is_called,
      text = [[{seen.board: The boat lies where it lay, against the green step, and the man in it is bailing with a tin cup, unhurried, as one stirs something.|Something has come in under the bell while it was still sounding, a broad flat boat, lower than the lowest step, with a lamp on a pole and a man standing in it. He is not looking at you. He is looking at the rope, to see whether it was you who spliced it.}]],
    },
  },
  choices = {
    add = {
      { "Step down into the boat", id = "board", when = is_called, detour = "crossing",
        reply = [[{He gives you his forearm to hold, not his hand, and you see why when the boat drops a foot as you come into it, and the forearm does not.|He shifts the lamp to the other side, so that you may sit where you sat.}]] },
    },
    hide = { { "step", when = is_called } }, -- the boat lies on it
  },
}

define.scene "harbour:lantern/crossing" {
  narrate = {
    brief = "A broad flat boat in fog, rowed by a man who stands; {character} has been in it before. He says little.",
    facts = { setting = "a broad flat rowing boat in fog, with a lamp on a pole", rower = { "the man rows standing", against = "sits down to row, motor, sail" } },
    tone = "hushed", words = { 12, 44 }, when = "seen.ashore", grammar = "crossing",
  },
  text = {
    [[{The boat does not so much leave as stop being there. He rows standing, with his face to where he is going, which you have never seen anybody do. "Late," he says, to nobody, and not as a complaint, but the way one calls out a station.|The wall goes back into the fog a stone at a time. The lamp swings on its pole, and your shadow and his take turns on the water.}]],
    { when = "lit", text = [[{Behind you there is one light, small and round and quite steady. It is odd to think that you did that with a match.|}]] },
    { when = "not lit", text = [[{Behind you the harbour has no edge at all. "They manage," says the man. "You get to know it by the smell. Tar, tar, bread, tar."|}]] },
  },
  choices = {
    { "Ask where the boat goes", id = "where",
      reply = [[{"Across," he says. He thinks about it for two strokes. "And back. It's the back they forget to ask about."|"Same as before." Two strokes. "Tide's different."}]] },
    { "Trail a hand in the water", id = "hand",
      reply = [[{&It is warmer than the air. Something that is only cold water touches your palm, and lets it go, and touches it.|A thread of weed goes through your fingers, and takes as long about it as if it were counting them.}]] },
    { "Tell him who it is you are late for", id = "tell", once = true,
      effect = function(run) run:insight("Being late is still a way of coming.") end,
      event = { action = "takes the late ferry out from the end of the sea wall", consequences = "Somebody at a window sees a lamp go out over the water, and come back." },
      reply = [[He rows all through it, and you notice only afterwards that he had stopped bringing the oars quite out of the water, so as not to drip. "That's not late," he says when you have done. "Late is when you don't ring."]] },
    { "Have him put you ashore", id = "ashore", back = true,
      reply = [[He brings the boat round in its own length. At the step he holds it still with one oar, flat against the stone, until you have both feet on the dry.]] },
  },
}
