-- tuesday.lua - a day with room for two things: the stair to the top, the river, or the professor's tin room

-- The forty pages are good rag paper, typed on one side.
define.choices "folder" {
  { "Untie the folder", id = "untie", when = "sheets == 0 and folder == 'tied'", once = true,
    set = { folder = "wet", sheets = 3 },
    effect = function(run)
      run:integrate("support_re_authoring")
      run:milestone("untied the folder")
    end,
    event = { action = "unties a folder of forty pages, and wets the first three", consequences = "A stone comes through the typing." },
    reply = [[It is rag paper, the good kind, bought for the purpose. You pour the flask over page three until the typing goes grey. It will do. The stone will come through from the back.]] },
}

define.scene "stair/tuesday" {
  text = {
    { when = "part == 0", text = [[Six in the morning. Mist lies on the stair as far as the second landing, and out of it stands the rest, with Ferris on it the size of a comma. "There's room in a day for two things," says Teodora, "and in this heat for one of them."]] },
    { when = "part == 1", text = [[Noon. The tin ticks. Everyone who has a hammock is in it, except the one who is beating paper up there. The boat is going down for flour, and comes back tomorrow, or does not.]] },
    { when = "part == 2", text = [[At five the light goes yellow, lies for a while along the edges of the steps, and is put away.]] },
  },
  choices = {
    { "Climb to the top", id = "go_up", once = true, when = "part < 2", add = { part = 1 }, to = "climb" },
    { "Go with Imi to the river", id = "go_river", once = true, when = "part < 2", add = { part = 1 }, to = "river" },
    { "Ask for the key of the tin room", id = "go_tin", once = true, when = "part < 2", add = { part = 1 }, to = "tin_room" },
    { "Go down with the boat at noon", id = "noon_boat", when = "part == 1", to = "downriver",
      event = { action = "leaves the stair on a Tuesday, in the flour boat" },
      reply = [["You've paid until Thursday," says Benedito. He moves over a sack so that you can sit.]] },
    { "Wash for supper", id = "wash", when = "part == 2", to = "supper_two",
      reply = [[Somebody has hung up the good towel. It has PROPERTY OF A HOTEL along it.]] },
  },
}

define.scene "stair/climb" {
  text = {
    [[There is no shade and no rail. You go on hands and feet, so the rows come past your face, hand after hand, and by the fiftieth you know them as one knows the front gardens of a street. Always in the end the ring on its stroke.]],
    [[From the sixtieth upward nobody has trodden on them, and the edges would cut bread.]],
    { text = [[On the hundred and seventh, where Ferris has just been, nine small heads stand in a row. Four have been cut the other way up.]],
      themes = { "loss" }, intensity = 0.3, instead = [[On the hundred and seventh, where Ferris has just been, nine small heads stand in a row. The last is laughing.]] },
  },
  choices = {
    { "Wet a sheet for the nine", id = "take_nine", add = { sheets = -1, taken = 1 }, to = "top",
      effect = function(run) run:insight("Somebody counted, and put the number down.") end,
      reply = [[Ferris took it in six minutes. You take the hour, and sit with them while they dry.]] },
    { "Ask Ferris who they are", id = "ask_nine", to = "top",
      effect = function(run) run.character:feel("ferris", 0.2) end,
      reply = [["A hundred and seven," says Ferris from the hundred and sixth. He looks down past his arm for the first time at what is there. "They've got ears," he says.]] },
    { "Turn round here, where there is a breeze", id = "turn_here", to = "tuesday",
      reply = [[Going down is slower. Each step has to be looked at before it is stood on, and so you see all hundred and seven again.]] },
  },
}

define.scene "stair/top" {
  include = { "folder" },
  text = {
    [[{In all the books it is called the King's Step. It is no higher than the others. Whoever cut it had never seen it done, and the chisel has slipped twice, once right across. A person. A stone. The person with the stone on their back. Then the ring on its stroke. Behind it the forest begins, and a goat.|The King's Step. The goat has come nearer.}]],
    { when = "seen.what_pot", text = [[{A pot, Imi called it. It sits there like something one has let go of.|}]] },
  },
  choices = {
    { "Wet a sheet for it", id = "take_top", when = "sheets >= 1", once = true, add = { sheets = -1, taken = 1 }, to = "goat",
      event = { action = "copies the topmost step of the stair, slips and all", consequences = "It turns out to be about carrying a stone." },
      reply = [[{folder == 'wet': Through the stone on the person's back goes a line of your typing: *the lintel, which has been measured.*|You beat the paper into both the slips. They were cut as deep as the rest.}]] },
    { "Lay a finger in the slip", id = "finger_slip", to = "goat",
      effect = function(run) run:integrate("validate_player_experience") end,
      reply = [[It goes off to the right, as yours do. They had three hundred and fifty miles of river full of stones. They went on with this one.]] },
    { "Sit down on the King's Step", id = "sit_king", to = "goat",
      reply = [[It is too narrow by a hand, and it has a view of tin, washing, and the river going round a corner.]] },
  },
}

define.scene "stair/goat" {
  rest = true, intensity = 0,
  text = [[The goat lies down where your shadow is, as that is all there is up here. The two of you look out over the trees. From above, the stair is nothing but edges; the rows are on the risers, and can be seen only by somebody who is on the way up. Far below the boat is pulled across by its thread of wake.]],
  choices = {
    { "Stay until your shadow has moved", id = "shadow_moved", to = "tuesday",
      reply = [[The goat moves with it. Later you notice that you have come down without counting.]] },
    { "Share the biscuit", id = "biscuit", to = "tuesday",
      reply = [[You share it in half, and after that it shares your half.]] },
  },
}

define.scene "stair/river" {
  text = {
    [[Imi stands in the river up to her waist and brings up stones. "You have to carry it yourself," she says. "From here to there. If it's too much you drop it. If it's not enough it wobbles, and everybody knows." She is ten; at ten one does it. Teodora has. Benedito did a boat.]],
    [[The stair is not finished, then. It never was a stair up. They began at the top, and build down, and the river brings mud, and they build down.]],
    { when = "world.imi_carried", text = [[Her first one lies already in its place, under a foot of water. This is the second. "The other was when I was little," says Imi.]] },
  },
  choices = {
    { "Look for a stone of your own", id = "look_stone", to = "stones" },
    { "Sit down in the river first", id = "sit_river", detour = "riverbed", to = "stones" },
    { "Walk beside her while she carries hers", id = "beside_imi", to = "cutting",
      effect = function(run, universe)
        run.character:feel("imi", 0.4)
        universe:set("imi_carried", true)
      end,
      event = { action = "walks beside Imi while she carries her stone", consequences = "It is down, and she did it herself." },
      reply = [[You are not to help, but you may walk on the side where the nettles are. She puts it down four times on the way, and says a word over it each time. Then she looks to see whether you thought the less of it.]] },
  },
}

define.scene "stair/riverbed" {
  rest = true, intensity = 0,
  text = [[You sit down among the stones with the water round your ribs. It is brown, and the warmth of tea that was forgotten. Small fish come and try your knees. The current leans on your back all along, as somebody does who reads over your shoulder and is in no hurry for the page.]],
  choices = {
    { "Let your hands float", id = "hands_float", back = true, reply = [[They turn palm up by themselves. Into the left one comes a leaf, and stays some time.]] },
    { "Get up when the fish have finished", id = "fish_done", back = true, reply = [[You have very clean knees.]] },
  },
}

define.scene "stair/stones" {
  text = {
    [[{Three would do. One is as long as your arm and has a sparkle in it. One is flat and grey, and about what a child weighs at two. One is small and round, with a white band, and wants to be picked up.|The long one, the flat one, the one with the band.}]],
  },
  choices = {
    { "Lift the long one", id = "lift_long", once = true,
      effect = function(run) run:integrate("maintain_challenge_balance") end,
      reply = [[You get it as high as your knees. There you stand, the two of you, in the middle of a river, and neither is going anywhere. You put it back in its hole. "Everybody lifts that one," says Imi.]] },
    { "Carry up the flat one", id = "carry_flat", set = { stone = "middle" }, to = "cutting",
      effect = function(run) run:milestone("carried a stone up from the river") end,
      event = { action = "carries a flat grey stone up from the river" },
      reply = [[You put it down twice. The second time is only because there is a place to look at.]] },
    { "Give Imi the one with the band", id = "give_band", to = "cutting",
      effect = function(run) run.character:feel("imi", 0.3) end,
      reply = [[She holds it to her ear, and then to yours. It says nothing, but for its size it says it very well. She puts it in the pocket of her apron and goes on.]] },
  },
}

define.scene "stair/cutting" {
  text = {
    [[Imi's stone is propped on two others behind the kitchen. She tells it first, aloud, from left to right. "I. Went in the river. I. Carried it." Then she cuts that. The chisel is too long for her, and she holds it in the middle.]],
    [["And now you make the pot, and put it down." She cuts the ring, three goes, not very round, and the stroke under it. Then she lays the chisel on the ground. "Tuma," says Imi.]],
    { when = "world.sign_read", text = [["They wrote it in a book," she says. "Gran knew."]] },
  },
  choices = {
    { "Say it after her", id = "say_tuma", set = { sign = true }, to = "tuesday",
      effect = function(run)
        run:insight("The ring on the stroke is a pot that has been set down.")
        run:milestone("read the last sign")
      end,
      reply = [["Tuma." It is what Benedito said to your bag, and Teodora to the beans. One says it to what one has been carrying. It is at the end of every line, from the river to the top.]] },
    { "Ask if you may try the chisel", id = "try_chisel", to = "tuesday",
      effect = function(run) run.character:feel("imi", 0.2) end,
      reply = [[On the waste side you cut a stroke, and a second stroke, which goes off to the right. Imi looks at it with her head on one side. "That's how mine were," she says, "in spring."]] },
  },
}

define.scene "stair/tin_room" {
  text = {
    [[{The professor's room is a ship's container with a window sawn in it. It holds a cot, sixty-two notebooks, and a nail with postcards. *Dear Dean,* says the topmost, *rain here also. Knees no better. Have gone through 212 again. Is that ALL? Yrs, O.*|The cot, the notebooks, the nail.}]],
    { when = "not seen.read_cards", text = [[{The Dean has walked in behind you, along the floor, which it does not care to be seen doing.|}]] },
  },
  choices = {
    { "Read the Dean its postcards", id = "read_cards", once = true,
      effect = function(run) run:integrate("develop_compelling_characters") end,
      reply = [[There are nineteen. In seven the weather is wet, and in twelve he remains unconvinced. At each *Yrs, O.* the bird draws up one foot. When you come to the end it walks to the nail and looks under it for more.]] },
    { "Take down the notebook of that winter", id = "that_winter", to = "notebook" },
    { "Take down the one nearest to the door", id = "nearest", to = "tin_quiet" },
    { "Lock up again", id = "lock_tin", to = "tuesday",
      reply = [[The padlock is a good one, and the key hangs on a hook beside it.]] },
  },
}

define.scene "stair/notebook" {
  intensity = 0.3, instead = "tin_quiet",
  text = {
    [[He drew well, and slowly. Under each row stands the last sign by itself, in red, and next to it is written *Is that "all"? Is that "end"? "Whole"? "All of us"? Not convinced.* It stands on every page of all sixty-two.]],
    { text = [[That winter he was in the city, teaching. *Wednesday. Forty pp. on doors. Was not kind. Put 91 to them again at the end, as I do: is that all? One of them said yes. – Said YES. Why yes?* There is a coffee ring round it. You know who said it.]],
      themes = { "abuse" }, intensity = 0.3,
      instead = [[That winter he was in the city, teaching. *Wednesday. Put 91 to the students again: is that all? One of them said yes. – Said YES. Why yes?* There is a coffee ring round it. You know who said it.]] },
  },
  choices = {
    { "Write beneath it why", id = "write_why", when = "sign", locked = "You would have to know what it was that you said yes to.", to = "tuesday",
      effect = function(run)
        run:integrate("support_re_authoring")
        run:insight("It was a question about a sign, and somebody knew the answer.")
      end,
      event = { action = "answers a question in the professor's forty-first notebook", consequences = "It had stood there for eleven years." },
      reply = [[*Because they had put it down,* you write, and the date. It is in pencil, like his. You blow off the dust that the rubber would have made, if you had used one.]] },
    { "Draw a door in the margin", id = "draw_door", to = "tuesday",
      effect = function(run) run:integrate("promote_self_compassion") end,
      reply = [[You do it from memory, with its hinges. It is the one on page three. It is a good door. You draw it standing a hand's breadth open.]] },
    { "Put it back between forty and forty-two", id = "put_back", to = "tuesday",
      reply = [[You push it in level with the others. Behind you the bird says it, not loudly. "I know," you say. "Sign ninety-one."]] },
  },
}

define.scene "stair/tin_quiet" {
  intensity = 0,
  text = [[He drew well, and slowly. Under each row stands the last sign by itself, in red, and next to it, on every page of all sixty-two, is written *Is that "all"? Not convinced.* So that is what the bird is saying. It asks about sign ninety-one.]],
  choices = {
    { "Tell the bird that you see", id = "tell_see", to = "tuesday",
      reply = [[It has been waiting some time for somebody to see. It goes out ahead of you on foot.]] },
    { "Draw the ring for yourself", id = "draw_ring", to = "tuesday",
      reply = [[Red, and beside it a stroke too many. It has a weight to it, for a ring.]] },
  },
}
