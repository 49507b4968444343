-- narration.lua - what is told of the boat, whenever one is out in it again

define.grammar "crossing" {
  origin = { "{@oar} {@grey}", "{@grey} {@oar}" },
  oar = {
    "The oar goes in without a sound and comes out with one.", "He lifts the blade to let something pass, and rows on.", "At every stroke the lamp on its pole nods, as to a thing it has been told before.", "Water talks along the planks, a hand below your seat.",
    "A row of drops walks off from the blade across the water.", "Under the boards the bilge goes forward, and thinks, and comes aft.",
  },
  grey = {
    "Something large and dark goes by that may have been a ship, or the place where one lies.", "The fog has a seam in it here, and the boat goes along the seam.", "For the length of a stroke there is a smell of hay, and no land.", "A gull stands on the water, or on something that stands on the water.",
    "Somewhere there is a second oar, that keeps time with this one and is not getting nearer.", "The grey ahead is no different from the grey behind, and he steers by the difference.",
  },
}
