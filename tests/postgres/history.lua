-- history.lua - whether what many saw of lists that all append to fits one order, in which each sees all that was told before it began
local M = {}

local function is_prefix(short, long)
  for index, id in ipairs(short) do
    if long[index] ~= id then return false, index end
  end
  return true
end

-- Of all that was seen of each list the longest: the one order, if there is one.
function M.longest(seen)
  local lists = {}
  for _, look in ipairs(seen) do
    if not lists[look.list] or #look.ids > #lists[look.list] then lists[look.list] = look.ids end
  end
  return lists
end

local function judge_list(name, ids, complain)
  local at, last = {}, {}
  for index, id in ipairs(ids) do
    local who, number = id:match("^(.-)%.(%d+)$")
    number = tonumber(number)
    if at[id] then complain("%s: %s stands there twice, at %d and %d", name, id, at[id], index)
    elseif last[who] and number < last[who] then complain("%s: %s comes after %s.%d", name, id, who, last[who]) end
    at[id], last[who] = index, number
  end
end

-- seen: { who, list, ids, least }: what each act found in its list once it had put its own id, "who.number", at the end; least: how many
-- ids others had been told of before the act's process began. lists: the lists as they are in the end, by name.
-- Gives what is wrong, a sentence each; nothing when all fits.
function M.check(seen, lists)
  local wrong = {}
  local function complain(...) wrong[#wrong + 1] = string.format(...) end
  for name, ids in pairs(lists) do judge_list(name, ids, complain) end
  for _, look in ipairs(seen) do
    local fits, index = is_prefix(look.ids, lists[look.list] or {})
    local own = look.ids[#look.ids]
    if not fits then complain("%s saw %s at %d of %s, where %s stands", look.who, look.ids[index], index, look.list, (lists[look.list] or {})[index] or "nothing") end
    if not own or own:match("^(.-)%.%d+$") ~= look.who then complain("%s did not see its own act at the end of %s, but %s", look.who, look.list, own or "nothing") end
    if #look.ids <= (look.least or 0) then complain("%s saw %d of %s, of which %d had been told before", look.who, #look.ids - 1, look.list, look.least) end
  end
  return wrong
end

-- Whether of each who all ids from 1 to so many stand in the lists; gives what is wrong.
function M.check_all(lists, turns)
  local wrong, found = {}, {}
  for _, ids in pairs(lists) do
    for _, id in ipairs(ids) do found[id] = (found[id] or 0) + 1 end
  end
  for who, count in pairs(turns) do
    for number = 1, count do
      local id = who .. "." .. number
      if found[id] ~= 1 then wrong[#wrong + 1] = ("%s stands in the lists %d times"):format(id, found[id] or 0) end
      found[id] = nil
    end
  end
  for id in pairs(found) do wrong[#wrong + 1] = id .. " was never taken" end
  table.sort(wrong)
  return wrong
end

return M
