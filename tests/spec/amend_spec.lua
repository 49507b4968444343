-- amend_spec.lua - packs that change what others wrote: what becomes of it, who is told, and who did it
local support = require "support"

local base = [[
define.world { bells = 0 }
define.story "tale" { start = "a", vars = { lit = false, said = "" }, scenes = {
  a = { text = "Fog.", next = "a", draw = { pool = "dusk", offer = 1 }, choices = {
    { "Go", id = "go", to = "z" },
    { "Stay", id = "stay", once = true },
    { "The same", id = "same", as = "stay" },
    { "Light", id = "light", set = { lit = true } } } },
  z = { text = "End.", ending = "over" },
} }
define.storylet "gull" { story = "tale", pool = "dusk", label = "A gull", text = "Gull." }
define.unlock "first" { title = "First", when = function(progression) return progression:count("ending/base:tale/over") >= 3 end }
define.focus "sea" { title = "Sea", ideas = { "salt", "tide" } }
define.metaconcept "drift" {}
]]

-- A folder of packs: base, and each of `mods` with its script; `requires` by pack name.
local function packs(mods, requires)
  local folder = support.path("amend")
  os.execute("rm -rf " .. support.quote(folder))
  local function put(name, script, needs)
    os.execute("mkdir -p " .. support.quote(folder .. "/" .. name))
    support.write(folder .. "/" .. name .. "/pack.lua", ('return { name = "%s", version = "1.0.0", requires = { %s } }\n'):format(name, needs))
    support.write(folder .. "/" .. name .. "/init.lua", script)
  end
  put("base", base, "")
  for name, script in pairs(mods) do put(name, script, requires and requires[name] or '"base"') end
  return folder
end

local function alone(folder, ...) return { "--no-default-content", "--content", folder, ... } end

local function call(words, folder)
  for _, word in ipairs(alone(folder)) do words[#words + 1] = word end
  return words
end

local stores = 0
local function play(folder, choices)
  stores = stores + 1
  local store = support.path("amend" .. stores .. ".db")
  local call_words = { "base:tale", "--run", "r", "--universe", "u", "--player", "p", "--store", store }
  return support.play(call(call_words, folder), choices), store
end

-- What the base declares and only some mods use is not what these cases are about.
local function problems(folder)
  local list = {}
  for _, problem in ipairs(support.decode(support.run(call({ "check", "--json" }, folder)).out).problems) do
    if not problem.code:find("^un%w+%-variable$") and problem.code ~= "unused-key" or problem.severity == "error" then list[#list + 1] = problem end
  end
  return list
end

local function codes(folder)
  local list = {}
  for index, problem in ipairs(problems(folder)) do list[index] = problem.code end
  return list
end

local function ids(line)
  local list = {}
  for index, choice in ipairs(line.choices) do list[index] = choice.id end
  return table.concat(list, " ")
end

describe("an amendment", function()
  after_each(support.remove_scratch)

  it("of a scene tells before, after and instead, and runs its enter after the scene's own", function()
    local folder = packs { fog = [[
define.world { entered = 0 }
amend.scene "base:tale/a" {
  text = { before = "Before.", replace = { "Lit.", when = "lit" }, after = { "After.", when = "not lit" } },
  enter = function(run, universe) universe:add("entered", 1) end,
}]] }
    local lines, store = play(folder, { "light" })
    assert.same({ "Before.\nFog.\nAfter.", "Before.\nLit." }, { lines[1].text, lines[2].text })
    assert.truthy(support.must(call({ "universe", "show", "u", "--store", store, "--json" }, folder)):find('"fog:entered":2', 1, true))
  end)

  it("of a choice keeps what was taken taken, and what acts as it still does", function()
    local folder = packs { fog = [[
amend.scene "base:tale/a" { choices = {
  hide = "go", replace = { "Remain", id = "stay", once = true }, add = { "Leave", id = "leave", to = "z" } } }]] }
    local lines = play(folder, { "stay", "same", "leave" })
    assert.same({ "gull stay same light leave", "gull same light leave" }, { ids(lines[1]), ids(lines[2]) })
    assert.equal("base:tale/over", lines[4].ending)
  end)

  it("that hides a choice leaves conditions and others' choices that name it as they were", function()
    local folder = packs { fog = [[amend.scene "base:tale/a" {
  text = { after = "{seen.stay: Stayed.|Not yet.}" }, choices = { hide = "stay" } }]] }
    assert.same({}, problems(folder))
    local lines = play(folder, { "same" })
    assert.same({ "Fog.\nNot yet.", "Fog.\nStayed.", "gull go same light" }, { lines[1].text, lines[2].text, ids(lines[1]) })
  end)

  it("that errs is left out of the text or undone, named, and the turn goes on", function()
    local folder = packs { fog = [[
amend.scene "base:tale/a" {
  text = { replace = function() error("torn") end },
  choices = { add = { function() error("worn") end, id = "more" } },
  enter = function() error("fallen") end,
}]] }
    local lines = play(folder, { "light" })
    assert.same({ "Fog.", "Fog." }, { lines[1].text, lines[2].text })
    local notices = table.concat(lines[1].notices, "\n")
    for _, word in ipairs { "torn", "worn", "fallen", 'pack "fog"', "fog/init.lua" } do assert.truthy(notices:find(word, 1, true), notices) end
  end)

  it("of a storylet gives it label, weight and a further condition", function()
    local folder = packs { fog = [[amend.storylet "base:tale/gull" { label = "A grey gull", when = "lit", weight = 3, text = { after = "Mew." } }]] }
    local lines = play(folder, { "light", "gull" })
    assert.same({ "go stay same light", "gull go stay same light" }, { ids(lines[1]), ids(lines[2]) })
    assert.same({ "A grey gull", "Gull.\nMew." }, { lines[2].choices[1].label, (lines[3].text:gsub("\nFog%.$", "")) })
  end)

  it("of an ending tells more and acts before the run is completed", function()
    local folder = packs { fog = [[
define.world { ended = 0 }
amend.ending "base:tale/over" { text = { after = "And fog." }, effect = function(run, universe) universe:add("ended", 1) run:milestone("fogged") end }]] }
    local lines, store = play(folder, { "go" })
    assert.equal("End.\nAnd fog.", lines[2].text)
    assert.truthy(support.must(call({ "universe", "show", "u", "--store", store, "--json" }, folder)):find('"fog:ended":1', 1, true))
    assert.equal(1, support.answer(call({ "player", "show", "p", "--store", store, "--json" }, folder)).milestones)
  end)

  it("of an unlock adds another way, and explain names the place of each rule", function()
    local folder = packs { fog = [[
amend.unlock "base:first" { title = "Foggy", also = function(progression) return progression:count("ending/base:tale/over") >= 1 end }]] }
    local _, store = play(folder, { "go" })
    local said = support.answer(call({ "player", "explain", "p", "base:first", "--store", store, "--json" }, folder))
    said = said[1] or said
    assert.same({ true, "Foggy", "base/init.lua:11, fog/init.lua:1" }, { said.granted, said.title, said.rule })
  end)

  it("of an unlock adds a condition that no other pack's way goes round", function()
    local folder = packs {
      fog = [[amend.unlock "base:first" { also = function() return true end }]],
      rain = [[amend.unlock "base:first" { only = function(progression) return progression.turns >= 100 end }]],
    }
    local _, store = play(folder, { "go" })
    local said = support.answer(call({ "player", "explain", "p", "base:first", "--store", store, "--json" }, folder))
    said = said[1] or said
    assert.same({ false, "base/init.lua:11, fog/init.lua:1, rain/init.lua:1" }, { said.granted, said.rule })
  end)
end)

describe("two packs that change one field", function()
  after_each(support.remove_scratch)

  local replacing = [[amend.scene "base:tale/a" { text = { replace = "%s." }, choices = { replace = { "%s", id = "stay" } } }]]
  local both = { fog = replacing:format("Fog", "Fog"), rain = replacing:format("Rain", "Rain") }

  it("are told of with both places, and the later one has its way", function()
    local folder = packs(both)
    local found = problems(folder)
    assert.same({ "conflict", "conflict" }, codes(folder))
    for _, problem in ipairs(found) do
      assert.same({ "warning", "rain", "rain/init.lua", 1 }, { problem.severity, problem.pack, problem.file, math.tointeger(problem.line) })
      assert.truthy(problem.message:find("fog/init.lua:1", 1, true), problem.message)
      assert.truthy(problem.hint:find("? fog", 1, true), problem.hint)
    end
    assert.equal("Rain.", play(folder, { "stay" })[1].text)
    assert.equal(0, support.run(call({ "check" }, folder)).code)
    assert.equal(1, support.run(call({ "check", "--strict" }, folder)).code)
  end)

  it("are not told of when one of the two is left out", function()
    local found = problems(packs { fog = both.fog, rain = both.rain .. '\ndefine.story "broken" { start = "nowhere", title = "B" }' })
    for _, problem in ipairs(found) do assert.are_not.equal("conflict", problem.code, problem.message) end
    assert.is_true(#found > 0)
  end)

  it("are not told of when a requirement says which comes first", function()
    local folder = packs(both, { rain = '"base", "? fog"' })
    assert.same({}, problems(folder))
    local other = packs(both, { fog = '"base", "rain"' })
    assert.same({}, problems(other))
    assert.equal("Fog.", play(other, { "stay" })[1].text)
  end)

  it("may both tell more and add choices", function()
    local adding = [[amend.scene "base:tale/a" { text = { before = "%s.", after = "%s." }, choices = { add = { "%s", id = "%s" } } }]]
    local folder = packs { fog = adding:format("Fog", "Fog", "fog", "fog"), rain = adding:format("Rain", "Rain", "rain", "rain") }
    assert.same({}, problems(folder))
    local line = play(folder, { "stay" })[1]
    assert.same({ "Rain.\nFog.\nFog.\nFog.\nRain.", "gull go stay same light fog rain" }, { line.text, ids(line) })
  end)

  it("and one that replaces leaves what the other tells around it", function()
    local folder = packs { fog = [[amend.scene "base:tale/a" { text = { before = "Fog comes." } }]], rain = both.rain }
    assert.equal("Fog comes.\nRain.", play(folder, { "stay" })[1].text)
  end)

  it("by choices of one id are told of", function()
    local add = [[amend.scene "base:tale/a" { choices = { add = { "%s", id = "more" } } }]]
    local folder = packs { fog = add:format "fog", rain = add:format "rain" }
    assert.same({ "conflict" }, codes(folder))
    assert.equal("gull go stay same light more", ids(play(folder, { "more" })[1]))
  end)
end)

describe("an amendment of a pack", function()
  after_each(support.remove_scratch)

  it("that is not required is told of, and works", function()
    local folder = packs({ zeal = [[amend.scene "base:tale/a" { text = { after = "More." } }]] }, { zeal = "" })
    assert.same({ "unordered" }, codes(folder))
    assert.truthy(problems(folder)[1].hint:find('"base"', 1, true))
    assert.equal("Fog.\nMore.", play(folder, { "stay" })[1].text)
  end)

  it("that is not there is left alone when the pack can do without it, and refused otherwise", function()
    local script = [[
amend.scene "gone:tale/a" { text = { after = function() end } }
amend.unlock "gone:first" { also = function() end }
amend.focus "gone:sea" { title = "x" }]]
    assert.same({}, problems(packs({ fog = script }, { fog = '"? gone"' })))
    assert.same({ "unknown-pack", "unknown-pack", "unknown-pack" }, codes(packs({ fog = script }, { fog = '"base"' })))
  end)

  it("names what it meant when the name is wrong", function()
    local folder = packs { fog = [[
amend.scene "base:tale/aa" {}
amend.storylet "base:tale/gul" {}
amend.storylet "base:tale/a" {}
amend.ending "base:tale/ovr" {}
amend.unlock "base:frist" {}
amend.focus "base:see" {}
amend.scene "base:tale/a" { choices = { hide = "light_" } }]] }
    local said = support.run(call({ "check" }, folder)).out
    for _, near in ipairs { "base:tale/a", "base:tale/gull", "base:tale/over", "base:first", "base:sea", "light" } do
      assert.truthy(said:find(('did you mean "%s"?'):format(near), 1, true), near .. " in " .. said)
    end
    assert.truthy(said:find('write amend.scene "base:tale/a"', 1, true), said)
  end)

  it("that hides all there is to do is refused", function()
    local folder = packs { fog = [[
define.story "pit" { start = "a", scenes = { a = { choices = { { "Go", id = "go" } } } } }
amend.scene "fog:pit/a" { choices = { hide = "go" } }]] }
    assert.same({ "no-way-on" }, codes(folder))
  end)
end)

describe("pack who", function()
  after_each(support.remove_scratch)

  local function who(folder, id) return support.must(call({ "pack", "who", id, "--quiet" }, folder)) end

  it("tells every define and amend of a choice in the order applied", function()
    local folder = packs {
      fog = [[amend.scene "base:tale/a" {
  choices = { hide = { { "stay", when = "lit" } } } }]],
      rain = [[
amend.scene "base:tale/a" { choices = { replace = {
  { "Remain", id = "stay" } } } }]],
    }
    local expected = [[
base/init.lua:5: base: define choice base:tale/a/choices/stay
fog/init.lua:2: fog: hide base:tale/a/choices/stay when lit
rain/init.lua:2: rain: replace base:tale/a/choices/stay
]]
    assert.equal(expected, who(folder, "base:tale/a/choices/stay"))
    assert.equal(expected, who(folder, "base:tale/a/stay"))
    local said = support.answer(call({ "pack", "who", "base:tale/a/choices/stay", "--json" }, folder))
    assert.same({ "hide", "lit", "fog", "fog/init.lua", 2 }, { said.origins[2].what, said.origins[2].when, said.origins[2].pack,
      said.origins[2].file, math.tointeger(said.origins[2].line) })
  end)

  it("knows scenes, texts, endings, stories, unlocks, keys and variables", function()
    local folder = packs { fog = [[
amend.scene "base:tale/a" { text = { before = "x" } }
amend.ending "base:tale/over" { effect = function() end }
amend.unlock "base:first" { only = function() return true end }
amend.focus "base:sea" { ideas = { add = "fog", hide = "salt" }, metaconcepts = { add = "base:drift" } }
define.scene "base:tale/den" { text = "Den.", next = "a" }]] }
    local expected = {
      ["base:tale/a/text"] = "before base:tale/a/text", ["base:tale/a"] = "before base:tale/a/text",
      ["base:tale/over"] = "effect base:tale/z/enter", ["base:tale"] = "define scene fog:tale/den",
      ["base:first"] = "only base:first/when", ["base:sea"] = "add base:sea/ideas",
      ["base:bells"] = "define world key base:bells", ["base:tale#lit"] = "define variable base:tale#lit",
      ["base:drift"] = "define metaconcept base:drift",
    }
    for id, words in pairs(expected) do assert.truthy(who(folder, id):find(words, 1, true), id .. ": " .. who(folder, id)) end
  end)

  it("names what is near when there is nothing of that name", function()
    local folder = packs {}
    for wrong, near in pairs { ["tale/a"] = "base:tale/a", ["base:tale/a/choices/stai"] = "base:tale/a/choices/stay", ["base:tale/a/stai"] = "base:tale/a/stay",
      ["base:frist"] = "base:first" } do
      local done = support.run(call({ "pack", "who", wrong }, folder))
      assert.equal(65, done.code)
      assert.truthy(done.err:find(('did you mean "%s"?'):format(near), 1, true), done.err)
    end
  end)

  it("finds what a pack brought to another's story by the story's name and by its own", function()
    local folder = packs { fog = [[
amend.scene "base:tale/a" { choices = { add = {
  { "Jump", id = "jump", to = "den", when = "lit" } } } }
define.scene "base:tale/den" { text = "Den.", next = "a" }]] }
    for _, id in ipairs { "base:tale/den", "fog:tale/den" } do
      assert.equal("fog/init.lua:3: fog: define scene fog:tale/den\n", who(folder, id))
    end
    for _, id in ipairs { "base:tale/a/jump", "base:tale/a/choices/jump", "fog:tale/a/jump", "fog:tale/a/choices/jump" } do
      assert.equal("fog/init.lua:2: fog: add base:tale/a/choices/jump, whose id is fog:tale/a/jump, when lit\n", who(folder, id))
    end
  end)

  it("shows both the scene and the ending of one id, and where a condition that is a function stands", function()
    local folder = packs { fog = [[
define.story "both" { start = "over", scenes = {
  over = { text = "Over.", ending = "over" } } }
amend.scene "base:tale/a" { text = { before = { "x",
  when = function() return true end } } }]] }
    assert.equal("fog/init.lua:2: fog: define scene fog:both/over\nfog/init.lua:2: fog: define ending fog:both/over\n", who(folder, "fog:both/over"))
    assert.truthy(who(folder, "base:tale/a/text"):find("before base:tale/a/text when the function at fog/init.lua:4", 1, true))
  end)

  it("says which fields can be asked for", function()
    local folder = packs {}
    for _, id in ipairs { "base:tale/a/choices/stay/effect", "base:tale/a/stay/effect" } do
      local done = support.run(call({ "pack", "who", id }, folder))
      assert.equal(65, done.code)
      assert.truthy(done.err:find('of a choice only the whole can be asked for, "base:tale/a/choices/stay"', 1, true), done.err)
    end
  end)

  it("and messages call an amendment the amendment of what it changes", function()
    local folder = packs { fog = [[amend.storylet "base:tale/gull" { weight = -1 }]] }
    assert.truthy(problems(folder)[1].message:find('"the amendment of base:tale/gull"', 1, true), problems(folder)[1].message)
  end)
end)
