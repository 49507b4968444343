-- gravel.lua - the lower half of the market: jars, a net, a list

-- On the way down somebody is met; when everybody has been, nobody.
define.scene "river/walk_down" {
  place = "riverbed",
  text = [[{The planks slope. It smells of wet iron and of frying.|Down the planks once more, with one hand on the rope.}]],
  draw = { pool = "passers", enter = true, otherwise = "gravel" },
  next = "gravel",
}

define.scene "river/gravel" {
  place = "riverbed",
  text = {
    [[{Below the planks the market thins out. Here they sell what the river has brought down, and what can only be sold sitting. A shelf of jars glimmers by itself. On the gravel eight people sit round a net, mending. In a hut on wheels, under the one electric lamp, a woman is telling two bakers that they are both wrong.|The jars, the net, the hut with its lamp. {&The pebbles have begun to sweat.|A trickle as thick as a finger runs down the middle of the riverbed, feeling its way.|Somebody has moved his stall a yard uphill, and is whistling.}}]],
    { when = "name_known", text = [[From the hut a handbell rings, twice. All along the lane they start to fold their awnings.]] },
  },
  choices = {
    { "Look at the jars", id = "to_jars", to = "jars", when = "jar == 'none'" },
    { "Walk over to the net", id = "to_ring", to = "ring", when = "not seen.ring_turn" },
    { "Go to the hut with the lamp", id = "to_list", to = "list", when = "not name_known" },
    { "Help Wenna fold her stall", id = "to_bell", to = "bell", when = "name_known",
      locked = "Nobody is folding yet, and you have no name to call." },
    { "Climb back up to the lane", id = "gravel_lane", to = "lane" },
  },
}

define.scene "river/jars" {
  place = "riverbed", intensity = 0.2,
  text = [[{People drop moments in at bridges, and the river, which throws nothing away, puts them here. Osk has cleaned them and put them up in jars. Most are small ones, a door, a telephone, a back going down a street. "This came in at the school weir," says Osk. On the label is your name, in felt pen. "I've not had the lid off. You can hear it's a hall."|Osk has turned your jar so that the label faces the wall. He seems to think it a matter of manners.}]],
  choices = {
    { "Take the lid off", id = "open_jar", to = "jar_hall", intensity = 0.6, themes = { "abuse" } },
    { "Hold it to the light, shut", id = "hold_jar", to = "jar_shelf" },
    { "Leave it on its shelf", id = "leave_jar", to = "gravel",
      reply = [["It keeps," says Osk.]] },
  },
}

define.scene "river/jar_hall" {
  place = "riverbed", intensity = 0.65, themes = { "abuse" }, instead = "jar_shelf",
  warning = { type = "abuse", severity = "moderate", description = "A school hall laughs at a child who has lost the words.", skippable = true },
  text = [[Floor polish, wet coats. You stand by the wall bars, the size you are, with river mud on your boots. Up on the stage a child in a gold paper crown has said the first line, and is looking for the second where it was this morning. Two hundred chairs. In the fourth row somebody laughs. It goes along the rows like something spilt. The child looks at the floor between its shoes, and goes on looking, since that is the one thing there which keeps still.]],
  choices = {
    { "Walk up the side steps and stand there too", id = "stand_too", to = "jar_stage",
      effect = function(run)
        run.vars.jar = "stood"
        run:integrate("promote_self_compassion")
      end,
      reply = [[Nobody stops you. It seems that nobody ever would have.]] },
    { "Look along the rows, at one face after another", id = "look_rows", to = "jar_stage",
      effect = function(run)
        run.vars.jar = "stood"
        run:integrate("support_re_authoring")
      end,
      reply = [[The fourth row laughs. The fifth is finding out what at. A girl on the end is white with relief that it is not her. In the third row a boy has got to his feet, and does not know what for. You never saw the boy. You were looking at the floor.]] },
    { "Put the lid back on", id = "lid_on", to = "jar_shelf",
      reply = [[It goes on with a quarter turn. The polish stays in your nose a little.]] },
  },
}

define.scene "river/jar_stage" {
  place = "riverbed", intensity = 0.4, themes = { "abuse" }, instead = "jar_shelf",
  text = [[The crown has been cut out very carefully. From close by you can see the pencil line. The child looks up at you sideways, and moves half a step, so that there is room. At the front of the stage three small heads come over the edge, and then a bench. It is their first day. They have been in such a hurry that one of them still has a napkin on. They look out at all those chairs, and then up at the child, and they are frightened to death.]],
  reflect = { [[Who else was in the room?]], minutes = 2 },
  choices = {
    { "Say the second line", id = "second_line", add = { said = 1 }, to = "gravel",
      effect = function(run) run:milestone("Said the second line") end,
      reply = [["And I have brought you snow from far away." You have had it all the time. The child says it after you, in the wrong place, far too fast. The boy in the third row starts to clap, alone, and stops, and then is standing on gravel, or you are, with a jar in your hand that has nothing in it.]] },
    { "Help the three get their bench up", id = "help_bench", to = "gravel",
      effect = function(run) if run.vars.bench == "marking" then run.vars.bench = "fed" end end,
      reply = [[You take one end, the child takes the other. It is quite light, with two. When it stands firm you all sit down on it for a minute, five in a row, with your feet off the floor, and nobody has brought any cards. Then the jar is empty, and Osk gives you a cloth for your boots.]] },
  },
}

define.scene "river/jar_shelf" {
  place = "riverbed", rest = true,
  text = [[Shut, the jar weighs no more than a pear. Osk moves his lamp so that the light comes in from the side. There is a hall in it the size of an egg, and on a stage, in a speck of gold paper, somebody very small. One sees from out here what could not be seen from in there: in the third row a boy has got to his feet. "I wondered about him," says Osk. He does not seem to want an answer. He has a stool, and pushes it over.]],
  choices = {
    { "Buy it as it is", id = "buy_jar", set = { jar = "shut" }, to = "gravel",
      event = { action = "buys a jar at the Ebb Market and does not open it" },
      reply = [[He wraps it in a page of the tide tables. It goes into your inside pocket, with the boy upright.]] },
    { "Sit on the stool a while, then give it back", id = "give_jar", to = "gravel",
      reply = [["I'll turn it round, so it can see the lane," says Osk.]] },
  },
}

define.scene "river/ring" {
  place = "riverbed", intensity = 0.2,
  text = {
    [[{They sit in a ring on fish boxes with the net across their knees. A shuttle goes round. Whoever has it ties a knot and says one thing, and hands it on; nobody answers. "My sister's had the baby." "There's wasps in my roof." Nine boxes, eight people. No one looks at the ninth, and no one has put a coat on it.|The ring, the net, and the ninth box.}]],
    { when = "world.ring_seats >= 1", text = [[{world.ring_seats == 1: One of the knots is a stranger's; they have left it as it is.|Here and there in the mesh is a knot that none of these eight would have tied. They have been left as they are.}]] },
  },
  choices = {
    { "Sit down on the ninth box", id = "sit_ninth", to = "ring_turn",
      effect = function(_, universe) universe:add("ring_seats", 1) end,
      event = { action = "takes the ninth box at the mending ring", consequences = "There is a stranger's knot in the net." },
      reply = [[A fold of net is laid over your knees, as a cat is put on a visitor.]] },
    { "Stand and watch the knots", id = "watch_knots", once = true,
      reply = [[Over, under, twice about the thumb. "He's got a new hat," says a man of somebody, and passes it on.]] },
    { "Go back across the gravel", id = "ring_out", to = "gravel" },
  },
}

define.scene "river/ring_turn" {
  place = "riverbed", intensity = 0.3,
  text = {
    [[The shuttle is three people off. "They've put up the rent on the pitch." Two. "I dreamt I was a ferry." One. The woman at your side ties hers off, says "Nothing from me, only that I'm here," and lays it in your palm. It is bone, worn hollow on one side by thumbs. Seven people look at the net.]],
    { when = "bench == 'marking'", text = [[Outside the ring the Bench has had to stand on its bench.]] },
  },
  choices = {
    { [[{seen.pick_up: "I have the white pebble tonight"|"On our counter there's a white pebble"}]], id = "say_pebble", add = { said = 2 }, to = "gravel",
      effect = function(run)
        run:milestone("Told the ring")
        run:integrate("maintain_challenge_balance")
      end,
      reply = [[No one answers. That is the rule. But the shuttle stops with the next man. "I had it in 'eighty-one," he tells the net, "and was sick in a bucket." The one after him: "'Ninety-four. Same bucket." Five of the eight, as it goes round.]] },
    { [["My hands are cold"]], id = "say_cold", add = { said = 1 }, to = "gravel",
      reply = [[You pass it on. Nobody says a word. Two turns later there is a mitten in your lap, and later still the other.]] },
    { "Tie the knot, and pass it on", id = "quiet_knot", to = "gravel",
      reply = [["That's a good one," says the woman beside you, when it is her turn, of the knot.]] },
  },
}

define.scene "river/list" {
  place = "riverbed", intensity = 0.2,
  text = {
    [[{"Not in front of each other's ovens!" says Hanneke, who keeps the list. The bakers begin again from the beginning. She answers each of them before he has finished. Behind her chair stands a tall pale man with a watch; whenever it gets quiet he opens the lid, and she starts to talk. You stand at the hatch. There is a bell on it, marked DO NOT RING.|They have got to whose grandfather it was. Hanneke's eye passes over you, comes back, and is called away. The tall man looks at his watch, and at you, with something like sympathy.}]],
  },
  choices = {
    { "Say excuse me, over the top of them", id = "interrupt", add = { said = 1 }, to = "list_name",
      reply = [["Excuse me." All three stop, like a tap. The bakers look down at their caps. "Thank God," says Hanneke.]] },
    { "Wait until they have done", id = "wait_list", when = "visits.wait_list < 1",
      reply = [[You read the notice about dogs. You read it in the other language.]] },
    { "Ring the bell", id = "ring_hatch", to = "list_name", when = "seen.wait_list",
      reply = [[The whole market looks round. It is the bell for closing. Hanneke puts her hand over it. "Well, you've got them all early," she says. "How long have you been standing there?"]] },
    { "Go back across the gravel", id = "list_out", to = "gravel" },
  },
}

define.scene "river/list_name" {
  place = "riverbed", intensity = 0.2,
  text = {
    [[{She has the list down on the hatch before you have got out "Wenna". All who ever called are in it. On the first page, in brown ink, is the river's own name, which is not the one on the maps. Hanneke's finger stops at a line in the middle, with a year and nothing behind it. "That's me. I was nineteen. I went up, and it had gone, all of it, and I went home over the bridge. It came in by itself, in a temper. There were boats in the churchyard."|The list lies open on the hatch between you. Hanneke has put a paperweight on her own line, a brass frog.}]],
    { when = "visits.list_name <= 1", text = [["And you know, I heard them turn and stare. I heard that for nineteen years. Then I asked somebody. They'd been packing. Not one of them had looked up."]] },
    { when = "world.hanneke_sang_out", text = [[Further down there is her name again, with others, in ink that is hardly dry. She covers it with her sleeve, but not all of it.]] },
  },
  choices = {
    { "Say the name to her, once", id = "name_said", set = { name_known = true }, add = { said = 1 }, to = "gravel",
      effect = function(run) run.character:feel("hanneke", 0.4) end,
      reply = [["Marrable," you say. "Longer in the middle. As you'd say it to a cat that you know." "Marrable." The tall man shuts his watch, to listen.]] },
    { "Copy it on the back of your hand", id = "name_written", set = { name_known = true }, to = "gravel",
      reply = [[Marrable. The ink runs a little in the creases. She has drawn a line over the second a. "Lean on that," says Hanneke.]] },
    { "Ask whether she still hears it", id = "still_hears", once = true, add = { said = 1 },
      effect = function(run)
        run.character:feel("hanneke", 0.5)
        run:integrate("validate_player_experience")
      end,
      reply = [["When it's quiet," says Hanneke. "So I keep it noisy." She listens. The bakers have gone. The tall man has his thumb on the lid and does not open it. "Huh," she says.]] },
  },
}
