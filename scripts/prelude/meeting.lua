-- meeting.lua - how lives touch in a universe: at one position, by what was done, by what was changed for good

local M = {}

local GOES_ON = { active = true, paused = true }

function M.beside(universe, within)
  local found = {}
  local function distance(who) return math.abs(who.position - universe.position) end
  for _, who in ipairs(universe:characters()) do
    if not who.own and GOES_ON[who.state] and distance(who) <= (within or 0) then found[#found + 1] = who end
  end
  table.sort(found, function(a, b)
    if distance(a) ~= distance(b) then return distance(a) < distance(b) end
    return a.run < b.run
  end)
  return found
end

function M.deed(universe, action)
  return universe:events({ action = action, others = true, limit = 1 })[1]
end

function M.change(universe, key, value, deed)
  if universe:get(key) == value then return false end
  universe:set(key, value)
  if type(deed) == "string" then deed = { action = deed } end
  if deed then
    local event = { major = true }
    for field, what in pairs(deed) do event[field] = what end
    universe:record(event)
  end
  return true
end

return M
