-- garden.lua - a wheel of forty turns, a spoon in a switch, the lamp at the port, and four minutes of radio

define.scene "standby/garden_door" {
  place = "garden",
  text = {
    { text = [[{The wheel on the garden door has not been turned since the heat went. *40 turns,* says a plate, *then push.* "It's only Teo's beans," says Standby, "and very likely dead. I've had them under *dead*, to be tidy."|The wheel stands at ten.}]] },
    { when = "world.beans > 0", text = [[{Somebody has greased the spindle. The grease has a thumbprint in it.|}]] },
    { when = "turned == 10", text = [[Ten turns are done. They have stayed done, all this while, with nobody holding them.]] },
  },
  choices = {
    { "Give it ten turns, and leave it", id = "ten_turns", to = "ring", when = "turned == 0", set = { turned = 10 },
      effect = function(run) run:insight("Ten turns stay turned.") end,
      reply = [[Ten is what there is. You lean your forehead on the door, which is cold, and tells you nothing about beans. Then you go and do something else.]] },
    { "Go on from ten", id = "thirty_more", to = "garden", when = "turned == 10", set = { turned = 40 },
      reply = [[Eleven, says the wheel, as if you had only gone to the door. There are not so many numbers between that and forty. Push, says the plate, and you push.]] },
    { "Turn it until it opens", id = "forty_turns", to = "garden", when = "turned == 0", set = { turned = 40 },
      reply = [[At twenty-three you sit down on the floor. Nobody has anything to say about it. After some time you do the twenty-fourth, to see whether it is still that wheel. You never notice thirty.]] },
    { "Tie Number Six to the wheel", id = "six_turns", to = "garden", when = "world.six_wheel == 'mended'", locked = "Number Six has one wheel too few for that.", set = { turned = 40 },
      reply = [[It trundles off round the hub, forty times, with a bootlace over its shoulder, if that is its shoulder, and polishes a perfect circle on the floor in front of the door. When the door gives it goes in first.]] },
    { "Turn back", id = "door_back", to = "ring",
      reply = [[The wheel, when you look round, is still quite a good wheel.]] },
  },
}

define.scene "standby/garden" {
  place = "garden",
  text = {
    { text = [[{Brown trays, brown racks, and your breath in front of you. At the far end one tube is alight, because somebody has bridged the switch with a spoon. Under it hangs a vine with four leaves and a pod gone to paper. From a frosted pipe a drop falls on it, and then, when you have given up on that, another. It has lived on this. *Don't tell Marit about the spoon,* says a strip of tape. *T.*|The tube hums over the vine.}]] },
    { when = "task == 'beans'", text = [[{You have looked in on the beans. There are beans.|}]] },
    { when = "world.beans > 0", text = [[{In the next tray {world.beans == 1: there is a row of beans|are {world.beans} rows of beans}, at various heights, that Teo knows nothing about. Each has a splinter of rack beside it to climb on.|}]] },
  },
  choices = {
    { "Open the pod, and sow what is in it", id = "sow", to = "garden_bench", set = { sown = true },
      effect = function(run, universe)
        universe:add("beans", 1)
        run:milestone("Sowed five beans")
      end,
      event = { action = "sows a row of beans in the garden of Tern", consequences = "Something is going on under the tube.", major = true },
      reply = [[There are five. They are white, and each has a brown mark at the navel, like a face seen from far away. You push them in to the second joint of your finger. Teo used to do that, and then say something to them, low, in Yoruba, which he would never translate. You say, "Well, there you are."]] },
    { "Hold your mug under the drip, and give the vine all of it", id = "mug_drip", to = "garden_bench", when = "mugs >= 1", locked = "You have nothing to hold under it.",
      effect = function(run) run.character:feel("standby", 0.1) end,
      event = { action = "waters a bean vine on Tern out of a mug" },
      reply = [[Sixty drops cover the bottom of the bird. You wait for a hundred and eighty. The vine gets them all at once, for the first time in its life, perhaps, and lets two run down the stalk and hang there.]] },
    { "Sit down under the tube", id = "under_tube", to = "garden_bench" },
    { "Leave it as it has managed so far", id = "leave_garden", to = "ring",
      reply = [[You wedge the door with a tray, so that it would be only a push.]] },
  },
}

define.scene "standby/garden_bench" {
  place = "garden", rest = true,
  text = [[There is a crate to sit on, in the only light, and a cushion with Teo's shape in it. It is warmer here by two degrees than anywhere on the ring; Standby has never found out why. It smells of earth, faintly, like a mug that once had earth in it. {sown: Nothing shows in the tray. It does so in five places.|The four leaves hold still.}]],
  breath = [[Every ten seconds or so a drop falls. In until it falls, then out until the next; or simply wait for it, and let breathing go on by itself.]],
  choices = {
    { "Stay for sixty drops", id = "sixty_drops", to = "ring",
      effect = function(run) run:integrate("enable_gentle_pacing") end,
      reply = [[At about forty you have been thinking of something else, namely of how one would get a second tube down from the rack, and whether there was another spoon.]] },
    { "Pinch off the brown at the edges", id = "pinch", to = "ring",
      reply = [[It comes off like pastry. What is left of the leaf is small and entirely green. Your fingertips smell of it right round the ring.]] },
  },
}

define.scene "standby/port_lamp" {
  place = "port",
  text = {
    { text = [[{The lamp is as big as a drum, with a brass shutter that somebody once took trouble over. *For those coming in,* says a card. It draws as much as the heater in Bunk Four, to the ampere. "Nobody is coming in," says Standby, who has seen what you are looking at.|The card has slipped, and you have set it straight. *For those coming in.*}]] },
    { when = "world.lamp == 'lit'", text = [[{It is on, as it happens, at a quarter strength, on somebody's leave and somebody's current. Frost has crept so far over the glass that no one would see it beyond the struts.|}]] },
  },
  choices = {
    { "Ask who it was for", id = "ask_lamp", once = true,
      reply = [["Tugs. Tenders. In the winter there were none, and it drew nine amperes, so it was put out." Who put it out? "I was asked to," says Standby.]] },
    { "Give it the heater from Bunk Four", id = "light_lamp", to = "ring", set = { lamp = true },
      effect = function(run, universe)
        run.vars.frost = universe:get("lamp") == "lit"
        universe:set("lamp", "lit")
        run.character:feel("oda", 0.1)
        run:integrate("create_meaningful_choices")
      end,
      event = { action = "lights the lamp at the port of Tern", consequences = "Ships that have been steering by the planet have something nearer.", major = true },
      reply = [[There is a clunk in the wall. Then there is white, on the struts, on the plating, on a glove that someone left on the outer rail, and out past the glove for as far as there is any out. {frost: The ferns on the glass slide down and off.|You have to put a hand over your eyes.} "It will be cold in Four," says Standby. It does not say that it need not have been.]] },
    { "Clean the glass, and leave it dark", id = "clean_lamp", to = "ring",
      reply = [[You use your sleeve. When you have done you can see yourself in it, upside down, quite small, with one arm going round.]] },
  },
}

define.scene "standby/radio_second" {
  place = "radio_room",
  text = {
    { when = "run.character:feeling('oda') < 0.2", text = [["Tern, Tern, this is *Second Helping*. Regulations say hail, so I'm hailing." The needle lies down, and gets up. "Lunch was the brown one," says the voice. "I won't go on about it." The key hangs on its hook, within reach.]] },
    { when = "run.character:feeling('oda') >= 0.2", text = [["Tern, Tern," says Oda Brandt, and then, before you can have reached the key, "I've brushed my hair. I know that's ridiculous. Are you there?"]] },
    { when = "lamp", text = [["There's a light on you," she says. "Do you know that there's a light on you? I came round the edge and there it was. I had to go and fetch my glasses. And then I couldn't see through them, either."]] },
    { when = "task == 'radio'", text = [[You have brought the pencil along on its string, in case there is an answer to be written down.]] },
    { when = "sown and not lamp", text = [[You have earth under your nails. It occurs to you that this is news.]] },
  },
  choices = {
    { "Tell her how long you lay there", id = "tell_days", to = "ring",
      effect = function(run, universe)
        run.character:feel("oda", 0.4)
        universe:set("oda_knows", "voice")
        run:integrate("validate_player_experience")
      end,
      event = { action = "tells Oda Brandt about forty days in Bunk Four", consequences = "She did fifty-one once, on her second haul." },
      reply = [["Forty," you say. "Fifty-one," says Oda. "My second haul. I counted rivets. I'd tell you how I got up, only I don't know. I wanted to find out what that smell was." There is a crackle. "It was me," she says. It comes to you that the noise you are making is laughing, and that it uses the stomach.]] },
    { "Ask what the ice is for", id = "ask_ice", to = "ring",
      effect = function(run, universe)
        run.character:feel("oda", 0.3)
        universe:set("oda_knows", "voice")
        run:insight("Half of the ice is for fat men to jump into.")
      end,
      event = { action = "asks Oda Brandt what the ice is for", consequences = "She has never been asked." },
      reply = [["Half's for drinking," says Oda. "The other half's a baths. Public. It's got a slide." You can hear her scratch herself. "I don't swim. I think about the fat men. There's one at the top of the slide and he's wondering about it. That's got me twice round the sun."]] },
    { "Read her what there is in the locker", id = "read_locker", to = "ring",
      effect = function(run, universe)
        run.character:feel("oda", 0.3)
        universe:set("oda_knows", "voice")
        run:integrate("balance_tone")
      end,
      event = { action = "reads out the contents of a locker on Tern to *Second Helping*", consequences = "The brown one turns out to be the same brown one." },
      reply = [["Brown, forty. Green, two. Rice, without label." "Describe the brown," says Oda. You open one and describe it. There is a silence full of fellow feeling. "Lumps?" says Oda. "Lumps," you say. "Over here as well," says Oda. "Over here as well."]] },
    { "Let the window close", id = "let_close", to = "ring",
      reply = [[You hold the key, and have not pressed it, and the hiss takes her, from the consonants on. Next pass in ninety minutes, says the card over the set. Somebody has drawn a small sun on it, and an arrow.]] },
  },
}
