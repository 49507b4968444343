-- folk.lua - what the scenes share: how the market was a moment ago

local M = {}

--- What a key of the world held before the turn that is being taken.
function M.before(universe, key)
  return universe:at(universe.position - 1):get(key)
end

return M
