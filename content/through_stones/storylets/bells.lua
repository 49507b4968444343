-- bells.lua - who rings of an evening, and for what; each once

-- You were on the stairs before it had left off.
local function runs(run) run.vars.ran = run.vars.ran + 1 end

local function lets_ring(run, universe)
  run.vars.let = run.vars.let + 1
  universe:add("bells_let_ring", 1)
  run:integrate("respect_player_boundaries")
end

define.storylet "commodore" {
  story = "march", pool = "bells", label = "The bell for Three", once = true,
  text = [[Number three is small and shrill. It is the Commodore, eighty-eight, who was in submarines. He needs nothing. He rings to find out whether there is anybody in the house. "I give him a shout up the stairs," says Agnes. "Sometimes I give him it from here, with a potato in my hand."]],
  choices = {
    { "Run up to him", id = "run_three", effect = runs,
      reply = [[He is in his chair with his hands on his stick. "Ah," says the Commodore. "There is." You wait, but there is no more to it.]] },
    { "Give him a shout from where you stand", id = "shout_three", effect = lets_ring,
      reply = [["Aye!" you shout up the stairwell. "Carry on!" comes from above, greatly comforted.]] },
  },
}

define.storylet "newlyweds" {
  story = "march", pool = "bells", label = "The bell for the Blue Room", once = true,
  text = [[Blue has two bell pulls, one on either side of the bed, and one bell. It goes, stops, and goes again at once. On Tuesday they were married. "He rings for a hot bottle for her," says Agnes, "and she rings for one less blanket for him. They've neither of them asked the other."]],
  choices = {
    { "Take up a bottle and take off a blanket", id = "run_blue", effect = runs,
      reply = [[They thank you, each of them, for the other. When you are back on the bottom stair it rings again.]] },
    { "Let it ring, and dry the forks", id = "let_blue", effect = lets_ring,
      reply = [[It rings eleven times, with pauses. In the pauses one can hear, through two floors, the beginning of a conversation.]] },
  },
}

define.storylet "cellist" {
  story = "march", pool = "bells", label = "The bell for Two", once = true,
  text = [[Number two has a low note, and is rung as one would like to be rung for, once. She is a cellist and has come here for the quiet. "She'll be wanting me to stop the bells," says Agnes.]],
  choices = {
    { "Go up and say that you are sorry", id = "run_two", effect = runs,
      reply = [[You are sorry for the bells, the stairs, the ewe, and at last, as she still looks at you, for having knocked. "I wanted to ask what note Three is," she says.]] },
    { "Sit with your hands round the cup", id = "let_two", effect = lets_ring,
      reply = [[Your knees get up a little, and you sit them down. After ten minutes she comes down in her socks, finds the biscuits, and holds up the tin to ask. So she had legs.]] },
  },
}

define.storylet "seven" {
  story = "march", pool = "bells", label = "The bell for Seven", once = true,
  text = [[There is nobody in Seven. The wire goes over the roof there, and jackdaws sit on it. "I went up to that for the whole of my first year," says Agnes. "Thirty-one stairs. I'd see the bed made, and I'd think, well, I must have missed them."]],
  choices = {
    { "Go up and look, to be sure", id = "run_seven", effect = runs,
      reply = [[The bed is made. On the sill stands a jackdaw with one foot on the wire, and looks in at you as if you had rung.]] },
    { "Ask how she came to stop", id = "ask_stop", effect = function(run, universe)
        lets_ring(run, universe)
        run.character:feel("agnes", 0.2)
      end,
      reply = [["I was carrying the soup," says Agnes. "It rang. And I thought, I'll just carry this soup." She listens. It leaves off. She makes a mark in the air with her spoon.]] },
  },
}
