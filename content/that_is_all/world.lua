-- world.lua - what the stair and the camp keep of whoever drew there

define.world {
  newest_step = "",     -- the line on the lowest step that was laid last; "-" when it was laid bare
  steps_laid = 0,
  dean_added = "",      -- what the macaw has learned to say besides
  sign_read = false,    -- somebody has had the last sign printed
}

-- One fact about each of those who live here.
define.world {
  teodora_told = false,   -- somebody has asked her, and not the stone
  ferris_down = 0,        -- nights on which somebody brought him down
  imi_carried = false,    -- somebody walked beside her while she carried hers
}
