-- world.lua - what the House keeps, whoever comes

define.npc "grete" { title = "Mother Grete" } -- how many have taken the other broom

define.world {
  doors_opened = 0,         -- how often the wind was let through
  book_line = "",           -- the last line anybody has written in the Book of Weather
  bell_nights = 0,          -- nights on which the bell was rung by a guest
  hatstand = false,         -- somebody's hatstand stands in the passage
}

-- One fact about each of those who live there.
define.world {
  anton_told = false,       -- Anton no longer cooks alone
  ilo_counts = "faults",    -- then "icicles", "nothing"
  matti_reads = false,      -- Matti has opened a letter
}
