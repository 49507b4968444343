-- narration.lua - snow, bells and numbers: the shed at the foot of the stairs, and the cloister at the top

define.narrate "hurry/cloister" {
  brief = "The cloister of a mountain house in snow. {character} goes round it again, in no time at all.",
  facts = { setting = "a small cloister with snow in the middle of it" },
  tone = "amused", words = { 14, 46 }, when = "visits.cloister > 1", grammar = "house/cloister",
}

define.narrate "hurry/shed" {
  brief = "A shed at the foot of four hundred steps, with a rope going up into the snow. {character} is standing in it, under way.",
  facts = { setting = "a shed with a wheel in its gable and a rope going up into snow", rope = "the rope hangs still" },
  tone = "amused", words = { 12, 44 }, when = "visits.shed > 1", grammar = "house/shed",
}

define.grammar "house" {
  cloister = { "{@snow} {@inside}", "{@inside} {@clock}", "{@clock} {@snow}" },
  shed = { "{@rope} {@snow}", "{@snow} {@up}", "{@rope} {@up}" },
  snow = {
    "It is snowing in the manner of somebody who has all week.", "A lump lets go of a gutter and lands with its whole weight, and for a while nothing else does.", "The flakes come down past the window, and some of them go up again to look.",
    "The snow has rounded off everything that had been left pointing.", "A sparrow has written three lines across the white and gone to get more ink.", "Where the sun was yesterday there is a bluer place.",
    "Snow has settled on the rail to the height of a loaf, and on the knob to the height of a bun.", "A whole drift has been combed one way, and nobody is there with the comb.", "The light is on the underside of everything.",
  },
  inside = {
    "A sister goes by with a tray, and at every pillar the tray gets there first.", "From the kitchen comes \"One,\" and a thump, and \"Two,\" and a thump.", "On the lectern the page has been turned since you last came round.",
    "A pair of clogs stands outside a door, toes to the wall, as if told to.", "Somebody is learning a hymn, and has been at the third note for some time.", "The warm side of the wall has a cat on it.",
    "\"Is it Thursday?\" asks a voice. \"Until supper,\" says another.", "Somebody has left a wet footprint, and a cloth beside it.", "There is a smell of onions, wax, and wool that is being dried against its will.", "A door has been propped open with the larger of two saints.",
  },
  clock = {
    "The bell strikes a quarter, and somewhere a voice says which.", "You have gone round in the time it takes to have meant to.", "The sundial is standing with one foot in the drift.", "There is a clock in here, by the sound of it, that does only the odd seconds.",
    "The hour is rung by hand, and the hand stops once to blow its nose.",
    "A quarter goes by that nobody rings, and somebody coughs for it.", "The dial wears a cap of snow, and goes by what it remembers.", "Overhead a rope is pulled, and the bell takes its time to be persuaded.",
  },
  rope = {
    "The rope hangs from its wheel, straight as a sum.", "A knot has been tied in the rope at the height of a tall man's hat, and left there.", "The wheel creaks by a tooth and thinks better of it.", "On the post are notches, in fours, with the fifth across.", "The rope has a skin of ice, and inside of that a dry rope.",
    "The wheel has been greased on the side one can reach.", "A glove is frozen to the rail by its palm, waving.", "Snow lies along the top of the rope, as thin as a thread, all the way up.",
  },
  up = {
    "Up there a door opens; you know it by the change in the quiet.", "The steps go up into the white, and at the nineteenth the broom has been.", "\"Hold it a bit to the left,\" says the speaking tube to somebody else.", "Out of the speaking tube comes the smell of soup.", "Somebody up there drops something, and for four hundred steps nothing arrives.",
    "A crow comes down the stairs on foot, one at a time.", "Somewhere above a broom is at work, and stops to count.", "The lantern up there is out, or there is more snow than lantern.",
  },
}
