-- ebb_market.lua - what a night at the market leaves behind

define.unlock "known_at_the_market" {
  title = "Known at the Market",
  description = "Somebody down there has kept your bowl.",
  when = function(progression) return progression:count("story/ebb_market:river") > 0 end,
}
