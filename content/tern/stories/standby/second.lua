-- second.lua - the second shift: what was written on the rota, and how far round the ring one gets

define.scene "standby/second_shift" {
  place = "bunk_four",
  text = {
    { text = [["Good shift," says Standby. "Nothing is required of you." There is a pause in which somebody less polite would have coughed.]] },
    { when = "task == 'beans'", text = [["There is an entry on the rota. *Look in on the beans.* I could move it. I have moved it twice while you slept, to see how that would look."]] },
    { when = "task == 'radio'", text = [["There is an entry on the rota. *Ask about the pudding.* I could move it. I have moved it twice while you slept, to see how that would look."]] },
    { when = "task == 'bell'", text = [["There is an entry on the rota. *Bell.* I could move it. I have moved it twice while you slept, to see how that would look."]] },
    { when = "mugs == 11", text = [["Also the galley has been in use. By the rules I owe it a bulb." It says this as one admits to a draught. The light in Bunk Four stands at thirteen per cent.]] },
    { when = "mugs == 1", text = [["Also a mug has been washed," says Standby. "I don't know what to put that under."]] },
  },
  choices = {
    { "Get up, since it is on the rota", id = "up_task", to = "ring", when = [[task ~= ""]],
      reply = [[You do not feel any particular way about it. You put on the one boot, and the other boot, and by then you are a person with boots on.]] },
    { "Get up, to look where the light leaves off", id = "up_light", to = "ring",
      reply = [[{world.order == 'standing': Past the galley the floor goes up into the dark. You stand where the light stops, with your toes over the edge of it. A lamp comes on above you.|It leaves off at your own door. You stand with your toes on the edge of the dark, from the inside, and put them over.}]] },
    { "Turn to the wall", id = "to_wall_side", to = "wall_side" },
  },
}

define.scene "standby/wall_side" {
  place = "bunk_four", intensity = 0.2, themes = { "abandonment" }, instead = "third_shift",
  text = [[Down by the mattress, where nobody would see it who was not lying just so, the paint has been scratched with a pin. Strokes, in sevens, a great many. It is old; it has been painted over once and has come through. After every third or fourth week there is a word or two, very small. *Soup.* *Sang.* *Lamp out.* The last seven has only two strokes in it.]],
  choices = {
    { "Count them", id = "count_strokes", to = "ring",
      reply = [[Two hundred and twelve. It takes you, with losing your place, most of an hour, and at the end you are sitting up with your nose to the paint and one foot on the floor. You leave it there, as it is cold already, and fetch the other.]] },
    { "Find a pin, and make one", id = "make_stroke", to = "ring",
      event = { action = "scratches a stroke into the paint beside Bunk Four", consequences = "Whoever lies there next has company." },
      reply = [[You have to get up, to look for a pin. There is one in the corridor, in the crack where the floor meets the wall, that Number Six has been going round for years.]] },
    { "Pull up the blanket", id = "pull_blanket", to = "third_shift",
      reply = [["I've moved it to tomorrow," says Standby. "Whatever it was."]] },
  },
}

define.scene "standby/ring" {
  place = "ring",
  text = {
    { when = "world.order == 'standing'", text = [[{You walk, and a lamp comes on above you, considers, and stays. The one behind goes out. So you have at any time one lamp, and the floor goes up before it and behind it, and with every step the lowest place is where you are.|You walk in your one lamp.|The lamp over you has begun to come on a little before you are there.|}]] },
    { when = "order ~= 'standing' and since.standby_talk <= 1", text = [[You can see how the floor comes round, and that there is nothing the matter with it; it is merely a ring.]] },
    { when = "world.order ~= 'standing' and order == 'standing'", text = [[{All the way to the garden the lamps are on. {world.order == 'signed': Beyond it, one after another, some are clearing their throats.|Beyond it it is dark, "on trial," as Standby puts it.} You can see how the floor comes round, and that there is nothing the matter with it; it is merely a ring.|The lamps stay on behind you.|You meet your own footprints, which have been halfway polished away.|}]] },
  },
  draw = { pool = "ring", offer = 1 },
  choices = {
    { "Go to the garden door", id = "to_garden_door", to = "garden_door", when = "not seen.garden" },
    { "Go on up to the bell", id = "to_bell", to = "bell", when = "not seen.bell" },
    { "Climb the ladder to the cupola", id = "to_cupola", to = "cupola", when = "not seen.cupola" },
    { "Be in the radio room for her next pass", id = "to_radio_second", to = "radio_second", when = "not seen.radio_second" },
    { "Call it a shift", id = "call_shift", to = "third_shift", when = "not seen.third_shift",
      reply = [[You have gone {seen.garden or seen.bell or seen.cupola or seen.radio_second: far enough that it is shorter to go on than back, which on a ring is always only a matter of time|as far as the first lamp and some way under the second. The bunk is where it was}.]] },
    { "Ask Standby who told it to switch things off", id = "ask_order", to = "archive", when = "seen.third_shift and not seen.archive",
      reply = [["It's in the drawer," says Standby, after two whole lamps. "I've never liked to look."]] },
    { "Go and stand by the lock", id = "to_lock", to = "last_shift", when = "seen.third_shift",
      reply = [[{world.six_wheel == 'mended': Number Six comes along as far as the sill.|Behind you goes Number Six, three metres there, three metres back, and then, by the sound, four.}]] },
  },
}

define.scene "standby/bell" {
  place = "bell",
  text = [[Half way round, at the top of the ring, which is the bottom when you get there, hangs the bell. It is off a ferry. *ST OLAVE*, it says, and a year. The rope has been spliced in three colours, and the end is black from hands. {task == 'bell': It was on the rota. You have got here, and it is.|"It has no function," says Standby. "I looked it up."}]],
  choices = {
    { "Ring it", id = "ring_bell", to = "ring",
      effect = function(run, universe)
        universe:add("bells", 1)
        run:milestone("Ten to four")
        run:integrate("balance_tone")
      end,
      event = { action = "rings the bell on Tern", consequences = "It is ten to four again.", major = true },
      reply = [[It is far too loud. It goes off round the ring in both directions and meets itself on the other side, and comes back. {world.six_wheel == 'mended': Number Six has stopped, with its cloth up.|A long way off a squeak leaves off in the middle.} "That was a bell," says Standby. And then, after looking for it, as it seems, under a number of things, "It's ten to four."]] },
    { "Hold the clapper, and swing it without a sound", id = "hold_clapper", to = "ring",
      reply = [[You feel it in the wrist instead: a dull knock, like somebody in the next house who is moving in. When you let go, it is still going a little, between your fingers.]] },
  },
}

define.scene "standby/cupola" {
  place = "cupola", rest = true,
  text = {
    { text = [[The cupola is as wide as a bath, and one sits in it as in a bath. Below lies the planet, blue all over, with one white cloud that goes round it and that everybody calls the Handkerchief. It has a corner turned back. Nothing down there has any need of anyone, and it is very well lit.]] },
    { when = "world.lamp == 'lit'", text = [[On the struts outside lies a white gleam. The lamp at the port has been burning since somebody lit it, and has drawn frost on its glass in the shape of ferns.]] },
  },
  breath = [[The Handkerchief goes behind the rim as you breathe out, if you take your time over it. It comes back by itself.]],
  choices = {
    { "Watch the Handkerchief across", id = "watch_cloud", to = "ring",
      effect = function(run) run:integrate("enable_gentle_pacing") end,
      reply = [[It takes twenty minutes. You had forgotten the corner, and that it opens a little over the night side, as if somebody had thought of using it.]] },
    { "Look for *Second Helping*", id = "look_ship", to = "ring",
      reply = [[A great many sparks go round and one of them goes wrong, slantwise, slowly, with a big dirty lump behind it on a string. She is much smaller than her voice. You wave, since it costs nothing.]] },
    { "Climb down to the lamp at the port", id = "to_lamp", to = "port_lamp" },
  },
}
