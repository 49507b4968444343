-- world.lua - what all who come in at the Cage share, one night after the other

define.world {
  board = "",               -- what somebody ordered, when first asked: "the barley", "the smoke tea" or "a slice of the lemon"
  forms = 0,                -- filled in by hand, and pinned up behind the urn
  pencils = 0,              -- worn down to the brass
  other_names = 0,          -- Sames that were called something else, and dry cups here
}

-- One fact about each of those who come here.
define.world {
  osei_knows = false,       -- that he has been playing with somebody's Same
  ife_drinks = false,       -- she has been asked what she would have
  lund_order = false,       -- he has been asked too
  teo_rang = 0,             -- how often he has been rung from this telephone by who it was
}
