-- pegs.lua - Bet Thorne, who pegs down ten steps of path every night, and the wood, which has them out by morning

define.scene "queen/pegs" {
  place = "pegs",
  text = {
    { text = [[{A woman kneels on the path with a mallet. She sets a peg, gives it two taps, goes a yard forward on her knees, and sets the next. "Mind the string," says Bet Thorne. Behind her the pegs run back out of sight; in front of her there are none. The wood, she tells you, has had every one of them out by morning for nineteen years. "It's very thorough."|Bet sets a peg, and gives it its two taps.|The next peg goes in. A moth settles on it, since it is the whitest thing there.}]] },
    { when = "world.pegs > 0", text = [[{Some of the pegs behind her lean. She has left them as they are. "Visitors'," she says.|}]] },
    { when = "world.bet_heard", text = [[{"Somebody told me they held," says Bet. "At the other end. So I went along one evening to see. Well. Halfway."|}]] },
  },
  choices = {
    { "Ask why she does it", id = "ask_why", once = true,
      reply = [["People come by at night, and they need ten steps." Tap, tap. "I don't do the wood. I do ten steps. After that I do ten steps."]] },
    { "Ask what is at the end of the path", id = "ask_end", once = true,
      reply = [["I hear it's orchards." She takes a peg out of her mouth to say so. "I've never got that far. It gets light on me."]] },
    { "Kneel down and hold the pegs for her", id = "hold_pegs", to = "ten_steps",
      effect = function(run, universe)
        universe:add("pegs", 1)
        run.character:feel("bet", 0.3)
      end,
      event = { action = "holds the pegs for Bet Thorne in Wendwood", consequences = "The path is pegged a few yards further than on other nights." },
      reply = [[You put them between your teeth, as she does. They taste of hazel. Pell is handed the end of the string and stands up very straight with it.]] },
    { "Go on past the last peg", id = "past_last", to = "birches",
      reply = [[The eleventh step is like the tenth, except that nobody has been at it. You stand on it for a moment. Then there is a twelfth.]] },
  },
}

define.scene "queen/ten_steps" {
  place = "pegs",
  text = [[{You work side by side. It goes peg, tap, tap, knees. Somewhere in the second ten you notice that you have been thinking about pegs, for quite a time, and about nothing else. On Pell's end the string is as tight as a ruled line. He has not got a hand free to write.|Peg, tap, tap, knees. "String," says Bet now and then, and Pell, on the far end, says, "String."|There are eight pegs, and then nine. The moon has got in among the trees and lies about in pieces.}]],
  choices = {
    { "Drive one yourself", id = "drive", once = true, effect = function(run) run.character:feel("bet", 0.2) end,
      reply = [[It goes in like a tooth, sideways. You reach to pull it out, and she has already moved on. "That one'll do," says Bet. "You'd be surprised who's seen to that lean. I did, for two years."]] },
    { "Ask for a peg to take along", id = "take_peg", once = true, set = { peg = true },
      reply = [["What for?" You say that you don't know yet. She picks one out for you by the grain, and wipes the point on her apron.]] },
    { "Sit down on the barrow with her", id = "to_barrow", to = "barrow",
      reply = [["Ten," says Bet, and gets up off her knees in three stages.]] },
    { "Walk on from the last peg", id = "walk_on", to = "birches",
      reply = [["Go while it's there," says Bet, who is already kneeling. Pell gives back the string. For some while he holds his hand as though he had it still.]] },
  },
}

define.scene "queen/barrow" {
  place = "pegs", rest = true,
  text = [[The barrow, turned over, is as wide as two people who do not mind each other. There is tea in a can with a lid. Pell puts his desk on the ground beside his feet, which, he says, is not allowed, and looks at it there. An owl goes over as if it were being carried. Inside your coat the box ticks a little, or it is the can, cooling.]],
  breath = [[The steam from the can goes up and is gone at about the height of the lowest branch. You can breathe along with it, out as long as it lasts, for as many as you like.]],
  choices = {
    { "Sit until the can is empty", id = "empty_can", to = "birches",
      effect = function(run)
        run:integrate("enable_gentle_pacing")
        run.character:feel("pell", 0.1)
      end,
      reply = [[It is a big can. When you get up there is a dry patch on the barrow in the shape of each of you, and Pell's is the smallest.]] },
    { "Tell her that the pegs held", id = "tell_held", to = "birches", when = "seen.hold_pegs",
      effect = function(run, universe)
        universe:set("bet_heard", true)
        run.character:feel("bet", 0.3)
      end,
      event = { action = "tells Bet Thorne that her pegs held", consequences = "She had never heard it from the walking side." },
      reply = [[You tell her you put your whole weight on the first ten, in the dark, with your eyes on something else. Bet drinks, and looks down the row of little white points. "Did they," she says. "Well. I only ever see them from the knees."]] },
  },
}
