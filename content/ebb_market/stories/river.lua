-- river.lua - one night in the bed of a river: the stairs, the string stall, the first thing said

define.story "river" {
  title = "The River's Night Off", focus = "social_anxiety", start = "stairs",
  vars = {
    said = 0,               -- things said aloud that were not easy to say
    bench = "marking",      -- what the three are doing: then "fed", "working"
    name_known = false,     -- the river's own name
    thread = false,         -- the end of the string is tied to Wenna's stall
    jar = "none",           -- the jar with the school hall: then "stood", "shut"
  },
  scenes = {
    stairs = {
      place = "riverbed",
      text = {
        [[The river has its night off. At dusk it went up past the weir to see its sister, as it does every seventh moon, and it has left its bed made: raked gravel, combed weed, two rowing boats asleep on their sides. Down there they have put up the market. From the top of the ferry stairs you count forty lamps.]],
        { when = "world.last_call == 'aloud' or world.last_call == 'together'",
          text = [[On the quay wall a line has been chalked, knee-high, with the date of the last market. "Came in like a lamb," it says.]] },
        { when = "world.last_call == 'unasked'",
          text = [[There is silt on the quay, and a bollard with weed on it. Last time the river came in when it liked.]] },
        { when = "world.last_call == 'low'",
          text = [[Last time, people say, nobody called, and then their feet were wet. They say it without complaint.]] },
          { when = "world['echo/rhyme'] ~= ''", text = [[On the quay two children turn a rope for a third. *{world['echo/rhyme']}, {world['echo/rhyme']}, the lamps are out,* they sing; and at *come in* the one in the middle runs for it, and the rope is the river.]] },
          { when = "#universe:beside(2) > 0", text = [[Across the gravel, on the stairs for the far bank, somebody else has stopped at the top with three small ones behind. It is {universe:beside(2)[1].name}. Neither of you lifts a hand first; then both have one up.]] },
        [[Behind you the Bench has caught up. There are three of them, none taller than your knee, and they carry it themselves. They set it down, sit in a row, and get out the cards.]],
        { when = "said == 1 and visits.stairs <= 1", text = [[You have said good evening to the lamplighter, who was already past. He said it too, a lamp further on. The Bench goes through its cards and has none for that.]] },
        { when = function(_, _, progression) return progression:unlocked "cosmetic/string_ribbon" end, text = [[The small one looks to see whether you still have on the string, and it is on, and he sees to the bow.]] },
        { when = function(_, _, progression)
            return progression:count("story/ebb_market:river") > progression:count("ending/ebb_market:river/unasked")
          end,
          text = [[The one in the middle has brought a cushion this time. She dares you to mention it.]] },
        { when = function(_, _, progression) return progression:count("ending/ebb_market:river/unasked") > 0 end,
          text = [[The small one has one card more than the others. It is blank on both sides, and he has kept it dry.]] },
      },
      choices = {
        { "Go down the middle, where it is widest", id = "middle", to = "pitch",
          reply = [[Thirty-one steps, the last nine of them slippery. A four, a four, and a three and a half, for the walk.]] },
        { "Go down the ladder at the side", id = "ladder", to = "pitch",
          reply = [[A man on the gravel sees you all the same, and lifts his ladle. You look at your hands on the rungs. When you look again he has lowered it.]] },
        { "Lift a hand to the man at the soup", id = "wave", to = "pitch", add = { said = 1 },
          effect = function(run) run.character:feel("tobit", 0.2) end,
          reply = function(_, _, progression)
            if progression:unlocked("known_at_the_market") then
              return [[The ladle is up before your hand is. "String!" he bawls, across forty stalls. All forty look, and most of them nod, and go on with what they were doing.]]
            end
            return [[He looks behind him to see who is meant. There is only the goose. By the time he has worked it out you are at the bottom, and each of you has an arm in the air.]]
          end },
        { "Sit down on the top step first", id = "sit_top", to = "top_step" },
      } },

    top_step = {
      rest = true, place = "riverbed",
      text = [[{The stone is still warm from the day. Up in the town, what walks behind people keeps out of sight; on the riverbed it shows, and nobody minds. A woman goes by between the lamps with a small stove rolling after her. The man at the soup has a goose, which is looking the other way. One man is followed by starlings. A girl of nine, who cries the market in a voice like a dropped tray, {world.pim_company: has somebody very small by the hand, and he has to trot|has nothing behind her at all; you see her check}.|The step, the lamps. A second goose, you think, and then it is the same one.}]],
      choices = {
        { "Look for somebody with as many as three", id = "look_three", once = true,
          reply = [[By the lamp oil stands a gentleman with a full string quartet. They are tuning. He buys a wick, and you can see his lips move: sorry, sorry.]] },
        { "Go down now", id = "down_now", to = "pitch",
          reply = [[The Bench gets up with a groan and takes its bench by the ends.]] },
      } },

    pitch = {
      place = "riverbed",
      text = {
        { when = "visits.pitch <= 1",
          text = [["STRING, BY THE NEED," says the board. Your aunt Wenna has had this pitch for thirty-four years. She opens her mouth when she sees you, and what comes out is air. So she writes it on the price slate: COLD. SINCE TUESDAY. She wipes that off with her elbow and writes, smaller: I DREW THE WHITE ONE.]] },
        { when = "visits.pitch > 1", text = [[Wenna looks up from her slate. The white pebble lies where it lay.]] },
        { when = "not seen.ask_like",
          text = [[Whoever draws the white pebble calls the river home at the end of the night, from the ferry steps, with the whole market standing there. She has put her hand in that bag thirty-four times. Now she lays the pebble on the counter and pushes it with one finger, until it is on your side.]] },
      },
      choices = {
        { "Pick it up", id = "pick_up", to = "customer",
          effect = function(run) run.character:feel("wenna", 0.3) end,
          event = { action = "picks up the white pebble for Wenna", consequences = "The string stall has a caller." },
          reply = [[It has her warmth in it. You wait for the cards. The smallest of the three has dropped his.]] },
        { "Push it back to the middle", id = "push_back", to = "customer",
          reply = [[She lets it lie there, on the crack between two boards. TILL MORNING, she writes, and shrugs, and the shrug costs her something.]] },
        { "Ask what she would have made of it", id = "ask_like", once = true, add = { said = 1 },
          effect = function(run) run.character:feel("wenna", 0.2) end,
          reply = [[She thinks. She wipes the slate twice, although it is clean. LOUD, she writes.]] },
      } },

    customer = {
      place = "riverbed", intensity = 0.1,
      text = [[The man with the starlings comes up to the counter. "I want something to keep a gate shut," he says. "It isn't my gate." Wenna points at her throat, and then at you. The starlings settle along the awning to hear. In front of the stall the Bench has pulled itself up to where the view is best.]],
      choices = {
        { "Ask him how long", id = "how_long", add = { said = 1 }, to = "change",
          reply = [["Howlong," you say. "As long as it takes to say sorry over," says the man. "Now that's a good question." It comes to four feet. A three; a three; and a six, from the small one, who looks at the others and turns it quickly into a two.]] },
        { "Cut him four feet without a word", id = "cut", to = "change",
          reply = [[The scissors say it. He takes the string, and thanks the string. The three on the Bench sit with their cards in their laps.]] },
        { "Shake your head, and let Wenna write", id = "let_write", to = "change",
          reply = [[HOW LONG, she writes. He has to find his glasses. The queue behind him becomes two people, then four, and all of them read it.]] },
      } },

    change = {
      place = "riverbed", intensity = 0.1,
      text = [[He is thirty paces off when you see what he has put in the saucer: a silver piece, for a bit of string. Wenna has seen it too. She is looking at the saucer, and then, for rather longer, up at the awning.]],
      choices = {
        { "Call after him", id = "call_after", add = { said = 1 }, to = "thread",
          event = { action = "calls a man back for his change at the string stall", consequences = "A man with starlings tells people about it." },
          effect = function(run) run:milestone("Called across a lane") end,
          reply = [["Sir!" It is too high, and it cracks. He turns round. So do two other men, and the starlings. "Bless you," he says, coming back, "I'd have been short for the ferry." The Bench confers. It cannot agree on what to hold up.]] },
        { "Run after him and touch his sleeve", id = "touch_sleeve", to = "thread",
          reply = [[You hold it out. He looks at the coin, then at you. "You've run," he says, pleased, and the starlings come down all round you like applause.]] },
        { "Leave it in the saucer", id = "leave_coin", to = "thread",
          reply = [[It lies there among the coppers and looks at everybody who comes.]] },
      } },

    thread = {
      place = "riverbed",
      text = {
        [[The slate again. GO AND EAT. GET ITS NAME FROM HANNEKE. SHE HAS THE LIST. There is room for one word more, and Wenna leaves the room empty. Instead she takes the big ball from under the counter, ties the end of it to the leg of the stall with a knot you have never seen come undone, and holds out the rest to you.]],
        { when = "run.character:feeling('wenna') >= 0.4", text = [[When you were six she used to let you out along the quay like this. You had thought it was a game.]] },
      },
      choices = {
        { "Take the ball of string", id = "take_ball", set = { thread = true }, to = "lane",
          effect = function(run) run.character:feel("wenna", 0.2) end,
          reply = [[It pays out behind you through your fingers. After ten steps there are two tugs on it. You tug twice.]] },
        { "Close her hand round it, and go without", id = "go_without", to = "lane",
          reply = [[She winds the loose end back on, slowly, with her eyes on where you are going.]] },
      } },
  },
}
