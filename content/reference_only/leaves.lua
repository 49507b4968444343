-- leaves.lua - how far the book is open: `open_at` is 0 when it is shut, and 11 at the last leaf

local M = {}

local LEAVES = 11

--- It opens by so many leaves.
function M.open(run, by)
  run.vars.open_at = math.min(LEAVES, run.vars.open_at + by)
end

--- It closes by so many.
function M.close(run, by)
  run.vars.open_at = math.max(0, run.vars.open_at - by)
end

--- The same as an effect.
function M.closing(by)
  return function(run) M.close(run, by) end
end

return M
