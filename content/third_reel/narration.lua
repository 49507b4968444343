-- narration.lua - the street door of the Phare, with its slate, and the stool above

define.narrate "phare/slate" {
  brief = "The street door of a small cinema, with a price slate. {character} stands by it and the street goes by.",
  facts = { setting = "the street door of a small cinema, with a slate and a coal bucket" },
  tone = "wry", words = { 12, 44 }, when = "visits.slate > 1", grammar = "door",
}

define.narrate "phare/office" {
  brief = "The office of a small cinema, up a stair. {character} is in it once more.",
  facts = { setting = "a narrow office above a cinema, with ledgers and a window on the yard" },
  tone = "wry", words = { 12, 42 }, when = "visits.office > 1", grammar = "door/office",
}

define.narrate "phare/yard" {
  brief = "The yard behind a small cinema, with a pump and a bench made of a manger, where one gets one's breath. {character} is out there again.",
  facts = { setting = "a small yard with a pump, a manger for a bench, a wire above" },
  tone = "wry", words = { 12, 44 }, when = "visits.yard > 1", grammar = "door/quiet",
}

define.grammar "door" {
  quiet = { "{@pump} {@over}", "{@over} {@pump}" },
  origin = { "{@street} {@house}", "{@house} {@street}", "{@street} {@step}" },
  office = { "{@paper} {@yard}", "{@yard} {@paper}", "{@paper} {@house}" },
  street = {
    "A coal cart goes by, and the horse reads the prices.", "Two boys stop, count what they have, count again, and go off to think.", "Madame from the linen shop is washing her step as far as the middle, where it becomes somebody else's.", "A man under a ladder says good day to the man on it.",
    "The tram bell rings for a pigeon, who takes its time.", "\"Is there music in it?\" asks a hat. \"There is a piano,\" says the door.",
    "A nun and a chimney sweep are walking in step, and neither has noticed.", "Somebody stops to read the slate, moves their lips, and crosses to the sunny side.", "A barrel is rolled by, and three children are needed to walk beside it.",
  },
  house = {
    "From inside comes one chord, and the lid.", "Behind the curtain somebody is beating the seats, row by row.", "The smell of warm celluloid and oranges comes out and goes for a turn in the street.", "Upstairs the machine is run for the length of a breath, and stopped.", "A strip of light lies under the door and is walked through twice.",
    "Somewhere in there a bucket is set down, and the sound goes to the back row and returns.", "The curtain bellies out into the doorway, and is drawn in by a breath.",
  },
  step = {
    "On the step lies a ticket, torn in the right place.", "A cat has taken the sunny third of the doorstep.", "The bucket has rung itself against the wall and is still at it, faintly.", "Chalk dust has come down on the ledge, and a finger has been drawn through it.",
  },
  paper = {
    "The ledger lies open at a page with more blots than francs.", "A calendar on the wall is being kept for its picture.", "On the spike the bills have been put in order of politeness.", "The ink is dry in one well and has a fly in the other.", "A poster for something with lions leans with its face to the wall.",
    "The pen has been laid across the inkwell, pointing at the sum.", "A rubber stamp has been tried on the blotter until it was right.",
  },
  yard = {
    "Down in the yard somebody is chopping boxes, and whistling at the same speed.", "In the yard a sheet is being folded by two people who are cross with each other and good at it.", "The window shakes when the tram goes by, and then for a little while longer on its own account.", "A sparrow lands on the sill, looks into the office, and leaves it as it is.",
    "Someone down there is explaining an engine to a cat.", "The pump is worked three times, and a bucket is told to stay.",
  },
  pump = {
    "The pump gives up a drop that it had been keeping.", "Somebody has hung an apron on the pump handle, and it has got the stance of a cook.", "In one of the scallops of the manger lies a hairpin.",
    "The side door ticks on its hinge.", "Through the wall comes a thud, and then nothing that would explain it.",
  },
  over = {
    "A window opens high in the back wall, a hand shakes out a duster, and the window shuts.", "From the next yard comes the noise of one person playing at quoits.",
    "In somebody's kitchen a lid goes round and round on the floor, faster, and stops.", "A flake of soot comes down, in no hurry.", "\"Is it bread?\" calls a balcony. \"It was,\" calls another.",
  },
}
