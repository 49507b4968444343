-- footing.lua - how Agnes, Sorley and Nell stand to whoever builds there, from -1 to 1

local M = {}

--- Somebody comes nearer by so much, or draws off if it is less than nothing.
function M.near(run, who, by)
  local trust = run.vars.trust
  trust[who] = math.max(-1, math.min(1, trust[who] + by))
  run.vars.trust = trust
end

return M
