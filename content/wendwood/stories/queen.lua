-- queen.lua - the near edge of the wood: the stile, the clerk, the holly, the ash; the rest is in stories/queen/

local function walked_before(progression) return progression:count("story/wendwood:queen") > 0 end

define.story "queen" {
  title = "The Queen in the Box", focus = "anxiety", start = "stile",
  vars = {
    opened = 0,        -- how often the lid was off in the cold
    warm = false,      -- a hot turf goes along in a tin
    veil = false,
    peg = false,       -- one of Bet's pegs is in the pocket
    wet = false,       -- you went in, past the knot
    label = "",        -- what you wrote on a lid of Jory's
    slip = "pinned",   -- where the folded slip went
  },
  scenes = {
    stile = {
      place = "stile",
      text = {
        { text = [[{The box is the size of a matchbox, with gauze along one side and a plug of sugar in the end. "A queen and six to look after her," says Ottoline Marsh. "Inside your coat. Over the shirt. She isn't a poultice."|Ottoline has her elbows on the stile. The box weighs as much as a letter.|A moth has come to look at the lamp in the kitchen window.|}]] },
        { text = [[{She is for Jory Vane, on the far side. His hive has been without a queen since Sunday, a hive without a queen has about a week, and today is Friday. Beyond the stile the wood has drawn its first row of trees into the dark.|A swallow goes in under the eaves behind you. That was the last of them.|}]] },
        { when = "world.queens > 0", text = [[{On the gatepost {world.queens == 1: is one stroke|are {world.queens} strokes} of beeswax. "One got there," says Ottoline. "That's how I know it can be done. Not how."|}]] },
        { when = "world['echo/hive'] ~= ''", text = [[{"Jory's best lot this year is {world['echo/hive']}'s," says Ottoline. "He calls them by who brought them. {world['echo/hive']}'s are bad-tempered before rain, and there's thirty pound in the top box."|}]] },
        { when = "warm and visits.stile <= 1", text = [[{In your left pocket is a tin with a turf in it. You banked the stove for it at noon, and cannot think that you decided to. Ottoline sees the shape of the tin, and leaves out what she was going to say about cold.|}]] },
        { when = function(_, _, progression) return progression:unlocked "cosmetic/wax_thumb" end, text = [[{She takes your hand by the thumb and turns it to the lamp. There is wax under the nail. "That's ours," says Ottoline.|}]] },
        function(run, _, progression)
          if run:visits("stile") > 1 then return "" end
          if progression:count("ending/wendwood:queen/at_once") > 0 then
            return [["There's a swarm in the church roof over at Vane's," she says. "They sing through the sermon. I thought you'd like to know."]]
          end
          if progression:count("ending/wendwood:queen/united") > 0 then
            return [["They've asked for you over there," she says. "By name. That doesn't happen to people who never opened a box."]]
          end
          if progression:count("ending/wendwood:queen/home") > 0 then
            return [["Last time you brought her back to me the same night," she says. "She'd had an outing. Nobody was the worse."]]
          end
          if walked_before(progression) then return [["You know how she rides," she says. "You don't know the paths. Nor do I."]] end
          return ""
        end,
      },
      choices = {
        { "Hold the box to your ear", id = "ear", once = true,
          reply = [[At first it is only your own coat. Then comes a note, very thin, as if in another house somebody were trying a finger on the rim of a glass. "That's her," says Ottoline. "When she does that, you know all there is to know."]] },
        { "Ask what you do if she stops", id = "ask_stops", once = true,
          reply = [["Go on walking," says Ottoline. "They stop to listen, too."]] },
        { function(_, _, progression)
            return progression:unlocked("smoked_veil") and "Take your veil from the nail" or "Ask for a veil"
          end, id = "veil", once = true, set = { veil = true },
          reply = function(_, _, progression)
            if progression:unlocked("smoked_veil") then
              return [[It hangs on a nail of its own, and over the nail your name is written in pencil. Somebody has smoked it for you, and mended the hem.]]
            end
            return [[She looks you over. "You're only carrying." But she reaches behind her and takes down a hat with a veil to it, grey with old smoke. "Bring it back or don't. There's always a hat."]]
          end },
        { "Climb over the stile", id = "over", to = "clerk",
          effect = function(_, universe) universe:npc("pell"):meet() end,
          event = { action = "climbs the stile into Wendwood with a box inside the coat" },
          reply = [["Lid stays on," says Ottoline behind you. "She's warm as long as nobody looks."]] },
      },
    },

    clerk = {
      text = {
        { text = [[{On the other side somebody is waiting, narrow and neat, with a writing desk hung from his neck by a strap and a pencil behind each ear. "Pell," he says. "Contingencies. I go with people." He looks at the place in your coat where the box is, writes a slip, and reads it aloud before he files it. "Bees, escape of."|Pell has written another. "Stile, splinters from," he reads, and files it.|He waits with his heels together. A slip on waiting is nearly done.|}]] },
        { when = "world.pell_slip == 'planted'", text = [[{In his buttonhole is a hazel leaf. He covers it with his hand when he sees you looking, and then uncovers it.|}]] },
        { when = "world.pell_slip == 'lent'", text = [[{He pats his breast pocket, finds it flat, and remembers. "It's lent," he says to himself. "That's right. It's out on loan."|}]] },
        { when = "world.pell_slip == 'kept'", text = [[{There is a folded slip in his breast pocket, with the edge showing, the way other people wear a handkerchief.|}]] },
        { when = "universe:npc('pell').met_by >= 2", text = [[{In the strap of the desk {universe:npc('pell').met_by == 2: is a knot|are {universe:npc('pell').met_by - 1} knots}. "One for each that I've gone with," says Pell. "So as not to go with anybody twice by mistake."|}]] },
        function(run, _, progression)
          if run:visits("clerk") > 1 or not walked_before(progression) then return "" end
          return [["I've brought you a pencil," he adds. "From the last time. You left it at the other end."]]
        end,
      },
      choices = {
        { "Ask who sent him", id = "who_sent", once = true,
          reply = [["Nobody sends me. I'm generally there." He appears to be sorry about it. "We've met, as it happens. The interview. Those stairs. The whole of one February."]] },
        { "Ask to read one", id = "read_slip", once = true,
          effect = function(run)
            run:integrate("enable_externalization")
            run.character:feel("pell", 0.1)
          end,
          reply = [[He hands it over, rather shy. In a beautiful round hand it says: *Path, wrong. Likelihood: some.* "You may keep that," says Pell. "I've copies."]] },
        { "Let him walk beside you", id = "beside", to = "fork", effect = function(run) run.character:feel("pell", 0.2) end,
          reply = [[He falls in at your left. He takes two steps to one of yours, and writes on the second.]] },
        { "Ask him to go in front, where you can see him", id = "in_front", to = "fork",
          reply = [[He considers this, makes a note of it, and goes in front. From behind he is a coat with a parting.]] },
        { "Tell him to go home", id = "go_home", to = "fork", effect = function(run) run.character:feel("pell", -0.2) end,
          reply = [[He goes back as far as the stile and stands there with one hand on it. When you look again he is behind you on the path, setting his feet down carefully, so as to be no trouble.]] },
      },
    },

    fork = {
      text = {
        { text = [[{The path divides at a holly. To the right it has been pegged, a white peg to every yard, no longer than a finger. From the left comes the sound of water, and of somebody counting. Straight on there is no path, only an ash as broad as a cottage, with a brass slot in it at the height of a hand.|You come back to the holly. The pegs shine on the one side, and on the other somebody says, "Forty-one."}]] },
        { text = [[{Pell writes three slips and lays them one on the other, edge to edge. "They come out equal," he says, and looks quite ill.|He has put one slip away. "They still come out equal," says Pell.}]] },
        { when = "#universe:beside(2) > 0", text = [[{Between the trunks, level with you, goes another light, at the height of a coat pocket. It stops when you do. "{universe:beside(2)[1].name}," says Pell, who has asked. "With a box. I'm over there as well. We don't speak."|}]] },
      },
      choices = {
        { "Follow the pegs", id = "to_pegs", to = "pegs" },
        { "Go toward the counting", id = "to_log", to = "log" },
        { "Walk over to the ash", id = "to_ash", to = "ash", when = "not seen.ash" },
      },
    },

    ash = {
      place = "ash",
      text = {
        { text = [[{Over the slot is a flap, and on the flap a name that has been worn away by thumbs. Behind it lie letters without stamps. The uppermost is addressed *To the one with something in their coat*.|The flap clacks to. The letter lies where it lay.}]] },
        { when = "world.tree_letter == 'first'", text = [[{*I got as far as the holly,* it says, *and sat down for an hour. Nothing came of it either way. The third step past the birches is loose.*|}]] },
        { when = "world.tree_letter == 'sit'", text = [[{*You may sit down anywhere,* it says. *I did. The moss is wet, and one gets up again with a wet seat, and that is the whole of it.*|}]] },
        { when = "world.tree_letter == 'wet'", text = [[{*If you get wet you are wet,* it says. *It dries from the knees.* Someone has added, in another ink, *Mine dried from the hem.*|}]] },
        { when = "world.tree_letter == 'standing'", text = [[{*I do not know how this goes on,* it says. *I am writing it standing up, on somebody's desk. He has lent me the pencil.*|}]] },
        function(run, _, progression)
          if run:visits("ash") > 1 or not walked_before(progression) then return "" end
          return [[You know the hand. Whoever wrote this hooks the tail of a *g* exactly as you do.]]
        end,
      },
      reflect = { [[If there were one line to leave in the ash for whoever comes next with something in their coat, what is in it?]], minutes = 2 },
      choices = {
        { "Post Pell's slip in the slot", id = "post_slip", once = true, when = "seen.read_slip", effect = function(run) run.character:feel("pell", 0.1) end,
          reply = [[For a moment there is nothing. Then the slip comes out again lower down, between two roots, folded into a hat for something the size of a beetle. Pell picks it up and looks inside it for some time.]] },
        { "Write: “You may sit down anywhere.”", id = "write_sit", to = "fork",
          effect = function(run, universe)
            universe:set("tree_letter", "sit")
            run:integrate("promote_self_compassion")
            run:insight("The first to read a letter is the one who writes it.")
          end,
          event = { action = "leaves a letter in the ash for whoever comes next", consequences = "It says that one may sit down anywhere." },
          reply = [[You write it on the lid of his desk, and then, since there is room, about the moss. You read it through. It is you who reads it first.]] },
        { "Write: “If you get wet you are wet.”", id = "write_wet", to = "fork",
          effect = function(run, universe)
            universe:set("tree_letter", "wet")
            run:integrate("promote_self_compassion")
            run:insight("The first to read a letter is the one who writes it.")
          end,
          event = { action = "leaves a letter in the ash for whoever comes next", consequences = "It is about getting wet, and how that dries." },
          reply = [[You add where it dries from, out of long knowledge. Pell asks whether he might copy that. It has not occurred to him before that a thing could have a second half.]] },
        { "Write: “I don't know how this goes on.”", id = "write_standing", to = "fork",
          effect = function(run, universe)
            universe:set("tree_letter", "standing")
            run:integrate("promote_self_compassion")
            run:insight("The first to read a letter is the one who writes it.")
          end,
          event = { action = "leaves a letter in the ash for whoever comes next", consequences = "It says that its writer did not know either." },
          reply = [[Written down it takes up very little of the sheet. You fold it and it goes in with the others, of which, you now see, there are a great many.]] },
        { "Leave the letters alone", id = "ash_leave", to = "fork",
          reply = [[You let down the flap with a finger under it, so that it does not clack.]] },
      },
    },
  },
}
