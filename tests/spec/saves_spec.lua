-- saves_spec.lua - saves live through edits of the packs that they were played with
local support = require "support"
local tale = require "tale"

-- A harbour whose parts have the names given: { story, quay, light, lit, told } and more lines for the pack.
local function pack(names, more)
  names = names or {}
  local function name(key) return names[key] or key end
  return (([[
define.story "STORY" { start = "QUAY", title = "T", vars = { LIT = 0, bag = {} }, scenes = {
  QUAY = { text = "Quay {LIT}, {visits.LIGHT} times, {seen.nook: nook|-}.", choices = { CHOICES } },
  nook = { text = "Nook.", choices = { { "Look", id = "look" }, { "Back", id = "back", back = true } } },
  home = { text = "Home.", ending = "TOLD" } } }
define.unlock "twice" { when = function(progression) return progression:count("ending/tale:STORY/TOLD") >= 2 end }
]]):gsub("CHOICES", names.choices or [[
    { "Light", id = "LIGHT", add = { LIT = 1 } }, { "Sit", id = "sit" }, { "Once", id = "ONCE", once = true },
    { "Aside", id = "aside", detour = "nook" }, { "Leave", id = "leave", to = "home" } ]])
    :gsub("%u%u+", { STORY = name "story", QUAY = name "quay", LIGHT = name "light", LIT = name "lit", TOLD = name "told", ONCE = name "once" })
    .. (more or "")), names.version and ('return { name = "tale", version = "%s" }\n'):format(names.version)
end

local function game(names, more, migrations)
  local self = tale.new({}, "tale:" .. (names and names.story or "story"))
  -- Writes the pack anew.
  function self.edit(_, new, lines, files)
    local text, manifest = pack(new, lines)
    local all = { ["init.lua"] = text, ["pack.lua"] = manifest }
    for path, content in pairs(files or {}) do all[path] = content end
    os.execute("rm -rf " .. support.quote(self.folder .. "/tale"))
    self:write(self.folder, { tale = all })
  end
  self:edit(names, more, migrations)
  return self
end

local function open(line)
  local ids = {}
  for index, choice in ipairs(line.choices) do ids[index] = choice.id end
  return table.concat(ids, " ")
end

local function refused(done, code, ...)
  assert.equal(code, done.code, done.err .. done.out)
  for _, words in ipairs { ... } do assert.truthy(done.err:find(words, 1, true), words .. " is not in: " .. done.err) end
  assert.is_nil(done.err:find("\ttraceback", 1, true))
end

local function checked(self)
  local done = self:run("store", "check")
  assert.equal(0, done.code, done.out .. done.err)
end

local function resumed(self, choices)
  local lines = self:resume("a", choices or {})
  checked(self)
  return lines
end

local everything = { story = "tide", quay = "pier", light = "kindle", lit = "warm", told = "spoken", once = "single" }
local aliases = [[
define.aliases { stories = { story = "tide" }, scenes = { ["tide/quay"] = "pier" }, vars = { ["tide/lit"] = "warm" },
  choices = { ["tide/pier/light"] = "kindle", ["tide/pier/once"] = "single" }, endings = { ["tide/told"] = "spoken" } }
]]
local function renames(run)
  return ([[
return { stories = { story = "tide" }, scenes = { ["story/quay"] = "tide/pier" }, vars = { ["story/lit"] = "tide/warm" },
  choices = { ["story/quay/light"] = "tide/pier/kindle", ["story/quay/once"] = "tide/pier/single" },
  endings = { ["story/told"] = "tide/spoken" }, %s }
]]):format(run or "")
end

describe("a pending choice", function()
  teardown(support.remove_scratch)

  it("does the same when choices were reordered, inserted and reworded", function()
    local self = game()
    self:play("a", { "light", "light" })
    self:edit { choices = [[ { "New", id = "new", add = { lit = 100 } }, { "Go", id = "leave", to = "home" }, { "Wait", id = "sit" },
      { "Kindle", id = "light", add = { lit = 1 } }, { "Once", id = "once", once = true } ]] }
    local lines = resumed(self, { "light", "sit", "leave" })
    assert.equal("Quay 3, 3 times, -.", lines[2].text)
    assert.equal("new leave sit light once", open(lines[2]))
    assert.equal("light", lines[2].choice)
    assert.equal("tale:story/told", lines[4].ending)
  end)

  it("that was removed is said to be gone, and those that are there are offered", function()
    local self = game()
    self:play("a", { "light" })
    self:edit { choices = [[ { "Sit", id = "sit" }, { "Light", id = "light" } ]] }
    local lines = resumed(self, { "leave", "sit" })
    assert.equal("sit light", open(lines[1]))
    assert.truthy(tale.notices(lines[1]):find('the choice "leave" is not there any more', 1, true))
    assert.truthy(lines[2].error:find('no choice "leave"', 1, true))
    assert.equal("sit", lines[3].choice)
  end)
end)

describe("names that were given up", function()
  for way, new in pairs { ["by alias"] = function(self) self:edit(everything, aliases) end,
    ["by migration"] = function(self) self:edit(everything, nil, { ["migrations/0001_names.lua"] = renames() }) end } do

    it("lead a run on " .. way .. ": story, scene, choice, variable, counts, once", function()
      local self = game()
      self:play("a", { "light", "once", "light" })
      new(self)
      local lines = resumed(self, { "kindle" })
      assert.equal("kindle sit aside leave", open(lines[1]))
      assert.equal("Quay 3, 3 times, -.", lines[2].text)
      assert.equal(3, self:show("a").vars.warm)
      assert.equal("tale:tide/pier", self:show("a").scene)
      checked(self)
    end)

    it("lead a run on " .. way .. " out of a detour, and when the old choice is asked for", function()
      local self = game()
      self:play("a", { "light", "aside" })
      new(self)
      local lines = resumed(self, { "back", "light", "once", "leave" })
      assert.equal("Nook.", lines[1].text)
      assert.equal("tale:tide/pier", lines[2].scene)
      assert.equal("Quay 2, 2 times, nook.", lines[3].text)
      assert.equal("kindle sit aside leave", open(lines[4]))
      assert.equal("tale:tide/spoken", lines[5].ending)
    end)

    it("count what was earned " .. way, function()
      local self = game()
      self:play("b", { "leave" })
      self:play("a", { "light" })
      assert.is_false(self:player().unlocks["tale:twice"])
      new(self)
      resumed(self, { "leave" })
      assert.is_true(self:player().unlocks["tale:twice"])
      checked(self)
    end)

    it("lead a branch from before on " .. way, function()
      local self = game()
      self:play("a", { "light", "once", "light" })
      new(self)
      resumed(self, { "kindle" })
      assert.equal(0, self:run("run", "branch", "a", "--at", "2", "--id", "b").code)
      checked(self)
      local lines = self:resume("b", { "light" })
      assert.equal("kindle sit aside leave", open(lines[1]))
      assert.equal("Quay 2, 2 times, -.", lines[2].text)
      checked(self)
    end)
  end

  it("lead storylets on: met once in a world, not soon again, an item taken once", function()
    local function text(stranger, rain, give, more)
      return ([[define.story "s" { start = "here", scenes = { here = { text = "Here.", draw = { pool = "p", offer = 3 }, choices = { { "Wait", id = "wait" },
          { "Give", id = "%s", once = true, each = function() return { "rope", "oil" } end } } } } }
        define.storylet "%s" { story = "s", pool = "p", label = "S", once = "world", text = "S.", choices = { { "On", id = "on" } } }
        define.storylet "%s" { story = "s", pool = "p", label = "R", cooldown = 9, text = "R.", choices = { { "On", id = "on" } } }
        %s]]):format(give, stranger, rain, more or "")
    end
    local self = tale.new { tale = text("stranger", "rain", "give") }
    local lines = self:play("a", { "stranger", "on", "give/rope", "rain", "on" })
    assert.equal("wait give/oil", open(lines[6]))
    self:write(self.folder, { tale = text("visitor", "storm", "hand", [[define.aliases {
      scenes = { ["s/stranger"] = "visitor", ["s/rain"] = "storm" }, choices = { ["s/here/give"] = "hand" } }]]) })
    lines = self:resume("a", { "wait", "give/oil", "wait", "wait", "wait", "wait", "wait", "wait" })
    assert.equal("wait hand/oil", open(lines[1]))
    assert.equal("wait hand/oil", open(lines[2]))
    assert.equal("wait", open(lines[3]))
    assert.equal("storm wait", open(lines[9]))
    assert.equal("storm wait hand/rope hand/oil", open(self:play("b", {})[1])) -- the visitor was met in this world
    checked(self)
  end)

  it("leave the counts of long runs, and of branches from before, as their logs give them", function()
    local self = game { choices = [[ { "Light", id = "LIGHT", add = { LIT = 1 } } ]] }
    self:must("play", self.story_id, "--run", "a", "--auto", "70", "--jsonl")
    self:edit({ quay = "pier", light = "kindle", choices = [[ { "Light", id = "LIGHT", add = { LIT = 1 } } ]] },
      'define.aliases { scenes = { ["story/quay"] = "pier" }, choices = { ["story/pier/light"] = "kindle" } }')
    self:must("play", "--run", "a", "--auto", "130", "--jsonl")
    self:must("run", "branch", "a", "--at", "30", "--id", "b")
    local lines = support.lines(self:must("play", "--run", "b", "--auto", "120", "--jsonl"))
    assert.equal("Quay 150, 150 times, -.", lines[#lines].text)
    checked(self)
  end)

  it("are still what another pack's rule may ask for", function()
    local self = game()
    self:write(self.folder, { mod = { ["pack.lua"] = 'return { name = "mod", version = "1.0.0", requires = { "tale" } }',
      ["init.lua"] = [[define.unlock "told" { when = function(progression) return progression:count("ending/tale:story/told") >= 1 end }
        amend.scene "tale:story/quay" { choices = { add = { { "Mod", id = "mod", when = "lit > 1", to = "quay" } } } }]] } })
    self:play("a", { "light", "light" })
    self:edit(everything, aliases)
    local lines = resumed(self, { "mod", "leave" })
    assert.equal("kindle sit once aside leave mod", open(lines[2]):gsub("single", "once"))
    assert.is_true(self:player().unlocks["mod:told"])
    local done = self:run("check")
    assert.truthy((done.out .. done.err):find('the scene "tale:story/quay" is called "tale:tide/pier" now', 1, true))
  end)
end)

describe("a run that needs what is gone", function()
  it("is refused with the scene's name, what is near, the versions and what would help", function()
    local self = game { version = "1.0.0" }
    self:play("a", { "light" })
    self:edit { quay = "quays", version = "1.1.0" }
    refused(self:run("play", "--run", "a", "--jsonl"), 65, 'needs the scene "tale:story/quay"', '"tale:story/quays"',
      "it was played with tale 1.0.0, and 1.1.0 is loaded", 'define.aliases { scenes = { ["story/quay"] = "story/quays" } }')
    self:edit { version = "1.1.0" }
    assert.equal("Quay 1, 1 times, -.", resumed(self)[1].text)
  end)

  it("is told the longer name that holds the old one, line by line, and no alias when nothing is near", function()
    local self = game()
    self:play("a", { "light" })
    self:edit { quay = "old_quay_wall" }
    refused(self:run("play", "--run", "a", "--jsonl"), 65, 'near it is "tale:story/old_quay_wall"',
      '\n  what would help, if that is its name now: `define.aliases { scenes = { ["story/quay"] = "story/old_quay_wall" } }`')
    self:edit { quay = "mountain" }
    local done = self:run("play", "--run", "a")
    assert.equal(65, done.code)
    assert.truthy(done.err:find('\n  what would help: the version of pack "tale" that it was played with', 1, true), done.err)
    assert.is_nil(done.err:find("define.aliases", 1, true), done.err)
    assert.is_nil(done.err:find("near it is", 1, true), done.err)
  end)

  it("is refused with the story's name", function()
    local self = game()
    self:play("a", { "light" })
    self:edit { story = "storm" }
    refused(self:run("run", "resume", "a"), 65, 'needs the story "tale:story"', "stories = {")
  end)

  it("keeps a variable that is gone until it is there again", function()
    local self = game()
    self:play("a", { "light", "light" })
    self:edit { lit = "other" }
    assert.equal("Quay 1, 3 times, -.", resumed(self, { "light" })[2].text)
    self:edit()
    assert.equal("Quay 3, 4 times, -.", resumed(self, { "light" })[2].text)
  end)

  it("is refused when a variable's kind changed, unless a migration makes it one", function()
    local self = game()
    self:play("a", { "light", "light" })
    local text = pack { choices = '{ "Sit", id = "sit" }, { "Light", id = "light" }' }
    local files = { ["init.lua"] = (text:gsub("lit = 0", 'lit = "dark"')), ["pack.lua"] = 'return { name = "tale", version = "2.0.0" }' }
    self:edit(nil, nil, files)
    refused(self:run("play", "--run", "a", "--jsonl"), 65, 'has a number in the variable "lit"', "a migration of pack")
    files["migrations/0001_words.lua"] = 'return { run = function(vars, run) vars.lit = "lit " .. vars.lit .. " at " .. run.turn end }'
    self:edit(nil, nil, files)
    assert.equal("Quay lit 2 at 2, 2 times, -.", resumed(self, { "sit" })[2].text)
  end)

  it("goes on though its own script stored another kind of value", function()
    local self = game({ choices = '{ "Light", id = "light" }, { "Name it", id = "name", effect = function(run) run.vars.lit = "warm" end }' })
    self:play("a", { "name" })
    assert.equal("warm", self:show("a").vars.lit)
    assert.equal("name", resumed(self, { "name" })[2].choice)
  end)

  it("can be ended, archived and deleted when its scene or its pack is gone", function()
    local self = game()
    for _, run in ipairs { "a", "b", "c" } do self:play(run, { "light" }) end
    self:edit { quay = "pier", light = "lamp" }
    refused(self:run("play", "--run", "a", "--jsonl"), 65, 'needs the scene "tale:')
    assert.equal(0, self:run("run", "abandon", "a").code)
    assert.equal("abandoned", self:show("a").state)
    os.execute("rm -rf " .. support.quote(self.folder .. "/tale"))
    refused(self:run("play", "--run", "b", "--jsonl"), 65, "tale")
    assert.equal(0, self:run("run", "complete", "b").code)
    assert.equal(0, self:run("run", "archive", "a").code)
    assert.equal(0, self:run("run", "delete", "c").code)
    checked(self)
  end)

  it("whose row was altered by hand is found and does not crash", function()
    local self = game()
    self:play("a", { "light" })
    support.shell(("sqlite3 %s \"UPDATE run SET scene = (SELECT id FROM name WHERE text = 'tale:story/home'); UPDATE var SET value = 'x'\""):format(
      support.quote(self.store)))
    assert.equal(65, self:run("store", "check").code)
    local done = self:run("play", "--run", "a", "--jsonl")
    assert.truthy(done.code == 65 or done.code == 0, done.err)
  end)
end)

describe("a migration", function()
  local step = [[return { vars = { ["story/lit"] = "warm" }, run = function(vars, run)
    vars.warm = vars.lit * 10
    table.insert(vars.bag, run.story .. " " .. run.scene .. " " .. run.state)
  end }]]

  it("changes variables by its function, of every run, once, and says so", function()
    local self = game()
    self:play("a", { "light", "light" })
    self:play("b", { "light" })
    self:edit({ lit = "warm" }, nil, { ["migrations/0001_step.lua"] = step })
    assert.equal(2, self:show("a").vars.lit) -- reading changes nothing
    local done = self:run("run", "resume", "a")
    assert.equal(0, done.code, done.err)
    assert.truthy(done.err:find("applied tale/0001_step to 2 runs", 1, true), done.err)
    local a, b = self:show("a"), self:show("b")
    assert.same({ 20, "tale:story tale:story/quay paused" }, { a.vars.warm, a.vars.bag[1] })
    assert.is_nil(a.vars.lit)
    assert.equal(10, b.vars.warm)
    done = self:run("run", "resume", "b")
    assert.is_nil(done.err:find("applied", 1, true))
    assert.same({ 10, 1 }, { self:show("b").vars.warm, #self:show("b").vars.bag })
    checked(self)
  end)

  it("that errs changes nothing and names the run and the line", function()
    local self = game()
    self:play("a", { "light" })
    local before = support.sql(self.store, "SELECT count(*) FROM act")
    self:edit(nil, nil, { ["migrations/0001_bad.lua"] = "return {\n  run = function(vars)\n    vars.lti = 3\n  end }" })
    refused(self:run("run", "resume", "a"), 1, 'migration "tale/0001_bad" of run "a"', "tale/migrations/0001_bad.lua:3", 'did you mean "lit"?')
    self:edit(nil, nil, { ["migrations/0001_bad.lua"] = "return { run = function(vars) while true do end end }" })
    refused(self:run("run", "resume", "a"), 1, "tale/0001_bad")
    assert.equal(before, support.sql(self.store, "SELECT count(*) FROM act"))
    self:edit()
    assert.equal("Quay 1, 1 times, -.", resumed(self)[1].text)
  end)

  it("that errs for one run changes no other", function()
    local self = game()
    self:play("a", { "light" })
    self:play("b", { "light" })
    self:edit(nil, nil, { ["migrations/0001_some.lua"] = 'return { run = function(vars, run) vars.lit = 7 if run.id == "b" then error("not b") end end }' })
    refused(self:run("run", "resume", "a"), 1, 'of run "b"', "tale/migrations/0001_some.lua:1: not b", "nothing was changed")
    assert.equal(1, self:show("a").vars.lit)
    assert.equal("0", support.sql(self.store, "SELECT count(*) FROM act WHERE kind = 12"))
    checked(self)
  end)

  it("that errs keeps the runs of its pack waiting, and nobody else's", function()
    local self = game()
    self:play("a", { "light" })
    self:edit(nil, nil, { ["migrations/0001_bad.lua"] = 'return { run = function() error("no") end }' })
    local function play_other(run, ...)
      return support.run { "play", "harbour:lantern", "--run", run, "--auto", "1", "--content", self.folder, "--store", self.store, ... }
    end
    local other = play_other "h"
    assert.equal(0, other.code, other.err)
    assert.truthy(other.err:find('the stories of "tale" wait, all others can be played: migration "tale/0001_bad"', 1, true), other.err)
    refused(self:run("play", self.story_id, "--run", "b", "--auto", "1"), 1, 'the stories of "tale" wait for a migration')
    assert.equal(1, play_other("i", "--strict").code)
    checked(self)
  end)

  it("that leaves another kind of value than is declared changes nothing", function()
    local self = game()
    self:play("a", { "light" })
    self:edit(nil, nil, { ["migrations/0001_kind.lua"] = 'return { run = function(vars) vars.lit = "x" end }' })
    refused(self:run("run", "resume", "a"), 1, 'migration "tale/0001_kind" would leave run "a" with a value of another kind in the variable "lit"', "nothing was changed")
    assert.equal(1, self:show("a").vars.lit)
  end)

  it("is not made on a new store, and its names may be used anew", function()
    local self = game()
    self:play("a", { "light", "light" })
    local files = { ["migrations/0001_step.lua"] = step }
    self:edit({ lit = "warm" }, nil, files)
    resumed(self, { "light" })
    self:edit(nil, nil, files) -- `lit` is another variable now
    assert.equal("Quay 1, 4 times, -.", resumed(self, { "light" })[2].text)
    local fresh = game(nil, nil, files)
    local done = fresh:run("play", fresh.story_id, "--run", "a", "--auto", "1", "--jsonl")
    assert.equal(0, done.code, done.err)
    assert.is_nil(done.err:find("applied", 1, true))
    assert.equal("1", support.sql(fresh.store, "SELECT count(*) FROM deed JOIN name ON name.id = deed.name WHERE text = 'tale/0001_step'"))
  end)

  it("reaches a branch from before with its function", function()
    local self = game()
    self:play("a", { "light", "light" })
    self:edit({ lit = "warm" }, nil, { ["migrations/0001_step.lua"] = step })
    resumed(self, { "light" })
    self:must("run", "branch", "a", "--at", "1", "--id", "b")
    assert.equal(10, self:show("b").vars.warm)
    assert.equal("Quay 11, 2 times, -.", self:resume("b", { "light" })[2].text)
    checked(self)
  end)

  it("waits while somebody plays", function()
    local self = game()
    self:play("a", { "light" })
    local words = {}
    for _, word in ipairs(self:call { "play", "--run", "a", "--jsonl" }) do words[#words + 1] = support.quote(word) end
    local said = support.path "said"
    local pipe = assert(io.popen(support.quote(support.binary) .. " " .. table.concat(words, " ") .. " >" .. said, "w"))
    repeat until support.exists(said) and support.read(said):find("\n", 1, true)
    self:edit({ lit = "warm" }, nil, { ["migrations/0001_step.lua"] = step })
    refused(self:run("run", "resume", "a"), 75, 'migration "tale/0001_step" waits until nobody plays')
    pipe:close()
    assert.equal(0, self:run("run", "resume", "a").code)
    assert.equal(10, self:show("a").vars.warm)
  end)

  it("that is wrong is a problem of its pack", function()
    local self = game(nil, nil, { ["migrations/0001_x.lua"] = 'return { scenes = { ["story/old"] = "story/qay" }, fun = 1 }', ["migrations/0002_y.lua"] = "return 3" })
    local done = self:run("check")
    assert.equal(1, done.code)
    for _, words in ipairs { 'did you mean "tale:story/quay"?', "fun", "must return a table" } do
      assert.truthy((done.out .. done.err):find(words, 1, true), words .. " is not in: " .. done.out)
    end
  end)
end)

describe("what a run is played with", function()
  it("is kept with it and shown beside what is loaded", function()
    local self = game { version = "1.2.0" }
    self:write(self.folder, { extra = "" })
    self:play("a", { "light" })
    assert.same({ tale = "1.2.0", extra = "1.0.0" }, self:show("a").packs)
    assert.same({}, self:show("a").packs_changed)
    os.execute("rm -rf " .. support.quote(self.folder .. "/extra"))
    self:edit { version = "1.1.0" }
    assert.same({ { pack = "extra", was = "1.0.0", now = support.null, change = "missing" }, { pack = "tale", was = "1.2.0", now = "1.1.0", change = "older" } },
      self:show("a").packs_changed)
    assert.truthy(self:run("run", "show", "a").out:find("older", 1, true))
    local notices = tale.notices(resumed(self)[1])
    assert.truthy(notices:find('pack "extra" is not there any more', 1, true), notices)
    assert.truthy(notices:find('pack "tale" is older than before: 1.1.0', 1, true), notices)
    assert.same({ tale = "1.1.0" }, self:show("a").packs)
    assert.equal("", tale.notices(resumed(self)[1]))
  end)
end)
