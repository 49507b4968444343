-- heard.lua - two players of one live world: one tells a deed a turn, the other hears of it; how long that takes
local beside = require "beside"
local system = require "system"
local tale = require "tale"

local M = {}
M.__index = M

local telling = tale.story { vars = "n = 0", scenes = tale.room [[
  { "Say", id = "say", effect = function(run, universe)
    run.vars.n = run.vars.n + 1
    universe:record("says " .. run.vars.n)
  end },]] }

-- In a store by its url; `under`: words before the program, of who hears and of who tells.
function M.new(url, under)
  under = under or {}
  local game = tale.new { tale = telling }
  game.common[#game.common] = url
  local self = setmetatable({ game = game, told = 0, heard = 0, under = under }, M)
  self.hearer = beside.start(game, { "play", "tale:s", "--run", "hears", "--universe", "u", "--live", "--plain" }, under.hears)
  beside.read_until(self.hearer, "Wait")
  self:begin_telling()
  return self
end

function M:begin_telling()
  local words = { "play", "--run", "tells", "--jsonl" }
  if self.told == 0 then words = { "play", "tale:s", "--run", "tells", "--as", "Sam", "--universe", "u", "--jsonl" } end
  self.teller = beside.start(self.game, words, self.under.tells)
  beside.read_until(self.teller, '"turn":' .. self.told)
end

-- Takes a turn; gives when it was acknowledged.
function M:tell()
  self.told = self.told + 1
  self.teller.input:write "say\n"
  beside.read_until(self.teller, '"turn":' .. self.told .. ",")
  return system.monotime()
end

-- Reads what is heard until all that was told was; gives when.
function M:hear()
  while self.heard < self.told do
    local line = beside.read_until(self.hearer, "Sam says")
    self.heard = self.heard + 1
    if not line:find("says " .. self.heard .. ".", 1, true) then error("heard \"" .. line .. "\" instead of " .. self.heard, 2) end
  end
  return system.monotime()
end

-- Milliseconds from a turn's acknowledgement until it is heard, of so many turns; before each as many seconds pass as pause() says.
function M:measure(count, pause)
  local millis = {}
  for number = 1, count do
    if pause then system.sleep(pause()) end
    local since = self:tell()
    millis[number] = (self:hear() - since) * 1e3
  end
  table.sort(millis)
  return { least = millis[1], median = millis[(count + 1) // 2], most_of_99 = millis[math.ceil(count * 0.99)], most = millis[count] }
end

function M.words(figures)
  return ("heard after %.1f ms at least, %.1f in the middle, %.1f for 99 in 100, %.1f at most"):format(figures.least, figures.median,
    figures.most_of_99, figures.most)
end

-- Both are told to end: a server that was started meanwhile may hold their input open.
function M:stop()
  for _, process in ipairs { self.teller, self.hearer } do
    os.execute("kill " .. process.pid)
    beside.finish(process)
  end
end

-- Which process of the server the connection of `process` has.
function M.backend_of(one, url, process)
  return one:sql(url, ("SELECT pid FROM pg_stat_activity WHERE application_name LIKE 'turnstone %% %d'"):format(process.pid))
end

return M
