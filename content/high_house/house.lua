-- house.lua - what the scenes share: what has gone up in the basket

local M = {}

--- The effect of putting a thing into the basket.
function M.sends(thing)
  return function(run)
    run.vars.up[thing] = true
    run.vars.room = run.vars.room - 1
  end
end

return M
