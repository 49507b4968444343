-- narration.lua - the ring and the corridor of the station, between one thing and the next

define.narrate "standby/ring" {
  brief = "A dim ring station that nearly everybody has left. {character} walks the ring; small signs that it is still in use.",
  facts = { setting = "the ring of an almost empty station, floor curving up both ways" },
  tone = "quiet", words = { 12, 44 }, when = "visits.ring > 1", grammar = "ring",
}

define.narrate "standby/corridor" {
  brief = "The corridor outside the bunks of a station with its lights turned down. {character} stands in it.",
  facts = { setting = "a corridor outside Bunk Four, floor polished to a shine" },
  tone = "quiet", words = { 12, 40 }, when = "visits.corridor > 1", grammar = "corridor",
}

define.grammar "ring" {
  origin = { "{@underfoot} {@station}", "{@station} {@trace}", "{@trace} {@underfoot}" },
  underfoot = {
    "The deck plates hum at one pitch, and change it at the seams.", "Your steps come back to you from in front, a little late, like those of somebody polite.", "For eleven paces the floor is warm; behind the wall something is being kept from freezing.",
    "A strip of the matting has been mended with a bootlace, and whoever did it made a bow.", "Here the rail is worn to the metal at the height of a hand that was not in a hurry.", "You walk downhill, and uphill is always a bit further on.",
    "A seam goes by under your heel, and the one after it is where you thought it would be.", "Somebody has stuck a line of tape along the floor, and a few paces on has stuck it down again.", "Your shadow runs out ahead of one lamp and drops behind at the next.", "The matting keeps the print of a trolley wheel that must once have been carrying something heavy.",
  },
  station = {
    "A valve opens somewhere, sighs, and is shut again by a small motor that takes its duties seriously.", "The air comes on, reconsiders, and goes on at half.", "Through a port the size of a plate the planet goes by with its night on.",
    "In the ducts a bearing says *tea, tea, tea*, and then nothing for a while.", "One of the far lamps blinks twice, as if it had been asked something.", "The ship's clock and the wall clock differ by a minute, and have been left to.",
    "Frost has drawn a fern on the inside of the pipe, and a number beside it is quite unreadable.",
    "Behind a panel a relay says yes.", "The sun comes in at a port, walks across the ceiling, and goes out by another.", "A pump runs up to speed, finds everything full, and comes down again.", "The speaker over the hatch clears its throat, and has nothing today.",
  },
  trace = {
    "A mug stands on a ledge with a ring under it, and another ring beside that.", "Somebody has written *mind your head* at a place where there is nothing to mind it from.", "A glove lies palm up on the locker, in the manner of one waiting for change.",
    "There are nine hooks, and on the last of them a scarf.", "On the inside of a hatch cover a game of noughts and crosses was left at the most interesting point.", "Seeds have come up in the lint of a filter, two leaves each.",
    "On a pipe hangs a towel folded in three by somebody who folds in three.", "There is a chessboard screwed to the wall, with all its men on the one side.", "Somebody has marked the heights of a bean on a door frame, with dates.", "A pencil floats in the draught of a grille, and comes back each time to be caught.",
  },
}

define.grammar "corridor" {
  origin = { "{@near} {@far}", "{@far} {@near}" },
  near = {
    "You can see your knees in the floor, and they seem to be in good order.", "The door has drawn itself to behind you, and left a finger's width.", "The night lamp over the bunks has a moth's shadow in it and no moth.",
    "The handrail is cold on the side where nobody walks.", "There is a smell of warm dust and, under that, of oranges.", "A bolt has been painted over so often that it has become round.",
    "A blanket has been put over the vent, and it breathes.", "Under Four somebody has painted a very small five, and crossed it out.", "The lamp by your shoulder is warm, and hums about it.",
  },
  far = {
    "Up the curve something small starts, stops, and starts again.", "From the galley comes the tick of a plate that has been put down on another.", "The radio room breathes; that is only its fan.", "A long way round the ring a hatch is swinging, and has got into a rhythm.",
    "Beyond the last lamp it is as dark as it was, and no darker.", "Somewhere water goes through a pipe on an errand.",
    "Up in the spokes a lift goes past without anyone, and says its floors.", "At the bend a door tries to shut on its own mat, and tries again.", "Someone's alarm clock goes off in a bunk that has been empty for months, and is polite about it.",
  },
}
