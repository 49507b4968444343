-- trial.lua - the real binary under a fault: a small story, stores made for the purpose, and what must hold afterwards
local support = require "support"

local M = {}

M.library = os.getenv("TURNSTONE_FAULT_LIBRARY") or "build/tests/fault.so"

local story = [[
define.world { steps = 0 }
local function step(run, universe)
  run.vars.steps = run.vars.steps + 1
  universe:add("steps", 1)
end
define.story "walk" { title = "A Walk", start = "road", vars = { steps = 0 }, scenes = {
  road = { text = "Step {steps}.", choices = {
    { "Step", id = "step", event = { action = "takes a step", major = true }, effect = step },
    { "Go home", id = "finish", to = "home", event = { action = "goes home", major = true }, effect = step } } },
  home = { text = "Home.", ending = "home" } } }
define.unlock "walker" { title = "Walker", when = function(progression) return progression:count("ending/crash:walk/home") >= 1 end }
]]

local content
function M.content()
  if not content or not support.exists(content .. "/crash/init.lua") then content = support.pack("crash", { ["init.lua"] = story }) end
  return content
end

-- --- a folder with a store in it, and nothing else

local Disk = {}
Disk.__index = Disk

-- In memory, since the power cuts are made and not waited for; `on_disk` where the kernel's own disk is asked.
function M.disk(on_disk)
  local folder = support.folder(on_disk)
  return setmetatable({ folder = folder, store = folder .. "/s.db", room = folder .. ".room" }, Disk)
end

function Disk:remove()
  support.remove(self.folder)
  os.execute("rm -rf " .. support.quote(self.room))
end

-- Keeps the folder as it is, so that it can be put back.
function Disk:keep() os.execute(("rm -rf %s; cp -a %s %s"):format(self.room, self.folder, self.room)) end
function Disk:put_back() os.execute(("find %s -mindepth 1 -delete; cp -a %s/. %s"):format(self.folder, self.room, self.folder)) end

-- Names in the folder, sorted, without the store's own: the store, its lock file, and what `also` names.
function Disk:litter(also)
  local left = {}
  for name in support.shell("ls -A " .. self.folder):gmatch("[^\n]+") do
    if name ~= "s.db" and name ~= "s.db.lock" and not (also and name:find(also)) then left[#left + 1] = name end
  end
  return table.concat(left, " ")
end

-- A start sweeps what is older than a minute and has no owner any more.
function Disk:age() os.execute("find " .. self.folder .. " -type f -exec touch -d '2 minutes ago' {} +") end

local function add(call, ...)
  for _, word in ipairs { ... } do call[#call + 1] = word end
  return call
end

-- { "play", …, fault = "write:3:eio", clock = "-86400@5" } on this disk's store and the small story; gives what support.run gives,
-- and what was counted: reads, writes, syncs, names, allocs, fired; and is_killed.
function Disk:run(call)
  add(call, "--no-default-content", "--content", M.content(), "--store", self.store)
  local counts = support.path("counts")
  os.remove(counts)
  if call.watched ~= false then
    call.under = ("%s env TURNSTONE_FAULT=%s TURNSTONE_FAULT_FILES=%s TURNSTONE_FAULT_COUNTS=%s %s LD_PRELOAD=%s"):format(call.under or "",
      support.quote(call.fault or ""), self.folder, counts, call.clock and "TURNSTONE_FAULT_CLOCK=" .. call.clock or "", support.quote(M.library))
  end
  local done = support.run(call)
  done.is_killed = done.code == 137
  if call.watched ~= false then
    done.read, done.write, done.sync, done.name, done.alloc, done.clock, done.fired = string.unpack("i8i8i8i8i8i8i8", support.read(counts))
  end
  return done
end

function Disk:must(call)
  call.watched = false
  local done = self:run(call)
  assert(done.code == 0, ("%s: exit %d: %s%s"):format(done.command, done.code, done.err, done.out))
  return done.out
end

function Disk:answer(call) return support.decode(self:must(add(call, "--json"))) end

function Disk:plain(call)
  call.watched = false
  return self:run(call)
end

local beginning = { "crash:walk", "--player", "p", "--universe", "u", "--seed", "7" }

-- Takes choices in run `id`, which begins when there is none; `call`: as for run. Adds `told`: the lines of turns taken.
function Disk:play(id, choices, call)
  call = call or {}
  add(call, "play", "--run", id, "--jsonl")
  if call.begin then add(call, table.unpack(beginning)) end
  call.input = #choices > 0 and table.concat(choices, "\n") .. "\n" or ""
  local done = self:run(call)
  done.told = {}
  for _, line in ipairs(support.lines(done.out:match(".*\n") or "")) do
    if line.choice then done.told[#done.told + 1] = line end
  end
  return done
end

-- Takes `turns` turns of run `id`, and is killed at the sync of the next one: the log is left beside the store.
function Disk:kill_after(id, turns)
  local choices = {}
  for turn = 1, turns + 1 do choices[turn] = "step" end
  self:keep()
  for number = turns, turns + 20 do
    self:put_back()
    local done = self:play(id, choices, { fault = ("sync:%d:kill"):format(number) })
    if done.is_killed and #done.told == turns then return done end
  end
  error("no kill came after " .. turns .. " turns")
end

function Disk:has_store() return support.exists(self.store) end

-- The run as it is stored; nil when there is none.
function Disk:shown(id)
  if not self:has_store() then return nil end
  local done = self:plain { "run", "show", id, "--json" }
  if done.code == 65 and done.err:find("unknown run", 1, true) then return nil end
  assert(done.code == 0, ("run show: exit %d: %s"):format(done.code, done.err))
  return support.decode(done.out)
end

function Disk:check()
  local done = self:plain { "store", "check" }
  assert(done.code == 0, "store check: " .. done.out .. done.err)
end

-- Everything that is stored, but for when it was, and for what no two stores have alike: salts, and hashes made with them.
function Disk:state()
  if not self:has_store() then return "no store" end
  local done = self:plain { "store", "export", "--quiet" }
  return done.code .. done.out:gsub("%-?" .. ("%x"):rep(16) .. "%x*", "#"):gsub("%-?" .. ("%d"):rep(10) .. "%d*", "#") .. done.err
end

-- --- what must hold

local function documented(done)
  return done.err:find("could not be", 1, true) or done.err:find("not taken", 1, true) or done.err:find("cannot be", 1, true)
    or done.err:find("cannot write", 1, true) or done.err:find("not kept", 1, true)
    or done.err:find("out of memory", 1, true)
end

-- A process that lived through its fault has done all and says nothing, or ends with 74 and says why. SQLite itself takes a
-- failing read for damage.
function M.expect_manners(done, fault)
  if done.is_killed or done.code == 0 then return end
  if fault:find("^read") and done.code == 65 and done.err:find("damaged", 1, true) then return end
  assert(done.code == 74, ("exit %d: %s"):format(done.code, done.err))
  assert(documented(done), "74, but: " .. done.err)
end

-- The ledger: of run `id`, which stood at `before`, each turn told is stored, no more than one is stored that was not told, each
-- turn has done its one deed everywhere, and the store is whole.
function Disk:expect_ledger(id, before, told)
  local shown = self:shown(id)
  local stored = shown and shown.turns or 0
  for index, line in ipairs(told) do assert(line.turn == before + index, "turn " .. line.turn .. " was told after " .. before + index - 1) end
  assert(stored >= before + #told, ("%d turns were told, %d are stored"):format(before + #told, stored))
  assert(stored <= before + #told + 1, ("%d turns were told, %d are stored"):format(before + #told, stored))
  if shown then
    self:expect_deeds(shown)
    self:check()
  end
  return shown
end

-- Each turn was one step of its run, one event and one step of its world.
function Disk:expect_deeds(shown)
  assert(shown.vars.steps == shown.turns, ("%d turns, %d steps"):format(shown.turns, shown.vars.steps))
  local world = self:answer { "universe", "show", shown.universe_id }
  assert(world.events == shown.turns, ("%d turns, %d events"):format(shown.turns, world.events))
  assert((world.world["crash:steps"] or 0) == shown.turns, ("%d turns, %s in the world"):format(shown.turns, world.world["crash:steps"]))
  local completed = shown.state == "completed" and 1 or 0
  local player = self:answer { "player", "show", shown.player_id }
  assert(player.completed_runs == completed and player.unlocks["crash:walker"] == (completed == 1),
    ("%s, but %d completions"):format(shown.state, player.completed_runs))
end

-- The next start works, says nothing or "recovered", goes on where the run stood, and leaves nothing beside the store.
function Disk:expect_next_start(id, shown, also)
  local over = shown and shown.state == "completed"
  if over then id = id .. "_next" end
  self:age()
  local done = self:play(id, { "step" }, { begin = over or not shown, watched = false })
  assert(done.code == 0, ("next start: exit %d: %s"):format(done.code, done.err))
  assert(done.err == "" or done.err:find("recovered", 1, true), "next start: " .. done.err)
  local turns = (shown and not over and shown.turns or 0) + 1
  assert(#done.told == 1 and done.told[1].turn == turns, "next start: " .. done.out)
  local litter = self:litter(also)
  assert(litter == "", "left beside the store: " .. litter)
end

-- --- every n

-- What can happen to a call of each class.
M.kinds = {
  write = { "kill", "killed", "torn", "cut", "cut-odd", "eio", "enospc", "short" },
  sync = { "kill", "killed", "cut", "cut-content", "cut-odd", "eio", "lost" },
  name = { "kill", "killed", "cut", "cut-content", "eio", "enospc" },
  read = { "eio" },
}

-- Numbers from 1 to `count`: all of them in a long run, else `few`, evenly spread, `phase` further at each kind.
function M.spread(count, few, phase)
  local list = {}
  if support.is_long or count <= few then
    for n = 1, count do list[n] = n end
  else
    for index = 1, few do list[index] = math.floor((index - 1) * count / few + phase % (count / few)) + 1 end
  end
  return list
end

-- Calls attempt(fault) for calls of the classes and kinds given; attempt gives what Disk:run gives and has judged it. In a long
-- run no call is left out: the loop goes on until no fault is met any more.
function M.each_fault(classes, counted, few, attempt)
  local met, phase = 0, 0
  for _, class in ipairs(classes) do
    for _, kind in ipairs(M.kinds[class]) do
      phase = phase + 1
      local is_cut = class == "write" and kind == "cut" -- only one between two turns shows that the first was not synced
      local numbers = M.spread(counted[class], is_cut and few * 4 or few, phase * 7)
      local index = 1
      while index <= #numbers or support.is_long do
        local fault = ("%s:%d:%s"):format(class, numbers[index] or index, kind)
        local fine, result = pcall(attempt, fault)
        if not fine then error(fault .. ": " .. tostring(result), 0) end
        if result.fired > 0 then met = met + 1
        elseif index > #numbers then break end
        index = index + 1
      end
    end
  end
  assert(met > 0, "no fault was met")
  return met
end

return M
