-- endings.lua - the lock, with the tender outside it; how it can end: tender, keeper, docked, ajar

define.scene "standby/last_shift" {
  place = "lock",
  text = {
    { text = [[The *Regularity* is a yellow tender with one seat and a pilot of about nineteen. He has come on board as far as the sill and {world.six_wheel == 'mended': is looking at the floor, in which he can see his knees.|is looking back at the prints he has made in the dust.} "It says here, one person," he says, "and then I'm to seal it." He has a roll of tape for that. He peers past you, up the ring. "What's that smell? {mugs == 11 or order == 'signed': It's like somebody's kitchen.|It's like a cupboard.}"]] },
    { when = "lamp", text = [["Nice, that lamp," he adds. "It isn't on the chart. I came in on it."]] },
    { when = "seen.ring_bell", text = [["It says there's a bell," says the boy. "Can one hear it, from the bunks?" One can hear it from everywhere.]] },
    { text = [["He can wait an hour," says Standby in your ear. "It's in his regulations."]] },
  },
  choices = {
    { "Take the seat", id = "take_seat", to = "tender",
      event = { action = "leaves Tern on the tender *Regularity*", consequences = "The hatch is shut, and the tape forgotten.", major = true },
      reply = [["Anything to bring?" says the boy. You look.]] },
    { "Send him back with the seat empty", id = "send_back", to = "keeper", when = [[sown or seen.ring_bell or order ~= "standing"]],
      locked = "He would ask what for, and so far you have nothing to point at.",
      event = { action = "stays on Tern to keep it", consequences = "The chart says *manned*.", major = true },
      reply = [["What do I put?" asks the boy. You spell it for him.]] },
    { "Use the hour, and call *Second Helping*", id = "call_oda", to = "docked", when = "run.character:feeling('oda') >= 0.4 and lamp",
      locked = "{lamp: She would want to know who was calling. You have hardly said a word to her.|She could not find the port in the dark, and you have left it dark.}",
      event = { action = "asks *Second Helping* in to Tern", consequences = "For the first time in years there are two mugs on a table there.", major = true },
      reply = [["Is there room to park?" says Oda Brandt. The boy, who can hear her through the wall, has begun to tidy his hair.]] },
    { "Go back to Bunk Four, and leave the door open", id = "leave_ajar", to = "ajar", intensity = 0.3, themes = { "abandonment" },
      event = { action = "goes back to Bunk Four with the door left open", consequences = "The tender leaves a crate." },
      reply = [["I see," says the boy, who does not. "I'll just wait my hour, then."]] },
  },
}

define.scene "standby/tender" {
  ending = "tender",
  text = {
    { when = "sown", text = [[You carry Teo's mug in both hands, with earth in it, and one of the five. The boy gives you the sick bag to put round it, against the draught.]] },
    { when = "not sown and mugs > 0", text = [[You carry your mug, with the bird on it. The boy says that there will be mugs where you are going. "Yes," you say.]] },
    { when = "not sown and mugs == 0", text = [[You have brought both boots. That, says the boy, is what most people bring.]] },
    { text = [[It is a seat with a window. Behind the glass of the hatch{world.six_wheel == 'mended':|, further than that wheel has ever taken it,} something goes bump, low down, and backs off, and goes bump. {run.character:feeling('standby') >= 0.2: "Nothing is required of you," says Standby with the last of the line; and then, when the boy already has his hand on the switch, "It was company."|"I'll keep Four at twelve per cent," says Standby with the last of the line. "It's no trouble."}]] },
    { when = "lamp", text = [[For an hour you can see the lamp. When it has got no bigger than other things out there you still know which it is.]] },
    { when = [[not lamp and order == "signed"]], text = [[As you draw off a window comes on in the ring. That is the galley, you think, hot side. Before it has gone round out of sight there is the one next to it.]] },
    { when = [[not lamp and order ~= "signed"]], text = [[The ring turns behind you in the dark. One window goes round with it that is not quite dark. You had thought there would be none.]] },
    { text = [[At the ninety minutes the boy's radio clears its throat. "Tern, Tern," it says. {run.character:feeling('oda') >= 0.4: You have the key before he can ask who that is.|"Who's that?" says the boy, and it turns out that you can tell him a good deal about her.}]] },
  },
}

define.scene "standby/keeper" {
  ending = "keeper",
  text = {
    { text = [[The boy goes off with a tin of the brown one for the way. His roll of tape is still hanging by the lock; neither of you cared to mention it. On the rota it says *gone* ten times, in capitals. In the eleventh line you fill in tomorrow.]] },
    { when = [[order == "signed"]], text = [[The hot side is hot. Standby does about a room a week, and before each it says, "If you're quite sure," and you come and stand there while it does it.]] },
    { when = [[order == "eased"]], text = [[As far as the garden the lamps stay on. On trial, says Standby, who has extended it twice.]] },
    { when = [[order == "standing"]], text = [[In Bunk Four the light stands at twelve per cent. You go by it in the mornings, on the way to where there is more.]] },
    { when = "seen.ask_sang", text = [[When a shift is over you have on the nine people with the spoons. By now you know where to come in.]] },
    { when = "sown", text = [[On the ninth day there is a loop of white in the tray, as though somebody had begun to sew. By evening it has pulled its head out.]] },
    { when = "lamp", text = [[The lamp burns at the port. Nobody is coming in. It has been seen, you are told, from as far as the ice.]] },
    { text = [[{seen.ring_bell: At ten to four you ring the bell. It is still too loud.|Ten to four you know by the pump.} In a while somebody will hail. Until then there is the floor, which goes up in both directions, and you walk it, and at no point does it get any steeper.]] },
  },
}

define.scene "standby/docked" {
  ending = "docked",
  text = {
    { text = [[Oda Brandt comes through the lock sideways, with a pan held level. She is sixty, and short, and has brushed her hair. You have both been so fluent that now neither can think of a word, and it is left to Number Six, who {world.six_wheel == 'mended': goes|has come all this way on three wheels, and goes} once round her boots. "Well," says Oda. "Custard."]] },
    { when = "mugs == 11", text = [[She chooses among eleven mugs, and takes the one with earth in it. She says it gives an edge.]] },
    { when = "mugs < 11", text = [[{mugs == 1: There is one clean mug. She washes a second without a word, and then, since the water has come warm, a third for the boy.|There is no clean mug. You stand side by side at the sink, and that is easier than facing.}]] },
    { text = [[There are two spoons; the boy gets the pan. He is late by an hour and has forgotten what the tape was for. When her window comes round the ice will not wait, and there is a crate on *Second Helping* with a blanket on it, for one round, or two. "It's mostly brown," says Oda. {sown: You put Teo's mug between your knees, with one of the five in it.|You sit down on the crate, and it lets out its air.}]] },
    { text = [[At the ninety minutes she hails, from habit, with you beside her. There is only hiss. The needle lies there. Then it gets up. "Tern here," says a pleasant voice. "Good shift. What was there for pudding?"]] },
  },
}

define.scene "standby/ajar" {
  ending = "ajar", intensity = 0.3, themes = { "abandonment" },
  text = {
    { text = [[You lie down in your coat. The light is at twelve per cent. Nothing is required of you, and this time Standby does not say so; it has turned down the pump. The boy can be heard at the lock, walking up and down, and reading aloud what is written on things. When his hour is over he puts up no tape. One can't, he says to himself, with a door open. He leaves a crate on the sill, and a form, and a pencil on the form.]] },
    { text = [[{world.six_wheel == 'mended': Number Six comes in, and does the floor from wall to wall. It goes under the bunk, and comes out on the side that you are facing, with your other slipper, and stays.|Number Six comes in over the sill, which it has never done. It does the floor under the bunk, as far as the good wheel reaches, and comes out on the side that you are facing, with your other slipper.}]] },
    { text = [[Through the wall the needle gets up. "Tern, Tern," says a voice with weather in it. {run.character:feeling('oda') >= 0.4: "You needn't. I only wanted you to know that I can see from here that it's you.|"Regulations say hail.} It's Thursday." The next pass is in ninety minutes. There are oranges in the crate, it seems. The smell has got as far as the door.]] },
  },
}
