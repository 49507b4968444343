-- night.lua - Tuesday night: a plate with another plate over it, what a bird can be taught, and a light at the seventieth step

-- A macaw says what was said to it with feeling by somebody who then went out of the door.
local function teaches(words)
  return function(run, universe)
    universe:set("dean_added", words)
    run:integrate("support_re_authoring")
    run:milestone("taught the Dean to add something")
  end
end

define.scene "stair/supper_two" {
  text = {
    [[{Four plates, and one of them has another plate over it. Ferris is not down. At about the seventieth step there is a light, which does not go to and fro as lights do that somebody is working by. "He had four hours on Sunday," says Teodora.|The plate with the plate on it. The light has not moved.}]],
    { when = "seen.climb", text = [[{You can feel the stair in both legs. The bench has been moved a little nearer to the table, by somebody who has looked at how you walk.|}]] },
    { when = "not seen.dean_lesson", text = [[{The Dean goes along its beam. It has not been told yet what you brought today.|}]] },
  },
  choices = {
    { "Stay at table with the Dean", id = "with_dean", when = "not seen.dean_lesson", to = "dean_lesson" },
    { "Take the plate up to him", id = "take_plate", to = "lamp", themes = { "behavioral" }, intensity = 0.4 },
    { "Wave the table lamp from the bottom step", id = "wave_lamp", to = "ferris_morning",
      reply = [[After some time the light up there is lifted and goes from left to right, twice. Then it is put down where it was. You leave the plate on the step, with a stone on it because of the goat.]] },
  },
}

define.scene "stair/dean_lesson" {
  text = {
    [[{"He'd stand there with his hat on and look at the drawing," says Teodora, "and say it, and go to bed. Every night. They only pick up what's said to them by somebody who's on the way out." She takes the pail and is on the way out herself.|The Dean waits.}]],
    [["Is that all?" says the Dean.]],
  },
  choices = {
    { "Set down the water pail and say tuma", id = "teach_tuma", when = "sign", locked = "You have heard the word. You do not know yet when one says it.",
      effect = teaches "Tuma.", to = "supper_two",
      event = { action = "teaches the Dean a word", consequences = "It asks, and then it answers.", major = true },
      reply = [[You carry in the pail, let it down, say it, and go out. You do this six times. At the seventh, from the dark, you hear "Is that all?" and then, on the table, the sound of a nut being put down. "Tuma," says the Dean. It looks about for whoever that was.]] },
    { "Tell it about the doors, and go out", id = "teach_doors", effect = teaches "There were drawings.", to = "supper_two",
      event = { action = "tells the Dean that there were drawings", consequences = "It tells others.", major = true },
      reply = [[You tell it which wood, and how the hinges were let in, and that somebody had cut a cat hole in the ninth and later nailed it up and later cut it again. You had not thought that you would be so long. "There were drawings," says the Dean behind you, when you have reached the door.]] },
    { "Wish it good night, and put out the lamp", id = "teach_night", effect = teaches "Good night, Dean.", to = "supper_two",
      event = { action = "wishes the Dean good night", consequences = "It wishes itself one.", major = true },
      reply = [[Nobody has, it seems. It stands quite still in the dark. Later, when you come back in for the matches, somebody small is practising.]] },
    { "Hold out a nut and say nothing", id = "say_nothing", to = "supper_two",
      reply = [[It takes the nut, goes off to the far end with it, and comes back when it is eaten. It sits down against your arm. It weighs about as much as a shoe.]] },
  },
}

define.scene "stair/lamp" {
  themes = { "behavioral" }, intensity = 0.6, instead = "ferris_morning",
  warning = { type = "behavioral", severity = "moderate", description = "A young man works himself sore and cannot stop.", skippable = true },
  text = {
    [[{The lamp is under a crate, out of the wind. Ferris kneels at the seventieth with the brush. Beside him lie six sheets that have torn. The skin is off both his thumbs, and what he is beating is the bare stone. "Three forty-one," he says. "Three forty-two is in my hand somewhere." He has the cord off, and feels along it, loses the place, and begins from the end.|He begins from the end.}]],
    { when = "run.character:feeling('ferris') >= 0.3", text = [[{"I keep seeing the ears," says Ferris.|}]] },
  },
  choices = {
    { "Take the other end of the cord", id = "other_end", set = { ferris = "down" }, to = "ferris_morning",
      effect = function(run, universe)
        universe:add("ferris_down", 1)
        run.character:feel("ferris", 0.5)
        run:integrate("enable_collaborative_play")
      end,
      event = { action = "counts a cord of knots with Ferris until he sleeps", consequences = "At night there is no light on the stair.", major = true },
      reply = [[You count from your end and he from his. At each knot you say what it was, if you know it: a comb, a jar, somebody who had to go round the corner. He has never heard what he has got. About the middle, where you would have met, he has gone to sleep with the knot in his fingers. You put your shirt over him and stay.]] },
    { "Hold the sheet for him until it dries", id = "hold_sheet", set = { ferris = "down" }, to = "ferris_morning",
      effect = function(run, universe)
        universe:add("ferris_down", 1)
        run.character:feel("ferris", 0.4)
        run:integrate("enable_gentle_pacing")
      end,
      event = { action = "holds a wet sheet for Ferris for an hour", consequences = "It comes off whole, with nobody watching it." },
      reply = [[He wets the last one. You put both palms on it. "It takes an hour," you say. "You can't do anything to it." He watches your hands, then his own. He is asleep before the top edge has let go.]] },
    { "Put down the plate, and the word with it", id = "put_plate", when = "sign", set = { ferris = "down" }, to = "ferris_morning",
      effect = function(run, universe)
        universe:add("ferris_down", 1)
        run.character:feel("ferris", 0.3)
        run:insight("One says it to what one has been carrying.")
      end,
      event = { action = "sets down a plate on the seventieth step", consequences = "Somebody else sets down a brush." },
      reply = [["Tuma," you say, and let it down on the stone. He has heard that word for three months. You show him, on the riser by his knee, where it stands. He reads it with his thumb, and then he looks at the brush, and lets it down beside the plate.]] },
    { "Leave the plate, and go down", id = "leave_plate", to = "ferris_morning",
      effect = function(run) run.character:feel("ferris", -0.2) end,
      reply = [["In a minute," says Ferris. Going down you have the light at your back, and your own shadow goes before you, as long as eleven steps.]] },
  },
}

define.scene "stair/ferris_morning" {
  rest = true, intensity = 0,
  text = {
    { when = "ferris == 'down'", text = [[In the morning Ferris comes down with rags round his thumbs and eats what is on the plate, cold, from left to right. He has been asleep for nine hours, and has a step printed on his cheek.]] },
    { when = "ferris == 'up'", text = [[In the morning Ferris comes down and eats what is on the plate, cold and standing. He has three hundred and forty-three. He has put his hands in his pockets, and after each bite has to take one out.]] },
    { when = "seen.teach_tuma", text = [["Is that all?" says the Dean. "Tuma," says the Dean. Ferris has stopped with the fork on the way up.]] },
    { when = "seen.teach_doors", text = [["Is that all?" says the Dean. "There were drawings." Ferris asks what drawings. So you tell him.]] },
    { when = "seen.teach_night", text = [["Good night, Dean," says the Dean. It is ten past six.]] },
  },
  choices = {
    { "Tie up his thumbs properly", id = "tie_thumbs", to = "floor", themes = { "behavioral" }, intensity = 0.2,
      effect = function(run) run.character:feel("ferris", 0.2) end,
      reply = [[You do it the way one wraps a pot for the post. "My mother does a bow," he says, and you do a bow.]] },
    { "Ask what comes after three hundred and forty-nine", id = "after_that", to = "floor",
      effect = function(run) run:integrate("validate_player_experience") end,
      reply = [["Three hundred and fifty," says Ferris. He hears it. "That's what I told my father about the swimming badge," he says after a while, "and it was the same water."]] },
  },
}
