-- lane.lua - the upper half of the market: soup, an arch with echoes, the backs of the stalls

local folk = require "folk"

define.scene "river/lane" {
  place = "riverbed",
  text = {
    [[{The lane is planks laid over gravel, with stalls to either side, and a good deal of elbow. Steam comes from the left, where there is soup. To the right the old bridge stands with its feet dry, and something is muttering under it. Between two awnings is a gap just as wide as a person.|The planks, the steam, the muttering bridge. {&Somebody steps aside for you, and you for him, both to the same side; you do it three times, and part as if you had danced.|A lamp seller says good evening. You are past him before you find that you have said it too.|The lane is getting emptier of things and fuller of people.}}]],
    { when = "bench == 'marking'", text = [[{&The Bench trots behind, marking. A two for the elbow. A three.|}]] },
    { when = "bench == 'fed'", text = [[{&The Bench comes after you at a stroll. One of them is picking his teeth with a card.|}]] },
    { when = "bench == 'working'", text = [[{&It is quiet behind you. From the string stall comes a small, severe voice: "Four and two is six, madam. Six."|}]] },
  },
  choices = {
    { "Join the queue for soup", id = "to_soup", to = "soup_queue", when = "not seen.soup" },
    { "Take a bowl to the upturned boat", id = "to_boat", to = "boat", when = "seen.soup and visits.boat < 4" },
    { "Go in under the bridge", id = "to_arch", to = "arch", when = "visits.arch < 2 or (name_known and not seen.leave_river)" },
    { "Slip through the gap between the awnings", id = "to_behind", to = "behind", when = "visits.behind < 5" },
    { "Follow the planks down to the gravel", id = "to_gravel", to = "walk_down" },
    { "Go back to the ferry stairs", id = "to_half", to = "half_way" },
  },
}

define.scene "river/soup_queue" {
  place = "riverbed", intensity = 0.2,
  text = {
    [[Nine people. You have gone past this queue at six markets with your collar up. You have got to fourth when the woman with the stove steps in ahead of you. She has not seen you. The stove rolls up and stands on your foot. It is on.]],
    { when = "world.tobit_salts", text = [["It's better than it was," somebody says up ahead. "They say one of the string people told him."]] },
  },
  choices = {
    { "Say that you were next", id = "say_next", add = { said = 1 }, to = "soup",
      effect = function(run) run:integrate("maintain_challenge_balance") end,
      reply = [["Were you?" She turns, and goes red up to her hat. "I was miles off. Get off his foot," she says to the stove, "or her foot, I'm sorry," and is so busy being sorry that you end by holding her bag.]] },
    { "Let her go first", id = "let_first", to = "soup",
      reply = [[She orders for eleven. You read the side of the pot. It says "Property of the Navy".]] },
    { "Give up the place", id = "give_up", to = "lane",
      reply = [[The gap you leave closes at once. The stove looks after you.]] },
  },
}

define.scene "river/soup" {
  place = "riverbed",
  text = {
    [["String," says the man at the pot. He means you. His name is Tobit and he has arms like loaves. "Six markets you've gone by me. Face like a shop on a Sunday. I said to her" (this is the goose) "I said, it's the soup." He is not being funny. The goose looks at the bridge.]],
    { when = "seen.wave", text = [["And then tonight I get an arm. I thought, somebody's drowning." He looks at the dry bed, all round.]] },
    { when = "seen.ladder", text = [["Tonight I waved. With this." He holds up the ladle. "I felt such a fool I went and counted spoons."]] },
    { when = function(_, _, progression) return progression:unlocked("known_at_the_market") end,
      text = [[Then he reaches under the counter for a bowl with a chip in it, which he seems to have been keeping by.]] },
  },
  choices = {
    { [["It was never the soup"]], id = "never_soup", add = { said = 1 }, to = "boat",
      effect = function(run)
        run.character:feel("tobit", 0.6)
        run:insight("From outside, shy and proud have the same collar.")
      end,
      reply = [["What, then?" You tell him that you never know what comes after good evening. He turns this over, stirring. "I say eel," says Tobit. "Then they say how much."]] },
    { "Taste it, and tell him what it wants", id = "wants_salt", add = { said = 1 }, to = "boat",
      effect = function(run, universe)
        run.character:feel("tobit", 0.4)
        universe:set("tobit_salts", true)
      end,
      event = { action = "tells the eel man what his soup wants", consequences = "The soup at the Ebb Market is worth queueing for.", major = true },
      reply = function(_, universe)
        if folk.before(universe, "tobit_salts") then
          return [["Nothing," you say. "It wants nothing." He stares. He sits down on the step of his cart. "Somebody said salt, once," says Tobit. "I've been frightened ever since that it was luck." Then he has to see to the bread, crying a little, in the way of business.]]
        end
        return [["Salt," you say. He stares. He tastes. He sits down on the step of his cart. "Eleven years," says Tobit, "and they've all of them said lovely." Then he gets up and salts it, crying a little, in the way of business.]]
      end },
    { "Take the bowl and nod", id = "nod_bowl", to = "boat",
      effect = function(run) run.character:feel("tobit", -0.2) end,
      reply = [[He nods too. For a moment there you both are, nodding. Then the next one wants bread with hers.]] },
  },
}

define.scene "river/boat" {
  rest = true, place = "riverbed",
  text = {
    [[{One of the rowing boats has been turned over for a seat. You sit down on the keel with the bowl in both hands. Weed has dried on the planks in the pattern of the current. From here the market is mostly boots.|The boat again, and the warm place on it.}]],
    { when = "#universe:beside(3) > 0", text = [[{At the far end of the keel somebody else has sat down with a bowl. What they have behind them is looking at your three, and your three are looking at it.|}]] },
    { when = "bench == 'marking'", text = [[The Bench puts itself down opposite. It watches you drink. There is a wind along the riverbed, and the small one has no coat.]] },
    { when = "bench == 'fed'", text = [[They have put the bench next to the boat, end on, so that it makes one long seat.]] },
    { when = "run.character:feeling('tobit') > 0.5", text = [[Over the heads Tobit holds up the ladle, and one eyebrow. You hold up the bowl.]] },
  },
  choices = {
    { "Put the bowl down where the three can reach it", id = "share_bowl", when = "bench == 'marking'", to = "bench_supper",
      effect = function(run)
        run.vars.bench = "fed"
        run:integrate("promote_self_compassion")
      end,
      reply = [[Nobody moves. Then a hand comes out, and takes a bit of potato, and goes in again.]] },
    { "Sit until it is empty", id = "empty_bowl", once = true,
      reply = [[It takes as long as it takes. At the bottom of the bowl somebody has painted a fish.]] },
    { "Go back to the planks", id = "boat_lane", to = "lane" },
  },
}

define.scene "river/bench_supper" {
  place = "riverbed", intensity = 0.2,
  text = [[They eat like people who have been sent out without. The one with the cold has to be thumped. "Since the school hall," says the one in the middle, wiping her opera glasses. "No holidays." "We thought," says the one with the cold, "if we said it first. Before they could." "Then it wouldn't be such a shock," says the small one. He is not new, it turns out. He is just small. He shows you his hands, which are blue from holding up the numbers.]],
  reflect = { [[If something follows you about and keeps the score: when did it last sit down to eat?]], minutes = 2 },
  choices = {
    { "Ask whether they would rather count something else", id = "ask_count", to = "lane",
      effect = function(run)
        run.vars.bench = "working"
        run:integrate("enable_externalization")
      end,
      reply = [["Such as?" says the middle one, quickly. You tell them about Wenna's till, and how she is out by a few pence every night. They are already running. You carry the bench over for them; it weighs hardly anything.]] },
    { "Put your scarf round the small one", id = "scarf", to = "lane",
      effect = function(run) run:insight("They were cold, all this time.") end,
      reply = [[It goes round him four times. He takes a card and writes on it with care, and holds it up backwards, so that only he can see.]] },
    { "Let them finish, and say nothing", id = "let_eat", to = "lane",
      reply = [[Scraping. Then a small belch, and three cards, up at once out of habit: six, six, six.]] },
  },
}

local function leave_echo(words)
  return function(_, universe) universe:set("echo", words) end
end

define.scene "river/arch" {
  place = "riverbed",
  text = {
    [[{Under the middle arch sits an old woman in a deck chair with her feet in a basin, although there is no water in it. "Echoes," she says. "You leave one, you get one. No change given." The stones overhead are black and dripping and full of talk, too faint to follow.|"Leave one, get one," says the woman in the deck chair. She has got her feet out, and is looking at them.}]],
    { when = "world.echo == '' and not seen.arch_back", text = [[None of the voices up there is young.]] },
    { when = "world.echo ~= '' and not seen.arch_back", text = [[One of them is fresher than the others. Somebody who came by has left it. "{world.echo}," it says, going round, "{world.echo}," and does not seem to be in any hurry.]] },
    { when = "seen.arch_back and said >= 2", text = [[Yours is up there too. You know it by the little catch at the front.]] },
  },
  choices = {
    { "Leave a good evening", id = "leave_evening", when = "not seen.arch_back", add = { said = 1 }, to = "arch_back", effect = leave_echo("Good evening"),
      event = { action = "leaves a good evening under the bridge", consequences = "It goes round there still." },
      reply = [["Good evening," you say, to a ceiling.]] },
    { "Leave your name", id = "leave_name", when = "not seen.arch_back", add = { said = 1 }, to = "arch_back", effect = leave_echo("It's only me"),
      event = { action = "leaves a name under the bridge", consequences = "A voice there keeps saying who it is." },
      reply = [[You say your name, and then, because it sounds so bare, "It's only me." She winces. "It's kept the second bit," she says. "It always does."]] },
    { "Shout eel", id = "leave_eel", when = "seen.soup and not seen.arch_back", add = { said = 1 }, to = "arch_back", effect = leave_echo("Eel"),
      event = { action = "shouts eel under the bridge", consequences = "It comes out at the other side, and people ask how much." },
      reply = [[It is out before you have thought. Up on the lane a man answers, "How much?"]] },
    { "Say the river's name, once", id = "leave_river", when = "name_known and seen.arch_back", once = true, add = { said = 1 }, to = "arch_back",
      reply = [["Marrable." It comes up from lower down than you had expected, somewhere about the belt.]] },
    { "Leave it, and duck out again", id = "arch_out", to = "lane" },
  },
}

define.scene "river/arch_back" {
  place = "riverbed",
  text = [[{The arch holds on to it. You have time to wish it back. Then it comes down to you, round and rather low, in a voice that you would open a door to. You look about for who that was. "That's you, from over here," says the woman. "From in there it's all jaw and teeth. I wouldn't go by what you get in there."|The arch thinks. What it gives back is the same again, and you do not look round for whose it is.}]],
  breath = [[The stones take their time between one drip and the next. There is room in there for a breath, if you would like one.]],
  choices = {
    { "Ask whose the old ones are", id = "ask_old", once = true, add = { said = 1 },
      reply = [["Callers, mostly. They come under here to try it when they think that nobody's by." She tilts her head. "There's one says 'oh dear' and then does it beautifully. Every night for sixty years. Oh dear," says the woman fondly, "oh dear."]] },
    { "Go back out to the lane", id = "arch_back_out", to = "lane" },
  },
}

define.scene "river/behind" {
  rest = true, place = "riverbed",
  text = {
    [[{Behind the stalls runs a duckboard no customer ever sees. Here people sit on crates with their shoes off and their faces put away. Nobody says hello. A man is eating a plum with his eyes shut; his starlings have tucked in their heads.|The duckboard, the crates, the backs of the awnings with the light coming through.}]],
    { when = "not seen.pim", text = [[On the last crate sits the girl who cries the market, and she has her hands over her ears. "I'm not on," she says.]] },
    { when = "seen.pim", text = [[Pim has gone back to work. You can hear her from here; they can hear her in the next parish.]] },
  },
  choices = {
    { "Sit on the crate next to hers", id = "by_pim", when = "not seen.pim", to = "pim",
      reply = [[She moves her feet to make room for yours, and for whoever is behind you.]] },
    { "Lean on the boards for a bit", id = "lean", once = true,
      reply = [[Somebody's wireless is playing behind the cloth, very low. You hear out the tune, and the one after it.]] },
    { "Go out by the gap again", id = "behind_lane", to = "lane" },
    { "Take the duckboard down to the gravel", id = "behind_gravel", to = "gravel" },
  },
}

define.scene "river/pim" {
  place = "riverbed", intensity = 0.1,
  text = [[Her name is Pim. She does fish, lamps, lost children and the time. "Everybody's got something behind them," she says. {world.pim_company: "I've only got a small one, on loan, and he goes home at the bell. What if my own comes when I'm in the middle of a shout?"|"I look every morning. What if it comes when I'm in the middle of a shout?"} {bench == 'working': She has met your three at the string stall, and been given the right change.|She examines your three with great attention, and the one in the middle sits up straighter.} "Did it hurt? When they came?"]],
  choices = {
    { "Tell her how old you were", id = "tell_age", add = { said = 1 }, to = "behind",
      effect = function(run)
        run.character:feel("pim", 0.5)
        run:integrate("validate_player_experience")
      end,
      reply = [["Eleven," you say. "It didn't hurt. It was more that everything had a number on." Pim nods. She has a friend with a number on everything. "I look at one ear," she offers you in exchange. "When I shout. Somebody's ear. They never know it's them."]] },
    { "Let the small one say good evening", id = "small_greets", when = "bench == 'fed'",
      locked = "{bench == 'working': All three are away, minding the till.|The three of them are marking, and do not look up from it.}", to = "behind",
      effect = function(run, universe)
        run.character:feel("pim", 0.7)
        universe:set("pim_company", true)
        run:integrate("enable_collaborative_play")
      end,
      event = { action = "introduces the crier to somebody small", consequences = "Pim has company on her rounds.", major = true },
      reply = [[He gets down off the bench, walks over the boards and gives her his hand. He shows her his six. "I never get to use it," he says. They look at each other. "You can use it on me," says Pim, "if you keep up." He looks back at you, once.]] },
    { "Ask how she makes it so loud", id = "ask_loud", add = { said = 1 }, to = "behind",
      effect = function(run) run.character:feel("pim", 0.2) end,
      reply = [["You pick one ear," says Pim, "and you tell it. And the rest of them hear because they're nosy."]] },
  },
}
