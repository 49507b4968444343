-- world.lua - what the march wall and the house keep of whoever came in October

define.npc "duchess" { title = "Duchess" } -- the ewe: how many have met her in the gap

define.world {
  yards = 0,             -- of wall that guests have put up
  hole = "",             -- what was left in it last: "open", "slab", or "none"
  book_line = "",        -- the last line in the guest book
  bells_let_ring = 0,    -- and nobody was the worse
}

-- One fact about each of those who live here, and one about her who came on the bus.
define.world {
  agnes_sat = false,     -- she has sat through a bell
  sorley_in = false,     -- he has been in the kitchen
  nell_bag = false,      -- Nell has been let carry her own
}
