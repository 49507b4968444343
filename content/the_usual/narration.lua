-- narration.lua - the lead room behind the urn: the one quiet place of the night

define.narrate "night/lead_room" {
  brief = "A lead-lined cupboard behind a tea urn, where it is quiet. {character} sits on the stool for a while.",
  facts = { setting = "a cupboard with a stool, a lead apron and a window of yellow glass" },
  tone = "restful", words = { 12, 44 }, when = "visits.lead_room > 1", grammar = "lead_room",
}

define.narrate "night/counter_three" {
  brief = "A café counter deep in the night. {character} is on a stool at it.",
  facts = { setting = "the counter of an all-night café, with an urn at the end of it" },
  tone = "dry", words = { 12, 42 }, when = "visits.counter_three > 1", grammar = "lead_room/counter",
}

define.narrate "night/rain" {
  brief = "The window of an all-night café with copper net over it; outside it rains from the levels above. {character} looks out.",
  facts = { setting = "a café window behind fine copper net, with rain outside", rain = { "it is raining", against = "dry night, cloudless, starlight" } },
  tone = "dry", words = { 12, 46 }, grammar = "wet",
}

define.narrate "night/awning" {
  brief = "Crates under a café awning in the rain, opposite a wall that shows advertisements to whoever it knows. {character} sits there.",
  facts = { setting = "crates under a café awning, with rain coming down in strings", rain = { "it is raining", against = "dry night, cloudless, starlight" } },
  tone = "dry", words = { 12, 46 }, when = "visits.awning > 1", grammar = "wet",
}

define.grammar "lead_room" {
  lead_room = { "{@still} {@glass}", "{@glass} {@urn}", "{@urn} {@still}" },
  counter = { "{@top} {@urn}", "{@top} {@street}", "{@street} {@urn}" },
  still = {
    "The apron hangs from its hook with nobody in it, and looks rested.", "The stool has three legs, and they agree.", "It is so quiet that your watch sounds like somebody with a small hammer and a good deal of time.", "There is a line of pencil on the wall where, at some point, somebody was five foot four.",
    "The cupboard smells of coffee, metal and a coat that was once out in the rain.", "You breathe, and the cupboard does not pass it on.",
  },
  glass = {
    "Through the yellow glass a hand reaches for the sugar and gets it, a hundred years ago.", "Behind the glass two people laugh, and none of it comes through.", "In the window everybody is the colour of tea.", "Somebody in the yellow stands up, puts on a hat, and sits down again in it.", "The glass has a bubble in it, and whoever walks past is for one moment very tall.",
  },
  urn = {
    "The urn ticks, sighs, and gets on.", "A drop falls into the drip tray, and the drip tray takes it well.", "Behind the panel something comes to the boil, and is talked out of it.", "The gauge says half, as it did.", "Steam goes up past the shelf with the cups and fogs them one by one.",
    "The tap is turned, and for a moment nobody in the place says anything.", "In the side of the urn the whole room sits round a bend.", "A lid is lifted, looked under, and put back with a nod.",
  },
  top = {
    "On the counter is a ring from a glass, and a thumb has made it into a face.", "The sugar has been put out in a straight line from here to the door.", "Somebody has left a coin on its edge, and nobody leans on the counter until it has made up its mind.", "A fly is going round the cake, under the impression that it has been asked to guard it.", "\"Same again?\" \"It was never the same the first time.\"",
    "The wood has been wiped for so many years that the knots stand up.", "Somebody's elbow has left, and its warm place has not.", "\"Is that yours?\" asks a sleeve. It is a spoon, and it becomes anybody's.",
  },
  street = {
    "Outside the street goes by, in the person of one taxi.", "The neon across the way says *OPEN*, and then *PEN*, and then *OPEN*.", "Rain is going on on the awning, quietly, so as not to be noticed.", "Somebody looks in through the window, does their hair in it, and walks on.", "The first paper van stops, throws, and goes.",
  },
}

define.grammar "wet" {
  origin = { "{@drops} {@street}", "{@street} {@talk}", "{@talk} {@drops}" },
  drops = {
    "Somewhere above a gutter gives up, and the whole street is told.", "The rain that was on eight comes down a little later than the rain that was on nine, onto the same hats.",
    "A drop hangs from the edge of the awning until it has the neon in it, and goes.", "Steam comes up through a grating and has to begin again at the bottom.",
    "Where the pavement dips there is a puddle with a whole hotel in it.", "A paper cup in the kerb is full, and is being filled.",
  },
  street = {
    "On the level above a tram goes over with its wipers out of step.", "Two people share an umbrella in the way of people who have both brought one.", "A delivery cart waits at the crossing for nobody, and thanks them.",
    "The wall shows a passer-by the shoes he has on, at a reduced price.", "In a doorway somebody tries on a face, and gives it up when the door opens.", "A dog comes by in a coat, ahead of somebody without one.",
  },
  talk = {
    "\"Is it still going?\" \"It's only the part that's left over.\"", "\"You look like yourself.\" \"I've been told.\"", "A woman goes past reading a list to her sleeve, and the sleeve agrees.",
    "Somebody laughs on two notes, and further along somebody has the third.", "\"After you.\" \"I'm not going in. I'm only at the door.\"",
  },
}
