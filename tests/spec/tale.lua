-- tale.lua - small packs for one case: written, played through the real binary, looked at
local support = require "support"

local M = {}
M.__index = M

local serial = 0

-- The text of a pack with one story "s": { before, title, vars, start, scenes, after }.
function M.story(what)
  return ('%s\ndefine.story "s" { title = "S", start = "%s", vars = { %s }, scenes = {\n%s\n} }\n%s\n'):format(
    what.before or "", what.start or "here", what.vars or "", what.scenes, what.after or "")
end

-- A scene "here" where nothing but the choice given, or "wait", can be done: what most cases need.
function M.room(choices)
  return ('here = { text = "Here.", choices = { %s { "Wait", id = "wait" } } },'):format(choices or "")
end

-- Packs by name, each the text of its init.lua or a table of its files; "tale" holds the story unless told otherwise.
function M.new(packs, story)
  serial = serial + 1
  local self = setmetatable({ folder = support.path("content" .. serial), store = support.store("tale" .. serial),
    story_id = story or "tale:s" }, M)
  self.common = { "--no-default-content", "--content", self.folder, "--store", self.store }
  self:write(self.folder, packs)
  return self
end

function M:write(folder, packs)
  for name, files in pairs(packs) do
    if type(files) == "string" then files = { ["init.lua"] = files } end
    files["pack.lua"] = files["pack.lua"] or ('return { name = "%s", version = "1.0.0" }\n'):format(name)
    for path, text in pairs(files) do
      local full = folder .. "/" .. name .. "/" .. path
      os.execute("mkdir -p " .. support.quote(full:match("^(.*)/")))
      support.write(full, text)
    end
  end
end

-- One more folder of packs, from now on.
function M:add(packs)
  local folder = self.folder .. "more" .. #self.common
  self:write(folder, packs)
  self.common[#self.common + 1] = "--content"
  self.common[#self.common + 1] = folder
end

function M:call(words)
  for _, word in ipairs(self.common) do words[#words + 1] = word end
  return words
end

-- Begins run `id`, with more words for the command line, and takes choices; gives the lines.
function M:play(id, choices, ...)
  return support.play(self:call { self.story_id, "--run", id, "--seed", "7", ... }, choices)
end

-- The same in a run that is there.
function M:resume(id, choices, ...)
  return support.play(self:call { "--run", id, ... }, choices)
end

function M:run(...) return support.run(self:call { ... }) end
function M:must(...) return support.must(self:call { ... }) end

function M:show(id) return support.answer(self:call { "run", "show", id, "--json" }) end
function M:player(id) return support.answer(self:call { "player", "show", id or "player", "--json" }) end
function M:world(id) return support.answer(self:call { "universe", "show", id or "tale_world", "--json" }) end

-- What happened in a universe, each deed as "position character action".
function M:deeds(id)
  local list = {}
  for index, event in ipairs(support.answer(self:call { "universe", "timeline", id or "tale_world", "--json" }).events) do
    list[index] = ("%d %s %s"):format(event.position, event.character_name, event.action)
  end
  return list
end

-- Runs a simulation script, in memory unless told a store; gives what the process did.
function M:sim(script, ...)
  local path = support.write(self.folder .. "sim.lua", script)
  return support.run { "sim", path, "--no-default-content", "--content", self.folder, ... }
end

function M.texts(lines)
  local texts = {}
  for index, line in ipairs(lines) do texts[index] = line.error and "error" or line.text end
  return texts
end

-- Ids of what is open in a line, in the order shown.
function M.open(line)
  local ids = {}
  for _, choice in ipairs(line.choices) do
    if not choice.locked then ids[#ids + 1] = choice.id end
  end
  return ids
end

function M.notices(line) return table.concat(line.notices or {}, "\n") end

return M
