-- world.lua - what every life in the realm shares

-- The forest and the spring behind it.
define.world {
  guardian = "hostile",     -- then "answered" or "sleeping"
  grove_open = false,
  sword_left = false,       -- a sword lies in the grove
  sword_taken = false,      -- and somebody has taken it
  saplings = 0,             -- set out by anybody, at the edge of the forest
}

-- The village.
define.world {
  villagers_thanked = 0,    -- how often thanks were given and received
  miller_helped = false,
  bell_hung = false,        -- the bell from the foundry hangs in the village
}

define.npc "orla" { title = "Orla" } -- the miller: how many have heard it from her

-- The other places.
define.world {
  tree_planted = 0,         -- the position at which it was planted; 0: not yet
  letters_posted = 0,       -- from the tower
  planks_laid = 0,          -- in the footbridge below the ferry
  cairn_stones = 0,         -- on the pass
  lamps_lit = 0,            -- in the night market
  chalk_line = "whole",     -- in the house with the blue door; then "smudged", then "gone"
  major_events = 0,
}

-- Things there is only one of, taken with universe:claim.
define.world { sword = false, tree = false }
