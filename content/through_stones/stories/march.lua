-- march.lua - Wednesday: the yard, the bells, room five and a quarter past two; the other days are in stories/march/

define.story "march" {
  title = "Through Stones", focus = "relationships", start = "yard",
  vars = {
    ran = 0,             -- bells that you ran for
    let = 0,             -- bells that you let ring
    nell = "comes",      -- or "put_off"
    long_in = false,     -- your stones go into the wall with their long side
    heart = false,       -- and the middle is filled
    hand = "",           -- your thumb: "split", then "tied"
    heard = false,       -- you have heard of the bus shelter
    told = false,        -- and she of the green chairs
    hole = "none",       -- in the wall: "open", "slab"
    said_no = false,     -- you said at what hour
    old_hand = false,    -- a hammer hangs here from an earlier life
  },
  scenes = {
    yard = {
      enter = function(run, universe, progression)
        run.vars.old_hand = progression:unlocked("own_hammer")
        if run.vars.old_hand then run.character:feel("sorley", 0.2) end
      end,
      text = {
        [[The bus turns in the yard, as the road ends there. A wall comes down off the hill, grey, shoulder-high, with no mortar in it. It runs up against the one gable of the house and goes on from the other. The house simply takes its turn at being the wall.]],
        [[*March House,* says a board. *Bed, Breakfast, Dyke.* The booking is for two. You are the one who is here.]],
        { when = "world.yards >= 4", text = [[Some yards along, the wall is a lighter grey for a stretch, {world.hole == 'none': with no break in it|with a square hole at the foot}. Others have had that gap before you; the hill has moved, and made the next.]] },
        { when = "universe:deed('lifts the throughs into the march wall with Sorley')", text = [[One of the long stones comes out further than the rest. On the end is scratched *{universe:deed('lifts the throughs into the march wall with Sorley').character.name},* upside down; it was done before they turned it over to lift it.]] },
        { when = "old_hand", text = [[On the gable hang five hammers on five nails. Over the last your name is chalked, and somebody has gone over it since, after rain.]] },
      },
      choices = {
        { "Knock at the front", id = "knock", to = "hall" },
        { "Walk round by the gap", id = "by_gap", to = "duchess" },
      } },

    duchess = {
      text = {
        [[Beyond the back door four yards of the wall lie in the grass, where the frost has had it down. In the gap stands a ewe. She has a good look at your bag, your shoes and your whole face.]],
        { when = "universe:npc('duchess').met_by >= 1 and not universe:npc('duchess').is_met", text = [[On a string round her neck {universe:npc('duchess').met_by == 1: is a button off a coat|are {universe:npc('duchess').met_by} buttons, no two alike}. It is the height of a ewe at which one stoops to be polite.]] },
        [["That's Duchess," says somebody on the other side, of whom there is only a cap. "She had the bottle in that kitchen. The others are hefted to the hill; they go where their mothers went, there's no fence keeps them. She's hefted to a stove." The cap thinks. "There's no fence for that either."]],
      },
      choices = {
        { "Let her by", id = "let_by", to = "hall",
          effect = function(run, universe)
            run.character:feel("sorley", 0.1)
            universe:npc("duchess"):meet()
          end,
          reply = [[She goes ahead of you over the yard, not fast, and knocks at the back door with her forehead.]] },
        { "Ask the cap who owns the gap", id = "who_gap", to = "hall",
          effect = function(run, universe)
            run.character:feel("sorley", 0.2)
            universe:npc("duchess"):meet()
          end,
          reply = [["She's the one face and I've the other," says the cap. "Forty-four Octobers. I couldn't tell you what hers looks like." It goes along behind the wall, and is a man of sixty or so when it passes the gap, and then a cap.]] },
      } },

    hall = {
      text = {
        [[Agnes Muir has her right arm in plaster to the elbow and a tray on it. Behind her in the kitchen runs a board with eight bells, each on its spring, with a name beneath. One of them goes.]],
        [[Your bag is on the floor, and you are past her and on the third stair.]],
        [["That's Three," says Agnes. "Are you Three?" You are not. You stand there with a hand on the rail. "I've had guests who pay me to come up," she says. "I've not had one who pays to do it."]],
        { when = "world['echo/mug'] ~= ''", text = [[On the dresser hang the mugs of those who built. The newest says *{world['echo/mug']},* painted with the left hand; the letters go downhill, and the last one is on the handle.]] },
        { when = function(_, _, progression) return progression:unlocked "cosmetic/black_nail" end, text = [["Which stone was that?" says Agnes to your thumb. The nail is black, with a white moon coming up.]] },
        { when = "world.agnes_sat", text = [[She puts down the tray, sits, and finishes her tea under the ringing, looking you in the eye. "Somebody showed me that," says Agnes.]] },
      },
      choices = {
        { "Go up, since you are on the way", id = "go_three", add = { ran = 1 }, to = "room_five",
          reply = [[It is an old gentleman who wanted to know if there was anybody. On the way back you find your own door.]] },
        { "Come down the three stairs again", id = "come_down", add = { let = 1 }, to = "room_five",
          reply = [[You come down backwards, for some reason. The bell gives one more hop and hangs there. Nothing else happens. "Five," says Agnes. "On the left."]] },
      } },

    room_five = {
      text = {
        [[{Two beds, a washstand, a window with hill in it. By the left bed hangs a cord with a china knob. It goes up through the ceiling, along, and down to a bell in the kitchen.|Two beds, the cord, the hill.}]],
        { text = [[{You have Nell's letter. *I've booked us for the week they do the wall. I come Friday, on the four o'clock. If you would rather not, ring the house and say so and I won't. It is seven months on Friday that I haven't had a drink. That is not why. N.* Twenty years, nine of them in one flat. You have not spoken since a night in March.|The letter.}]],
          themes = { "substance" }, intensity = 0.2,
          instead = [[{You have Nell's letter. *I've booked us for the week they do the wall. I come Friday, on the four o'clock. If you would rather not, ring the house and say so and I won't. N.* Twenty years, nine of them in one flat. You have not spoken since a night in March.|The letter.}]] },
      },
      choices = {
        { "Take the bed by the door", id = "bed_door", to = "supper",
          reply = [[It is the one that one gets out of in the night without waking anybody. You have always had it.]] },
        { "Take the bed by the window", id = "bed_window", to = "supper", effect = function(run) run:integrate("promote_self_compassion") end,
          reply = [[You have to walk round the other to get there. Lying down you have the whole hill, from the chin up.]] },
        { "Take hold of the china knob", id = "touch_knob", once = true,
          reply = [[It is cold, and has a daisy on it. You hold it as one holds a cup in a shop. You would not know what to say that you wanted.]] },
      } },

    supper = {
      text = {
        [[{The kitchen table is for whoever comes. Agnes eats with her left hand, standing, with her back to the bells, and knows them by the note. "I come when I come," she says. "They've all got two legs but Duchess."|"Sit," says Agnes.}]],
        { when = "world.sorley_in", text = [[{There is a seventh chair, with a cap on the knob of it.|}]] },
      },
      draw = { pool = "bells", offer = 2 },
      choices = {
        { "Eat what is on your plate", id = "eat_plate", to = "night_one", effect = function(run) run.character:feel("agnes", 0.1) end,
          reply = [[It is mutton, and you look at Duchess, who is looking at the cabbage. You have it warm. You cannot think when that was last.]] },
        { "Get up and wash everybody's up", id = "wash_all", add = { ran = 1 }, to = "night_one",
          reply = [[You have their plates before they have laid down the forks. The Commodore's still had a potato on it.]] },
      } },

    night_one = {
      text = {
        [[Down in the kitchen a bell rings. You are out of bed. The floor is stone and you are standing on it with your shoes in your hand, and the luminous clock on the washstand says a quarter past two.]],
        [[It was the wind, in a wire. There is only the hum of it now, in the wall.]],
        { when = "ran >= 2", text = [[Your legs ache from the stairs. They would have gone all the same.]] },
      },
      choices = {
        { "Sit down on the bed with your shoes", id = "sit_shoes", to = "quarter_past" },
        { "Go and look out of the landing window", id = "to_landing", to = "landing" },
      } },

    quarter_past = {
      themes = { "abandonment" }, intensity = 0.65, instead = "landing",
      warning = { type = "abandonment", severity = "moderate", description = "A memory of not answering a friend who called for help in the night.", skippable = true },
      breath = [[The clock has a slow tick. There is room between one and the next.]],
      reflect = { [[Is there a call you did not take, and what were you carrying just then?]], minutes = 2 },
      text = {
        [[It was always about this time. You would have the car keys before the second ring. You had a bag by the door for it, with a jersey in it in her size.]],
        [[In March it rang and you lay there. You were on your back with your hands on the blanket, and you counted. It rang nineteen times, left off, and rang nineteen times. In the third lot there were four. That was the last that you heard of her until the letter. Nobody knows that you were awake. You have told people that you had it on silent.]],
      },
      choices = {
        { "Say it to the other bed", id = "say_bed", to = "dyke",
          effect = function(run)
            run:integrate("validate_player_experience")
            run:insight("I was awake, and I did not go.")
          end,
          reply = [["I was awake," you say. The other bed has a candlewick cover with a bird on it. It goes on lying there, made, with room in it.]] },
        { "Put the shoes under the washstand", id = "shoes_away", to = "dyke", add = { let = 1 },
          effect = function(run) run:integrate("enable_externalization") end,
          reply = [[You put them with the toes to the wall, like people who are not to be disturbed. You get in again. Twice more the wire rings, and twice your feet find out that there are no shoes.]] },
        { "Get up after all", id = "up_after", to = "landing" },
      } },

    landing = {
      rest = true, intensity = 0,
      text = { [[There is a seat in the landing window, with a rug. It has stopped blowing. The moon is on the hill, and the wall goes up it, over and out of sight, with a shadow along one side as if it were drawn in two pencils. On either side sheep are lying against it, out of a wind that has not come yet. Duchess is lying in the gap.]],
        { when = "#universe:beside(3) > 0", text = [[A stair below you somebody else is sitting, with their shoes beside them. Neither of you mentions the hour.]] },
      },
      choices = {
        { "Stay until the shadow changes sides", id = "shadow_sides", to = "dyke",
          effect = function(run) run:integrate("enable_gentle_pacing") end,
          reply = [[It gets thin, and then for a while there is none, and the wall lies there by itself. You have the rug up to your ears.]] },
        { "Go back and get warm", id = "get_warm", to = "dyke",
          reply = [[Under the blanket there is a stone bottle that you had not been told about. It has a sock on.]] },
      } },
  },
}
