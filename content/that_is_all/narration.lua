-- narration.lua - the long Tuesday on the stair, part by part

define.narrate "stair/tuesday" {
  brief = "A great stair in a forest by a river, in heat. It is Tuesday, and {character} has the day to spend.",
  facts = { setting = "the foot of a great overgrown stair beside a river, in the heat",
    hour = { "{part == 0: it is six in the morning|{part == 1: it is noon|it is five in the afternoon}}", against = "midnight, moonlight, {part == 0: noon, sunset|{part == 1: dawn, sunset|dawn, noon}}" } },
  tone = "unhurried", words = { 14, 48 }, when = "visits.tuesday > 1", grammar = "tuesday",
}

define.grammar "tuesday" {
  origin = { "{@heat} {@camp}", "{@camp} {@river}", "{@river} {@stair}", "{@stair} {@camp}" },
  heat = {
    { "The mist comes up the steps on its hands and knees.", when = "part == 0" }, { "There is an hour in the day that is cool, and this is what is left of it.", when = "part == 0" }, { "A spoon lies in the grass with the whole of the sky in it.", when = "part == 0" },
    { "The shade has drawn in under things and will not come out.", when = "part == 1" }, { "Nothing moves that can help it.", when = "part == 1" }, { "On the tin roof the paint lets go in small curls.", when = "part == 1" },
    { "Somebody has turned the light round, so that every step has an edge.", when = "part >= 2" }, { "The stones are giving the day back, a little at a time.", when = "part >= 2" }, { "Swallows go by at the level of your knees.", when = "part >= 2" },
  },
  camp = {
    "\"Whose is the other boot?\" asks a hammock. The hammocks think about it.", "A kettle has been put on by somebody who then went to sleep.", "The foreman's whistle hangs on its nail, and everybody knows where it is.", "One of the cooks is singing to the rice, and the rice has begun to answer.",
    "A letter is being read aloud for the third time, with more feeling.", "Two people are looking for a hat, one of them in it.", "The dog has dug down to where the earth is cold, and lies there like a bishop.",
    "\"Is it soup?\" \"It has been told it's soup.\"", "A sieve hangs in the wind, sifting it.", "Somebody has pinned a shirt to the line by its cuffs, and it gives itself up.", "A finger is being bandaged by somebody whose fingers are all bandaged.",
  },
  river = {
    "The river goes past with a branch on it, and a bird on that, reading.", "Something large turns over out in the brown and leaves a dent.", "The boat pulls at its rope and is told, by the rope, to wait.", "On the far bank somebody waves, or is hanging up a shirt.", "A kingfisher goes by like a thing said once.",
    "A raft of weed comes down with a small frog at the front.", "The water has a wrinkle where the sandbank is, and none of the boats goes near it.", "Somebody fills two buckets, walks three steps, and lets the river have a little back.",
  },
  stair = {
    "High up a stone clicks, and rolls for two steps, and comes to an understanding.", "Ants are going up the stair on the left and coming down on the right.", "A root has its hand flat on the fourth step, as if to keep the place.", "In the cracks there grows a small white flower that nobody has been introduced to.", "Somebody has swept as far as the eleventh, and stood the broom there.",
    "One step has a puddle in it, and a butterfly at the puddle.", "A vine has been cut, and the cut end is dripping into somebody's tin.", "From up there comes a scrape, a pause to look, and a scrape.",
  },
}
