-- world.lua - what all who play the piano at the Petit Phare share, one after the other

define.world {
  showings = 0,           -- of the big picture, with somebody at this piano
  slates = 0,             -- how often it was chalked up what is in the third reel
  side_door = false,      -- the yard is open while it runs
  reel = "whole",         -- what became of the third reel last: "whole", "cut" or "lent"
}

-- One fact about each of those who work there.
define.world {
  anselme_front = false,    -- he has seen a picture from the first row
  frames = 0,               -- that Zélie was given for her own film
  fauvel_saw = false,       -- Madame has had her four seconds
}
