-- water.lua - Wren, a log, a stream that is in no hurry, and a stone with chalk on it

define.scene "queen/log" {
  place = "log",
  text = {
    { text = [[{A girl in wet stockings stands on the end of a log. Under it the stream is waist deep and in no hurry. "Forty," she says, walks out, and goes in. She comes up the bank on your side, opens a tin, takes out chalk, and makes a stroke on a stone. "Forty-one. I used to go in before the knot." She has a front tooth missing, and is called Wren. "Now I go in after it."|Wren is wringing out her stockings over the stone, with care, so as not to wet the strokes.|She stands at the end of the log again, looking at the knot, and it at her.}]] },
    { when = "world.strokes > 0", text = [[{Along the foot of the stone run other strokes, {world.strokes == 1: well, one, in a larger hand|{world.strokes} of them, in larger hands}. "Those are people," says Wren.|}]] },
  },
  choices = {
    { "Ask what happens at fifty", id = "ask_fifty", once = true,
      reply = [["Nan says that after fifty they aren't called falls any more." What are they called, then? Wren wrings out the other stocking. "She's thinking," she says.]] },
    { "Hold the chalk while she goes again", id = "hold_chalk", once = true, effect = function(run) run.character:feel("wren", 0.3) end,
      event = { action = "keeps count for a girl on a log", consequences = "The forty-second stroke is in another hand." },
      reply = [[She goes in two hands past the knot. You make the stroke. Pell, who had written it down beforehand, looks at his slip, at the girl, who is laughing with her mouth full of stream, and at his slip.]] },
    { "Walk out on the log", id = "walk_log", to = "log_mid" },
    { "Wade, and carry the box on your head", id = "wade", to = "birches", set = { wet = true }, effect = function(run) run.character:feel("pell", -0.1) end,
      reply = [[It is exactly as cold as you supposed. Pell will not come in. You hear him go up and down the bank, and then a scraping, and he arrives along the log on hands and knees, with the desk on his back like a snail. "Not through it," he says. "I don't go through it."]] },
  },
}

define.scene "queen/log_mid" {
  place = "log",
  text = [[The bark is off in the middle, and the wood is the colour of a bone. The knot sticks out to the left, as broad as a hand. On the bank Pell has three slips in either fist and is reading from them by turns. "Slipping. Slipping, with box. Slipping, and being seen to." Past the knot there are four steps more, and a root to take hold of.]],
  choices = {
    { "Step round the knot", id = "round_knot", to = "far_bank", set = { wet = true },
      event = { action = "goes into the stream in Wendwood, after the knot", consequences = "The box stays dry." },
      reply = [[You are past it. You are so pleased at being past it that you go in directly after, feet first, and stand up to your ribs in the dark with the box held over your head like a candle. It is water. It goes by. "One!" shouts Wren.]] },
    { "Sit down and shuffle across", id = "shuffle", to = "far_bank",
      reply = [[It takes a long time and does nothing for your trousers. Wren, who has walked alongside in the stream to watch, is doubtful. "I don't know what I'd count that as," she says.]] },
    { "Go back and give Pell your hand", id = "hand_pell", to = "far_bank",
      effect = function(run)
        run.character:feel("pell", 0.3)
        run:integrate("support_therapeutic_goals")
      end,
      reply = [[He takes it with two fingers and shuts his eyes. You go over with one arm behind you, and because of looking after his feet you never see the knot. "Is there much of it left?" asks Pell on the far side, with his eyes shut.]] },
  },
}

define.scene "queen/far_bank" {
  place = "log",
  text = {
    { when = "wet", text = [[Wren hauls at your sleeve until you are all on land. She is much impressed. "After the knot," she says. "First go. I was nine falls getting to the knot." You hold the box to your ear. It sounds exactly like a person who has one ear full of water.]] },
    { when = "not wet", text = [[Wren has come across by the stream bed and sits dripping on the root. "You're dry," she remarks, with a kind of pity, and blows on her hands. They have gone blue at the nails.]] },
  },
  choices = {
    { "Make your stroke on her stone", id = "stroke", to = "birches", when = "wet",
      effect = function(run, universe)
        universe:add("strokes", 1)
        run.character:feel("wren", 0.2)
        run:insight("After the knot is further than before it.")
        run:integrate("maintain_challenge_balance")
      end,
      event = { action = "chalks up a fall on Wren's stone", consequences = "There is one stroke more along the foot of it." },
      reply = [[She lends you the chalk. Your hand shakes from the cold, so that it comes out wavy, like water. "Yours is better," says Wren, and you can see her resolve to do hers like that.]] },
    { "Give her your scarf", id = "scarf", to = "birches", effect = function(run) run.character:feel("wren", 0.3) end,
      reply = [[She winds it round both hands at once, as a muff. "You'll have it back at fifty," she calls after you. "They mightn't be falls by then."]] },
    { "Go on up the bank", id = "up_bank", to = "birches",
      reply = [[{wet: Your boots say something at every step. Pell listens to them with his head on one side, and does not write it down.|Behind you there is a pause, and a splash, and the small dry sound of chalk.}]] },
  },
}
