-- orchard.lua - the far side: a wall to sit on, Jory Vane, five hives of which four are empty

local DEAD = "opened >= 2 and not warm"
local ALIVE = "not (opened >= 2 and not warm)"

define.scene "queen/wall" {
  place = "orchard", rest = true,
  text = [[The wall is the right height and has been sat on before. On this side of it are apple trees in wet grass, and the sun, on one tree, and then on two. You can look back at the wood if you turn round. It is doing something with its paths, in there, quite slowly, like a person changing their mind in bed. {seen.find_fallen: Pell takes his finger out of his pocket and looks in. "She's walking about," he says.|Pell has opened his desk to get the sun on the inside.}]],
  choices = {
    { "Sit until the sun has got to your feet", id = "sun_feet", to = "jory",
      reply = [[{wet: Your boots begin to steam, from the toes.|It comes down the wall a stone at a time.} Behind the trees somebody is talking to somebody, who does not answer.]] },
    { "Take the box out and hold it in the light", id = "box_light", to = "jory",
      reply = [[Through the gauze one can see that there is something dark in there, and that the sugar has gone down by a third. Somebody has been eating it. Behind the trees a man is talking.]] },
  },
}

define.scene "queen/jory" {
  place = "orchard",
  text = {
    { text = [[{Jory Vane is on an upturned bucket with his back to you. He is speaking into the door of a hive. "I'm sorry," he says. "That was me again." He has a sting on one eyelid, and when he turns he puts out his hand for the box before he has said good morning, and pulls it back. "Is she alive? Don't tell me. No. Tell me."|Jory moves over on his bucket, as though it were a bench. From the hive comes a sound like a crowd in the next street that has been told to wait.|A few bees have come out on the step of the hive. They walk to the edge, and look over, and go in again.}]] },
    { when = "world.pell_slip == 'planted' and slip ~= 'planted'", text = [[{By the gap in the wall stands a hazel no higher than your knee. "Came up from a peg," says Jory. "Some little clerk waters it."|}]] },
    { when = "world.queens > 0", text = [[{The trees are heavy, {world.queens == 1: on the one side|on every side}. "That's from the queen before," he says. "She's gone off with half of them, as they do. It's nobody's fault. I looked it up."|}]] },
    function(run, _, progression)
      if run:visits("jory") > 1 or progression:count("ending/wendwood:queen/stayed") == 0 then return "" end
      return [["It's you," he says. "I've kept your cup. It's on the nail, it's had a wren in it."]]
    end,
  },
  choices = {
    { "Say that you don't know", id = "say_unknown", once = true,
      effect = function(run)
        run.character:feel("jory", 0.3)
        run:integrate("prioritize_player_agency")
      end,
      reply = [["No," says Jory after a bit. "No, how would you?" He breathes out and feels for the bucket. "I was afraid you'd say yes. I'd have believed you, and then I'd have wanted to know how you knew."]] },
    { "Tell him what you heard him say to the bees", id = "heard_sorry", once = true, effect = function(run) run.character:feel("jory", 0.2) end,
      reply = [[He goes red up to the sting. "I say it so that they'll know it wasn't them," he says. He hears that, and frowns, and listens to it once more from the other side.]] },
    { "Ask what is written on the lids", id = "ask_lids", to = "lids", when = "not seen.lids" },
    { "Hold out the box", id = "hold_out", to = "hive", when = ALIVE,
      effect = function(_, universe) universe:add("queens", 1) end,
      event = { action = "brings a queen through Wendwood to Vane's orchard", consequences = "The hive that was waiting has something to wait for.", major = true },
      reply = [[He takes it in both hands and listens. His face does nothing for a while. Then somebody has put a finger to the rim of a glass.]] },
    { "Hold out the small cold box", id = "hold_cold", to = "cold_box", when = DEAD,
      event = { action = "brings a box through Wendwood to Vane's orchard" },
      reply = [[He takes it in both hands and listens, for longer than one needs to.]] },
  },
}

define.scene "queen/lids" {
  place = "orchard",
  text = {
    { text = [[{Five hives stand on bricks, and four of them are empty. On each of those lids there is something written in ink, small and clear. *Fed too late. Looked too often. Left a gap that a wasp could find.* On the fourth lid, *Don't know.* "They're nicer than I am," says Jory. "It's having to get it all on a lid."|The four lids, in the sun. On the fifth hive there is only a stone, to hold it down.|}]] },
    { when = "world.labels > 0", text = [[{Along the edges run other hands, {world.labels == 1: or one other hand|{world.labels} of them}, about other nights. He has varnished them.|}]] },
  },
  choices = {
    { "Ask about the fourth", id = "ask_fourth", once = true, effect = function(run) run.character:feel("jory", 0.1) end,
      reply = [["That one took me a whole winter," says Jory. "I'd eleven reasons. They all had me in them. Then in March I went out and wrote what it was."]] },
    { "Ask for the pen, and write one of your own", id = "write_label", to = "jory",
      effect = function(run, universe)
        local vars = run.vars
        vars.label = vars.opened > 0 and "Looked." or run:seen("round_knot") and "Fell in, after the knot. Box dry." or "Stood still for some time. Went on."
        universe:add("labels", 1)
        run.character:feel("jory", 0.3)
        run:integrate("promote_self_compassion")
        run:milestone("Wrote a lid")
      end,
      event = { action = "writes a line about the night on one of Vane's lids", consequences = "He varnishes it." },
      reply = [[There is room for very little. You write *{label}* and wait to see whether there is anything else. Pell blots it. "That's a good clear heading," he says.]] },
    { "Go back to the bucket", id = "back_bucket", to = "jory",
      reply = [[On the way Jory sets a brick straight with his foot. It was straight.]] },
  },
}

define.scene "queen/hive" {
  place = "orchard",
  text = {
    { text = [[It is simple, he says; he has read it to rags. The box goes in between two combs, with the sugar upward. The bees outside eat from their end, and she from hers. It takes about three days, and when they meet in the middle they all smell of the same thing. "And you can't look. Or one can pull out the plug and let her in now, and see. That's been known to go well." He holds a hive tool in one hand, and the other round the box, like somebody with a match in the wind.]] },
    { when = "run.character:feeling('jory') >= 0.3", text = [[He looks at the tool, and gives it to you to hold. "I'd only do something with it," says Jory.]] },
    { when = "opened > 0", text = [[He has noticed that there is a bee or so short. He does not count them again.]] },
    { when = "veil", text = [[You let down the veil, and the orchard turns grey and very fine, as if it had been drawn.]] },
  },
  choices = {
    { "Hang it between the combs, and go home", id = "hang_go", to = "closed",
      effect = function(run) run:insight("Three days is how long it takes to smell of the same thing.") end,
      event = { action = "hangs a queen in Vane's hive with the sugar upward, and goes home not knowing", consequences = "Nobody lifts the lid.", major = true },
      reply = [[You let down the lid. Jory puts the stone on it, and then a second stone, for himself.]] },
    { "Hang it, and ask if you could stay the three days", id = "hang_stay", to = "three_days", effect = function(run) run.character:feel("jory", 0.3) end,
      reply = [["There's a bed," says Jory so quickly that he must have been wanting to say it since the bucket.]] },
    { "Pull out the plug", id = "pull_plug", to = "at_once",
      event = { action = "pulls the plug and lets a queen out in Vane's orchard", consequences = "Half the parish learns to look up.", major = true },
      reply = [[It comes out with a small dry sound. Now one can see.]] },
  },
}

define.scene "queen/three_days" {
  place = "orchard",
  text = [[You pick apples. Jory burns the porridge, and begs its pardon. Pell is asked for his opinion on the spelling of *varroa* and gives it in writing. Nobody walks past the fifth hive without having some reason to be walking past it. On the evening of the second day the sound in there stops, or drops, or you have got used to it, and Jory comes across the grass with the hive tool and an expression. "Just the corner," he says. "Just to hear better."]],
  choices = {
    { "Give him an apple to hold", id = "apple", to = "stayed",
      effect = function(run)
        run.character:feel("jory", 0.2)
        run:integrate("support_system_adaptation")
      end,
      event = { action = "sits out the second evening with Jory Vane in front of a shut hive", consequences = "A great many apples are eaten." },
      reply = [[He looks at the apple, and the tool. He has only two hands, and then you give him another apple.]] },
    { "Lift the corner with him", id = "corner", to = "stayed", add = { opened = 1 },
      event = { action = "lifts the corner of a hive with Jory Vane, by a finger, on the second evening" },
      reply = [[You lift it by a finger. It is warm, and smells like the inside of a church where somebody has been eating cake, and it says one thing to both of you, all together, at which you put it down.]] },
  },
}

define.scene "queen/cold_box" {
  place = "orchard", intensity = 0.4, themes = { "loss" },
  warning = { type = "loss", severity = "mild", skippable = true, description = "The queen has not lived through the night." },
  instead = "united",
  text = [[He slides the lid. She lies on her side, longer than the others, with her legs folded as neatly as Pell would have done it. Four of the six are round her and one of these still moves. Jory does not say anything. He takes the one that moves on the end of his finger and breathes on it, and holds it at the door of the hive, where somebody comes out, feels it all over, and leads it in.]],
  choices = {
    { "Tell him that you looked", id = "tell_looked", to = "united", effect = function(run) run.character:feel("jory", 0.3) end,
      reply = [["How often?" You tell him. "I'd have looked nine times," says Jory. "I'd have had it open since the stile." He turns over a leaf, lays her on it, and sets it on the warm side of a stone.]] },
    { "Ask him for the pen", id = "cold_pen", to = "united", set = { label = "Looked." },
      effect = function(run, universe)
        universe:add("labels", 1)
        run:integrate("promote_self_compassion")
      end,
      event = { action = "writes one word on one of Vane's lids", consequences = "He varnishes it with the rest." },
      reply = [[There is a space under *Looked too often.* You write *Looked.* It is dry at once. "Same lid," says Jory, and shifts along on the bucket.]] },
    { "Stand there with him", id = "stand_with", to = "united",
      reply = [[You stand there. Pell takes off his hat, out of which fall two slips. He lets them lie.]] },
  },
}
