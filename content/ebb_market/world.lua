-- world.lua - what the market keeps from one night to the next

define.world {
  calls = 0,                -- how often anybody has called the river home
  last_call = "none",       -- then "aloud", "together", "low" or "unasked"
  echo = "",                -- what goes round under the arch: the last thing said there
  ring_seats = 0,           -- how many have sat down in the mending ring
}

-- One fact about each of those who are there every time.
define.world {
  tobit_salts = false,      -- somebody has told him about the salt
  pim_company = false,      -- something small walks behind the crier
  hanneke_sang_out = false, -- the keeper of the list has called the river with others
}
