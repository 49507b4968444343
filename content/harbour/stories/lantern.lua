-- lantern.lua - a short story of one evening, one name and one light

define.world { warm_nights = 0 }

define.story "lantern" {
  title = "The Lantern Keeper", focus = "grief", start = "quay",
  vars = { lit = false, coat = false, sat = 0, heard_hers = false, known = false },
  scenes = {
    quay = {
      text = {
        { text = [[Fog on the water. {seen.keeper: The same lantern|One lantern, unlit,} at the end of the quay.]] },
        { text = [[{The boats are in, or they are not; from here there is no telling. Wet rope, tar, the cold breath off the stones. You walked the whole length of the town with a name held behind your teeth, and the town ran out before the name did.|The bollards stand about like people who have stopped talking. Behind the fog somebody's halyard taps and taps on a mast, and the name has not got any smaller.}]] },
        { when = "world.warm_nights >= 1 and not lit", text = [[There is soot on the glass, and it is not old. Someone has stood here with a match before you.]] },
        { when = "lit", text = [[The light lies on the water as far as the third mooring, and there the fog takes it gently out of your sight.]] },
        { when = "known and visits.quay <= 1", text = [[Your feet found the bollards by themselves. From the bench behind the lamp somebody says, to the fog as much as to you, "That's a step I've heard before."]] },
      },
      next = "keeper",
      choices = {
        { "Light it", id = "light", set = { lit = true }, when = "not lit",
          event = { action = "lights the harbour lantern", consequences = "Boats find the harbour again.", major = true },
          effect = function(run, universe) universe:add("warm_nights", 1) end,
          reply = [[The wick takes on the third match.]] },
        { "Sit with the dark", id = "sit", add = { sat = 1 },
          reply = [[{lit: You sit down just outside the ring of the light, where it is still dark enough to sit.|You sit down on the cold coping with your back to the post. After a while the dark stops being one thing, and turns out to have a waterline, and a far side.}]] },
        { "Try the door of the net shed", id = "shed", to = "net_shed",
          reply = [[The latch is tied with a bit of net twine, in a bow, for whoever comes.]] },
        { "Walk out along the sea wall", id = "wall", to = "sea_wall" },
      } },

    keeper = {
      text = {
        { text = [[{lit: An old woman steps into the light.|A voice, close by.}]] },
        { text = [[{"I keep it," she says. "The lantern. That is, I keep the matches dry. Lighting it has always been done by somebody else." She does not ask what you are doing here at this hour. People only come out here at this hour for the one thing.|"Still here," she says, and it could be about either of you. She has brought her stool this time, and a flask, and two cups.}]] },
        { when = "coat", text = [[She looks at the coat you are wearing, at the left cuff in particular, and then for quite a while at the water.]] },
        { when = "sat >= 3", text = [["You sit well," she remarks. "Most want to be doing something with their hands by now."]] },
      },
      choices = {
        { "Say the name you came to say", id = "say", to = "home", when = "lit or world.warm_nights >= 3", locked = "Not in the dark.",
          effect = function(run) run:insight("A name said aloud is still somewhere.") end,
          event = { action = "says a name aloud at the end of the quay", consequences = "The keeper repeats it once, to have it right." },
          reply = [[You say it. It is an ordinary name; half the boats in this harbour could carry it. It goes out over the water at the pace of a person walking.]] },
        { "Ask her whose coat hangs in the shed", id = "ask_coat", when = "seen.net_shed and not heard_hers", to = "bench",
          set = { heard_hers = true } },
        { "Sit down beside her", id = "beside", to = "bench" },
        { "Ask to see where the light is kept", id = "lamp", to = "lamp_room" },
        { "Go back to the quay", id = "back", to = "quay" },
      } },

    home = { text = {
        { text = [[The tide turns.]] },
        { when = "coat", text = [[You can tell by the rope, which has been leaning one way all evening and now hangs straight, and now begins to lean the other. The sleeves of the coat are warm down to the wrists.]] },
        { when = "not coat", text = [[You can tell by the rope, which has been leaning one way all evening and now hangs straight, and now begins to lean the other. Nothing has been taken away. There is only water coming in where there was water going out.]] },
        { text = [["Good name," says the old woman. "It carries." Behind you in the town someone has opened a window, and the smell of somebody's supper comes all the way down to the sea.]] },
      }, ending = "spoken" },

    net_shed = {
      place = "quay",
      text = {
        { text = [[{Nets hang from the beams in brown swags, and between them it smells of cork and last summer. A row of hooks, each with its name burnt into the board above it. All the hooks are empty but one, and on that one is a heavy blue coat with its arms a little forward, as coats hang that were worn by one person for a long time.|The nets, the row of hooks, the boards with their burnt names.} {coat: The last hook is empty now, and the board above it looks bare in a friendlier way.|The left cuff has been darned in a wool that was nearly the right blue.}]],
          themes = { "loss" }, intensity = 0.3,
          warning = { type = "loss", severity = "mild", description = "A coat that belonged to someone who has died.", skippable = true },
          instead = [[Nets hang from the beams in brown swags, and it smells of cork and last summer. A row of hooks runs along the wall.]] },
        { when = [[world["echo/board"] ~= ""]], text = [[On the twelfth board, the one above the door, a name has been burnt in: {world["echo/board"]}. There is no hook under it. Whoever did it took their time over the letters.]], themes = { "loss" }, intensity = 0.2 },
      },
      choices = {
        { "Put on the coat", id = "wear", themes = { "loss" }, intensity = 0.2, when = "not coat", set = { coat = true },
          event = { action = "puts on the blue coat from the net shed", consequences = "A hook in the shed stands empty." },
          reply = [[It is too long in the arm. In the pocket there is a pencil stub, a fish hook stuck safely in a cork, and half a peppermint gone soft.]] },
        { "Hang the coat back on its hook", id = "unwear", themes = { "loss" }, intensity = 0.2, when = "coat", set = { coat = false },
          event = { action = "hangs the blue coat back in the net shed" },
          reply = [[You settle it so that the arms come a little forward, as they did before you.]] },
        { "Read the names above the hooks", id = "names", themes = { "loss" }, intensity = 0.2,
          reply = [[{&There are eleven. You read them in the order of the hooks, and then from the other end, so that nobody is always last.|One of the names is nearly yours, off by a letter. You hold your thumb over the letter, and then take it away.|{world["echo/board"] == "":Above the door is a twelfth board with nothing burnt on it. It has been sanded, and oiled, and put up level.|You read the twelfth one last, above the door, {world["echo/board"]}, and then the eleven again, so that it has company.}}]] },
        { "Go out to the quay again", id = "out", to = "quay" },
      } },

    sea_wall = {
      text = {
        { text = [[{The wall runs out into the fog farther than you remember anyone building it. On the left the sea moves about in its sleep; on the right the harbour does not move at all. You walk with one hand on the rail, which is wet, and furred with rust, and holds.|You walk out along the wall again. The fog has drawn in and let go and drawn in since you were last here. The rail is as wet as it was and holds as well as it did.}]] },
        { when = "lit", text = [[Behind you the lantern makes a small, round room in the fog. From out here you can see that it can be seen.]] },
      },
      draw = { pool = "dusk", offer = 2, otherwise = "wall_end" },
      choices = {
        { "Walk to where the wall ends", id = "to_end", to = "wall_end" },
        { "Turn back", id = "turn", to = "quay" },
      } },

    wall_end = {
      text = [[{The wall ends in three steps down, the lowest of them green. A bell hangs here in an iron frame, with a rope so short that only someone standing on the last dry step can reach it. A plate says to ring for those who are late.|Three steps, the lowest of them green, and the bell in its frame. The rope has been spliced to make it longer, recently, by someone who was taught to splice.}]],
      choices = {
        { "Ring for those who are late", id = "ring",
          event = { action = "rings the tide bell at the end of the sea wall", consequences = "In the town three people look up from their plates." },
          reply = [[{One stroke. You feel it in the step before you hear it. The fog takes the note, and keeps it longer than you expected.|You ring again. It is no louder, and no further away.|Once more. By now you are ringing so as to hear it, and that seems to be allowed.}]] },
        { "Put one foot on the green step", id = "step",
          reply = [[It is as slippery as it looks. You stand with one foot wet and one foot dry, and both of them are yours.]] },
        { "Go back along the wall", id = "along", to = "quay" },
      } },

    bench = {
      text = {
        { text = [[{There is a bench behind the lamp post, made from a thwart, with the worn place in the middle where a thwart wears. She sits on the one side of the worn place, and you on the other. What is in the cups is tea, and something that is not tea.|You sit down again on either side of the worn place. She fills the cups without looking, by the sound.}]] },
        { when = "heard_hers", text = [["My brother's," she says. "The coat. Forty years he complained of those sleeves. I do not go in to talk to it. I go in to hear what I'd say." She blows across her cup. "Some years it's fish prices."]],
          themes = { "loss" }, intensity = 0.4,
          warning = { type = "loss", severity = "mild", description = "The keeper speaks of her brother, who drowned.", skippable = true },
          instead = [["My brother's," she says of the coat, and leaves it there, and pours.]] },
      },
      choices = {
        { "Tell her one small thing about the one you came for", id = "small_thing", add = { sat = 1 },
          event = { action = "tells the keeper one small thing about someone", consequences = "The keeper laughs, and has to put down her cup." },
          reply = [[{You tell her how they peeled an orange, all in one go, and set the peel back together as if no one had been in. She laughs so that she has to put down her cup.|You tell her about the umbrella they left everywhere, and how it always came back, and that it is in your hall now. "Is it a good umbrella?" she asks. It is not.|You tell her the way they said goodbye on the telephone, three times, each shorter. She nods, and says it after you, all three.}]] },
        { "Say nothing for a bit", id = "nothing", as = "small_thing",
          reply = [[You watch the steam for a while, and then find that you have started after all. <>]] },
        { "Ask what she does with the ones who never come in", id = "ask_ledger", to = "ledger" },
        { "Go back to where you stood", id = "up", to = "keeper" },
      } },

    ledger = {
      text = {
        { text = [[{She takes a ledger from under the bench, wrapped in oilcloth. One line for every boat. Out, in. There are lines with only an out, and these have not been struck through, or ringed, or marked in any way. In the column beside them the ink changes with the years. "Weather fine," it says. "Saw a seal." "Your girl has married." "Weather fine."|The ledger lies open on her knees. Every line has its out. Where there is no in, the other column simply goes on. "Wind from the west today," says the newest line. "We have painted the door."}]],
          themes = { "loss" }, intensity = 0.4 },
      },
      choices = {
        { "Ask for the pen, and write one line", id = "write", once = true,
          effect = function(run) run:insight("One can go on telling them things.") end,
          event = { action = "writes one line in the keeper's ledger", consequences = "A line that had only an out has something beside it." },
          reply = [[You write what the evening is like. It takes only a line. She blots it, and does not read it, and you see her not reading it.]] },
        { "Read a page from before you were born", id = "old_page",
          reply = [[{&"Heavy swell. All in but the Constance." And beside it, in eleven different inks, eleven Christmases.|"Fog three days. Lit it by day also." Under this someone has pressed a sprig of thrift, which has printed itself on the facing page.|"All in," it says, the whole page down, line after line, all in, in a hand that grows larger toward the bottom.}]] },
        { "Close it in its oilcloth", id = "close", to = "bench" },
      } },

    lamp_room = {
      text = {
        { text = [[{The lamp room is a cupboard with a stair in it. Twelve steps up, and there is the back of the lantern, the brass, the little door for the wick. A second lantern stands on the shelf, a hand lamp, no bigger than a loaf. Its glass is so clean that for a moment you think there is none.|Twelve steps, the brass, the little door. The hand lamp stands on its shelf.} {lit: Beside you the big wick burns with a sound like cloth being torn very slowly.|The big wick is trimmed square, and waits.}]] },
      },
      choices = {
        { "Trim the wick", id = "trim",
          event = { action = "trims the wick of the harbour lantern", consequences = "The flame stands straighter." },
          reply = [[{&You take off the black with the little scissors, straight across, as you once saw it done. A curl of it stays on your thumb.|There is hardly anything to take off. You take off hardly anything.}]] },
        { "Ask about the hand lamp", id = "ask_hand",
          reply = [["For those that go home by themselves," she calls up the stair. "It's only lent. But nobody has ever agreed with me how long for."]] },
        { "Carry the hand lamp home", id = "carry", to = "carried", when = "lit and seen.ask_hand",
          locked = "It wants lighting from the big one, and you do not know yet whose it is.",
          event = { action = "carries a hand lamp home from the harbour", consequences = "A small light goes up through the town, and stops at a door." } },
        { "Go down the twelve steps", id = "down", to = "keeper" },
      } },

    carried = {
      text = {
        { text = [[You light it from the big wick, with a splint, shielding it as one shields a thing that was never in danger. It is not for seeing by. The street is as dark as before, and you know the street. It is for carrying.]] },
        { when = "seen.small_thing", text = [[At your own door you stand it on the step while you look for the key, and it shows you, quite small, an umbrella in the hall. You have not said the name. You have it with you.]] },
        { when = "not seen.small_thing", text = [[At your own door you stand it on the step while you look for the key. You have not said the name. It has walked home beside you all the same, on the side of the light.]] },
      }, ending = "carried" },
  },
}
