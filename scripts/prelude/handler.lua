-- handler.lua - the handlers that a declaration stands for: each function gives one

local M = {}

--- `met` of define.npc
function M.meet(npc)
  return function(_, universe) universe:npc(npc):meet() end
end

--- define.deeds
function M.reach(milestone)
  return function(run) run:reach(milestone) end
end

return M
