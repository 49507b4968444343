-- crowd.lua - many players in one universe, killed at random, their server too, against a ledger of what they were told
local assert = require "luassert"
local history = require "history"
local support = require "support"

local M = {}

-- Each act puts its own id at the end of a list that all share, a new list every 25 turns, and shows what it found there. The world is
-- live, so that all stand at its front.
local story = [[
define.world { steps = 0, list = {} }
local function append(run, universe)
  local number = run.vars.steps + 1
  run.vars.steps = number
  universe:add("steps", 1)
  local key = "list/" .. (number - 1) // 25
  local list = universe:get(key) or {}
  list[#list + 1] = run.id .. "." .. number
  universe:set(key, list)
  universe:record(list[#list])
  run.vars.found = key .. " " .. table.concat(list, " ")
end
define.story "list" { title = "A List", start = "road", vars = { steps = 0, found = "" }, scenes = {
  road = { text = "{found}", choices = { { "Append", id = "append", effect = append } } } } }
]]

function M.content() return support.pack("crowd", { ["init.lua"] = story }) end

local Ledger = {}
Ledger.__index = Ledger

function M.ledger() return setmetatable({ players = {}, seen = {}, longest = {}, told = 0, lost = 0, doubled = 0, strange = {}, missed = {}, ended = {} }, Ledger) end

function Ledger:player(name)
  self.players[name] = self.players[name] or { stored = 0, told = 0, least = {} }
  return self.players[name]
end

local function miss(self, name, count, now, wanted)
  if count > 0 then self.missed[#self.missed + 1] = ("%s at turn %d where %d was due"):format(name, now, wanted) end
  return math.max(0, count)
end

-- A turn that is told must be the one behind those that are stored or told already.
local function note_told(self, player, name, words)
  local turn, list, text = words:match("^(%d+) (%S+) (.*)$")
  turn = tonumber(turn)
  local wanted = player.stored + player.told + 1
  if player.is_fresh and turn == wanted + 1 then -- the server stored what a killed process had sent only after it was asked what is stored
    player.stored, wanted = player.stored + 1, turn
  end
  player.is_fresh = false
  self.lost = self.lost + miss(self, name, turn - wanted, turn, wanted)
  self.doubled = self.doubled + miss(self, name, wanted - turn, turn, wanted)
  player.told, self.told = player.told + 1, self.told + 1
  local ids = {}
  for id in text:gmatch("%S+") do ids[#ids + 1] = id end
  self.longest[list] = math.max(self.longest[list] or 0, #ids)
  self.seen[#self.seen + 1] = { who = name, list = list, ids = ids, least = player.least[list] }
end

-- Each turn that was told is stored, and no more than one that was not.
local function note_stored(self, player, name, words)
  local now, last = tonumber(words), player.stored + player.told
  self.lost = self.lost + miss(self, name .. " stored", last - now, now, last)
  self.doubled = self.doubled + miss(self, name .. " stored", now - last - 1, now, last)
  player.stored, player.told, player.is_fresh = now, 0, true
end

-- Takes one line of a player's; gives the player's name and what the line is.
function Ledger:take(line)
  local name, verb, words = line:match("^(%S+) (%S+) ?(.*)$")
  local player = self:player(name)
  if verb == "told" then note_told(self, player, name, words)
  elseif verb == "stored" then note_stored(self, player, name, words)
  elseif verb == "play" then player.process = words
  elseif verb == "begin" then
    player.least = {}
    for list, count in pairs(self.longest) do player.least[list] = count end
  elseif verb == "ended" then self.ended[words] = (self.ended[words] or 0) + 1
  elseif verb == "gave-up" then self.strange[#self.strange + 1] = name .. ": " .. words
  end
  return name, verb
end

function Ledger:turns()
  local turns = {}
  for name, player in pairs(self.players) do turns[name] = player.stored + player.told end
  return turns
end

function Ledger:words()
  local ends = {}
  for code, count in pairs(self.ended) do ends[#ends + 1] = count .. " with " .. code end
  table.sort(ends)
  local missed = table.concat(self.missed, "; ")
  return ("%d turns acknowledged, %d lost, %d doubled; processes ended: %s%s"):format(self.told, self.lost, self.doubled, table.concat(ends, ", "),
    missed ~= "" and "; " .. missed or "")
end

-- The first life of the world, which makes the store and lets all stand at its front.
function M.begin(store, under)
  support.must { "play", "crowd:list", "--run", "w0", "--player", "w0", "--universe", "u", "--live", "--seed", "7", "--auto", "1", "--jsonl",
    "--no-default-content", "--content", M.content(), "--store", store, under = under }
end

-- The command of one player, for the shell; turns: how many, or the path of a file that ends it.
function M.command(store, name, turns, under)
  local words = { name, turns, support.binary, "--no-default-content", "--content", M.content(), "--store", store }
  for index, word in ipairs(words) do words[index] = support.quote(word) end
  return ("%s env LUA_PATH='tests/spec/?.lua;;' lua5.4 tests/postgres/player.lua %s"):format(under or "", table.concat(words, " "))
end

-- In the end: what was told is stored, once; the store is sound; world, timeline and lists tell the same; one order fits all that was seen.
-- `store` is asked by the words of support.run in `under`.
function M.expect_sound(ledger, store, under)
  local function answer(call)
    for _, word in ipairs { "--store", store, "--json" } do call[#call + 1] = word end
    call.under = under
    return support.answer(call)
  end
  assert.same({}, ledger.strange)
  assert.same({ 0, 0 }, { ledger.lost, ledger.doubled })
  local turns, all = ledger:turns(), 1
  for name, count in pairs(turns) do
    all = all + count
    local shown = answer { "run", "show", name }
    assert.same({ count, count }, { shown.turns, shown.vars.steps })
  end
  turns.w0 = 1
  local world = answer { "universe", "show", "u" }
  assert.same({ all, all }, { world.events, world.world["crowd:steps"] })
  local lists = {}
  for key, list in pairs(world.world) do
    if key:find("^crowd:list/") then lists[key:match(":(.*)")] = list end
  end
  assert.same({}, history.check(ledger.seen, lists))
  assert.same({}, history.check_all(lists, turns))
  local timeline = {}
  for index, event in ipairs(answer({ "universe", "timeline", "u" }).events) do timeline[index] = event.action end
  assert.same({}, history.check({}, { timeline = timeline }))
  for _, list in pairs(lists) do assert.same({}, M.order_of(timeline, list)) end
  support.must { "store", "check", "--store", store, under = under }
end

-- What of a list stands in another order in the timeline.
function M.order_of(timeline, list)
  local at, wrong, last = {}, {}, 0
  for index, id in ipairs(timeline) do at[id] = index end
  for _, id in ipairs(list) do
    if (at[id] or 0) <= last then wrong[#wrong + 1] = id end
    last = at[id] or last
  end
  return wrong
end

-- So many processes of so many turns each; each is killed after some of its turns, again and again, and `fault` is called after each
-- `every` turns of all. Gives the ledger and how many were killed.
function M.play(store, processes, turns, every, fault)
  local commands, ledger, kills, due = {}, M.ledger(), 0, {}
  for number = 1, processes do commands[number] = M.command(store, "w" .. number, turns) .. " &" end
  local pipe = assert(io.popen(table.concat(commands, "\n") .. "\nwait", "r"))
  local next_fault = every
  for line in pipe:lines() do
    local name, verb = ledger:take(line)
    if verb == "play" then due[name] = math.random(0, turns // 3 + 1) end
    if due[name] == 0 and (verb == "play" or verb == "told") then
      os.execute("kill -9 " .. ledger:player(name).process .. " 2>/dev/null")
      kills, due[name] = kills + 1, nil
    elseif due[name] and verb == "told" then due[name] = due[name] - 1 end
    if verb == "told" and ledger.told >= next_fault then
      next_fault = next_fault + every
      fault()
    end
  end
  pipe:close()
  return ledger, kills
end

-- All of it: as many as the build can bear play in a new store, and all that must hold does.
function M.trial(store, fault)
  local processes, turns = support.is_dev and not support.is_long and 4 or 8, support.is_long and 500 or support.is_dev and 10 or 40
  local seed = os.time()
  math.randomseed(seed)
  M.begin(store)
  local ledger, kills = M.play(store, processes, turns, processes * turns // (support.is_long and 20 or 5), fault)
  local told = ("seed %d, %d kills: %s"):format(seed, kills, ledger:words())
  print(told)
  assert.same({}, ledger.strange)
  for number = 1, processes do assert(ledger:turns()["w" .. number] == turns, told) end
  M.expect_sound(ledger, store)
  assert(kills >= processes / 2, told)
end

return M
