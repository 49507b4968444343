-- drying.lua - who comes by in the hour that a sheet takes

define.storylet "ants" {
  story = "stair", pool = "drying", label = "Look at what crosses your shoe", once = true,
  text = [[Ants are going over your shoe, each with a piece of leaf held up like a sail. One has a bit no bigger than itself and goes along quite jauntily. One has hold of half a leaf, and is being blown in a circle. They all get there, as far as you can see, and nobody at the hole is writing it down.]],
  choices = {
    { "Move your shoe", id = "move_shoe", reply = [[They go on over the place where it was, up and down, for some minutes.]] },
    { "Hold a hand against the wind for the one", id = "hand_wind", reply = [[It gets its half leaf round. It makes a yard in no time, and then meets a stick.]] },
  },
}

define.storylet "benedito" {
  story = "stair", pool = "drying", label = "Wave to Benedito", once = true,
  text = [[Benedito ties up the boat and sits down by you with a fish on a string. He has taken eleven directors up this river and ten down it. One of them counted trees. One cried from the bend onwards, so that one could set one's watch. "What do you do?" he asks. You draw pots. He nods; he has a pot.]],
  choices = {
    { "Draw his fish", id = "draw_fish", reply = [[You do it on the lid of the brush tin. He holds it beside the fish. "You've got his mouth," says Benedito. He knew him.]] },
    { "Ask him which is his step", id = "his_step", effect = function(run) run.character:feel("imi", 0.1) end,
      reply = [[He shows you, over the side of the boat, a yard down in brown water. It was a boat, he says. Everybody takes it for the fish.]] },
  },
}

define.storylet "coati" {
  story = "stair", pool = "drying", label = "Keep still for the one with the tail", once = true,
  text = [[A coati comes along the step with its tail straight up. It smells at the brush, at the sponge, at your knee. It puts a paw on your sheet, considers, and takes the paw off again. In the wet paper it has left four toes and a heel, very clear, in a place where nothing had been cut.]],
  choices = {
    { "Brush it out", id = "brush_out", reply = [[It comes out all but the heel. In the catalogue it will be a dot.]] },
    { "Leave it in", id = "leave_paw", effect = function(run) run:integrate("balance_tone") end,
      reply = [[It was there as well. You pencil the hour beside it.]] },
  },
}

define.storylet "shred" {
  story = "stair", pool = "drying", label = "Look at what sticks to the wall", once = true,
  text = [[On the wall beside your head a rag of paper is stuck, grey, older than you. It came off somebody's sheet and was left. One sign is pressed into it, a foot. Below it, in pencil, so faint that you have to lean away to see it, somebody has put, *Slipped. Start again? No. Beans.*]],
  choices = {
    { "Pencil the date beneath it", id = "pencil_date", reply = [[Now there are two of you on the wall.]] },
    { "Feel the foot with a finger", id = "feel_foot", reply = [[It is a left one. It was going up.]] },
  },
}
