-- world.lua - what all who mind the shop share, week after week

define.world {
  marks = 0,            -- of the water, on the cellar wall, in other hands than Wyn's
  gap_book = "",        -- what stands at the end of the order
  parcels = 0,          -- put by for whoever comes next
  yards_sold = 0,       -- of the sea room, to Mr Oakes
}

-- One fact about each of those who live here.
define.world {
  bea_last = "unopened",    -- her last Inspector Quill; then "begun"
  dan_listed = false,       -- his name is on the list
  oakes_reads = false,      -- he has begun to look in the backs of books
  pages = 0,                -- that Dan has read to somebody else than the chair
}
