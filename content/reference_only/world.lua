-- world.lua - what all who have the library for a night share, one after the other

define.world {
  nights = 0,               -- that somebody has walked the round
  kept_88 = false,          -- the desk with the pillar behind it is kept for whoever likes a wall
  stair_c = "stuck",        -- the fifth door: "stuck", "oiled" or "wedged" open
  dates = 0,                -- stamped in places where nobody is meant to stamp
  on_chain = 0,             -- grey books that hang in the third press
  slips = 0,                -- blue ones, put in before a place
}

-- One fact about each of those who are there at night.
define.world {
  gethin_said = false,      -- he has told somebody about the chain
  dilys_whistles = 0,       -- how far she has got with the tune
  imke_copies = 0,          -- of her seventh leaf, given away
}
