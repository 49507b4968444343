-- ring.lua - what lies about on the ring; offered, never forced

define.storylet "six_wheel" {
  story = "standby", pool = "ring", label = "Turn Number Six on its back", once = true, weight = 3, when = "world.six_wheel == 'lame'",
  text = [[It lets you. Its wheels go on for a moment and stop, the three good ones together. Round the axle of the fourth something has been wound so tight that it has gone hard. It is a hair ribbon, you see, when you have got an end of it; blue, and about a metre of it still to come. Eleven people, and nobody ever wore a ribbon. It has had this from before.]],
  choices = {
    { "Unwind it", id = "unwind",
      effect = function(_, universe) universe:set("six_wheel", "mended") end,
      event = { action = "unwinds a ribbon from the wheel of a floor crawler on Tern", consequences = "Number Six goes further than three metres." },
      reply = [[It takes your nails, and a fork. Put down, Number Six stands there. It goes three metres and stops, where it has always stopped. Then it puts out a wheel, like somebody in the dark feeling for a stair that turns out not to be there, and goes on up the floor, out of sight, with no squeak. You had got used to the F.]] },
    { "Put a drop of cooking oil to it, and set it down", id = "oil", effect = function(run) run.character:feel("standby", 0.1) end,
      reply = [[It squeaks a little lower; E flat, you think. It seems content. It smells, from then on, of frying.]] },
  },
}

define.storylet "lost_box" {
  story = "standby", pool = "ring", label = "Look into the box marked LOST", once = true,
  text = [[Somebody has written under it, in another pen, *so are we*. In the box are a glove, a tooth, a library card for a library eight years away at this speed, a harmonica, and half a letter beginning *You will laugh, but*.]],
  choices = {
    { "Play the harmonica", id = "harmonica",
      reply = [[Half the reeds are stuck. You can do the first line of something, if you leave out the part where it goes up. From a speaker overhead, very soft, Standby does the part where it goes up.]] },
    { "Write an ending to the letter", id = "finish_letter",
      event = { action = "finishes a letter out of the lost property of Tern", consequences = "It begins *You will laugh, but*." },
      reply = [[*You will laugh, but* it says, and you write: *today I looked in a box.* It does not seem worth a stamp. You fold it, all the same, and put it in with the glove, in the palm.]] },
  },
}

define.storylet "shortwave" {
  story = "standby", pool = "ring", label = "Stop under the speaker that is muttering", once = true,
  text = [[Between two stations that are not there a child is reading out the weather. It is for a school on one of the moons, and it has been given the job for a week. "In Dome A it was nineteen degrees. In Dome B it was nineteen degrees. Outside it was very bad again." There is a rustle. "Nobody has written in," says the child. "You can write in about the weather where you are."]],
  choices = {
    { "Look out, and write in", id = "write_in",
      event = { action = "sends in the weather from Tern to a school on one of the moons", consequences = "It is read out on Friday, with the corner turned back." },
      reply = [[*Blue,* you key, standing at the set with your coat on. *One cloud. It has a corner turned back.* You sign it *Tern*. It will be four hours on the way, and somebody is going to be allowed to open it.]] },
    { "Listen to the end", id = "listen_end",
      reply = [[At the end the child says its own name, which is Ottokar, with all the titles there are, and then, in a whisper, to somebody beside it, "Was that all right?"]] },
  },
}
