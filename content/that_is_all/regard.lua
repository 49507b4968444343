-- regard.lua - how the people of the camp stand to whoever draws there, from -1 to 1

local M = {}

--- Somebody thinks the better of you by so much, or the worse if it is less than nothing.
function M.warm(run, who, by)
  local trust = run.vars.trust
  trust[who] = math.max(-1, math.min(1, trust[who] + by))
  run.vars.trust = trust
end

return M
