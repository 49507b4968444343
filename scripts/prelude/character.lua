-- character.lua - run.character: what became of whoever is played: level, inventory, relationships, quests, traits, arcs
--
-- The state that each function gets is kept as it is left, so nothing empty stays in it: a character of whom nothing was said takes no room.

local M = {}

local LEVEL_MAX = 1000
local COUNT_MAX = 1000000000
local PLACES = 1000 -- feelings are kept to so many parts of 1, so that steps of 0.1 add up to what they look like

local function find(list, what)
  for i, one in ipairs(list or {}) do
    if one == what then return i end
  end
end

--- The map or list under `key`, made when it is not there.
local function open(state, key)
  state[key] = state[key] or {}
  return state[key]
end

local function close(state, key)
  if state[key] and next(state[key]) == nil then state[key] = nil end
end

local function remove(state, key, what)
  local at = find(state[key], what)
  if at then table.remove(state[key], at) end
  close(state, key)
  return at ~= nil
end

local function add(state, key, what)
  if find(state[key], what) then return false end
  table.insert(open(state, key), what)
  return true
end

local function names(map)
  local list = {}
  for name in pairs(map or {}) do list[#list + 1] = name end
  return list
end

-- --- level

function M.level(state)
  return state.level or 1
end

function M.rise(state, by)
  local level = M.level(state) + (by or 1)
  if level < 1 or level > LEVEL_MAX then return nil, ("would make the level %d; it goes from 1 to %d"):format(level, LEVEL_MAX) end
  state.level = level > 1 and level or nil
  return level
end

-- --- inventory

function M.count(state, thing)
  return (state.inventory or {})[thing] or 0
end

function M.has(state, thing, count)
  return M.count(state, thing) >= (count or 1)
end

function M.list(state)
  return names(state.inventory)
end

local function check_count(count)
  if count < 1 or count > COUNT_MAX then return ("\"count\" must be from 1 to %d, not %d"):format(COUNT_MAX, count) end
end

local function put(state, thing, count)
  open(state, "inventory")[thing] = count > 0 and count or nil
  close(state, "inventory")
end

function M.add(state, thing, count)
  local why = check_count(count or 1)
  if why then return nil, why end
  local sum = math.min(M.count(state, thing) + (count or 1), COUNT_MAX)
  put(state, thing, sum)
  return sum
end

function M.take(state, thing, count)
  local why = check_count(count or 1)
  if why then return nil, why end
  if not M.has(state, thing, count) then return false end
  put(state, thing, M.count(state, thing) - (count or 1))
  return true
end

-- --- relationships

function M.feeling(state, name)
  return (state.relationships or {})[name] or 0.0
end

function M.feel(state, name, by)
  local sum = M.feeling(state, name) + by
  local feeling = math.max(-1.0, math.min(1.0, math.floor(sum * PLACES + 0.5) / PLACES))
  open(state, "relationships")[name] = feeling
  return feeling
end

function M.knows(state, name)
  return (state.relationships or {})[name] ~= nil
end

function M.feelings(state)
  return state.relationships or {}
end

-- --- people of the world, by their full ids: kept as { "harbour:mara" }

function M.has_met(state, npc)
  for _, one in ipairs(state.met or {}) do
    if one == npc or one:match(":(.*)$") == npc then return true end
  end
  return false
end

function M.meet(state, npc)
  return add(state, "met", npc)
end

-- --- quests

local function quests(state)
  return state.quests or {}
end

function M.is_active(state, quest)
  return find(quests(state).active, quest) ~= nil
end

function M.is_done(state, quest)
  return find(quests(state).done, quest) ~= nil
end

function M.quests(state)
  return { active = quests(state).active or {}, done = quests(state).done or {} }
end

function M.begin(state, quest)
  if M.is_done(state, quest) then return false end
  return add(open(state, "quests"), "active", quest)
end

function M.finish(state, quest)
  remove(open(state, "quests"), "active", quest)
  return add(state.quests, "done", quest)
end

function M.drop(state, quest)
  local was_active = remove(open(state, "quests"), "active", quest)
  close(state, "quests")
  return was_active
end

-- --- traits

function M.is(state, trait)
  return find(state.traits, trait) ~= nil
end

function M.traits(state)
  return state.traits or {}
end

function M.become(state, trait)
  return add(state, "traits", trait)
end

function M.shed(state, trait)
  return remove(state, "traits", trait)
end

-- --- arcs

local function arc_of(state, arc)
  return (state.arcs or {})[arc] or {}
end

function M.steps(state, arc)
  return arc_of(state, arc).steps or {}
end

function M.has_taken(state, arc, step)
  return find(M.steps(state, arc), step) ~= nil
end

function M.is_resolved(state, arc)
  return arc_of(state, arc).finished == true
end

function M.arcs(state)
  return names(state.arcs)
end

function M.step(state, arc, step)
  return add(open(open(state, "arcs"), arc), "steps", step)
end

function M.resolve(state, arc)
  local was_open = not M.is_resolved(state, arc)
  open(open(state, "arcs"), arc).finished = true
  return was_open
end

return M
