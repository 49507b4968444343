-- world.lua - what the wood keeps of everybody who walks through it

define.npc "pell" { title = "Pell" } -- the clerk: how many he has gone with

define.world {
  queens = 0,              -- how many came through to Vane's orchard
  tree_letter = "first",   -- the letter that lies uppermost in the ash
  pegs = 0,                -- driven by people who only came by
  bet_heard = false,       -- somebody told Bet that the pegs held
  strokes = 0,             -- on Wren's stone, beside her own
  pell_slip = "pinned",    -- the folded one: pinned, lent, planted, kept
  labels = 0,              -- written by guests, on Jory's lids
}
