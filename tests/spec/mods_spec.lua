-- mods_spec.lua - packs that add rules to worlds they did not write
local support = require "support"

local function notices(line)
  if type(line.notices) == "table" then return table.concat(line.notices, "\n") end
  return line.notices or ""
end

describe("a mod", function()
  after_each(support.remove_scratch)

  local function tell(store, run, ...)
    return support.play({ "harbour:lantern", "--run", run, "--player", "p", "--universe", "u_" .. run, "--store", store, ... }, { "light", "say" })
  end

  local function unlocks(store, ...)
    return support.answer({ "player", "show", "p", "--store", store, "--json", ... }).unlocks
  end

  it("grants second_light at the second ending that was spoken, and not before", function()
    local store = support.store("light")
    local first = tell(store, "one")
    assert.is_nil(notices(first[3]):find("Second Light", 1, true))
    assert.is_false(unlocks(store)["second_light:second_light"])
    local second = tell(store, "two")
    assert.truthy(notices(second[3]):find("Second Light", 1, true), notices(second[3]))
    assert.is_true(unlocks(store)["second_light:second_light"])
  end)

  it("counts no ending twice, and keeps what it granted when the runs are deleted", function()
    local store = support.store("once")
    tell(store, "one")
    support.must { "run", "complete", "one", "--store", store }
    assert.is_false(unlocks(store)["second_light:second_light"])
    tell(store, "two")
    support.must { "run", "delete", "one", "--store", store }
    support.must { "run", "delete", "two", "--store", store }
    assert.is_true(unlocks(store)["second_light:second_light"])
    assert.equal(2, support.answer({ "player", "show", "p", "--store", store, "--json" }).completed_runs)
  end)

  it("explains what is missing and what was read, with file and line", function()
    local store = support.store("why")
    tell(store, "one")
    local said = support.must { "player", "explain", "p", "--store", store, "--json" }
    assert.truthy(said:find("second_light/init.lua:%d"), said)
    assert.truthy(said:find("ending/harbour:lantern/spoken", 1, true), said)
    assert.truthy(support.must({ "player", "explain", "p", "--store", store }):find("second_light", 1, true))
  end)

  it("keeps its own world keys, moved by what happens in other packs", function()
    local store = support.store("calm")
    support.must { "play", "enchanted_realm:journey", "--run", "r", "--player", "p", "--universe", "u", "--auto", "45", "--jsonl", "--store", store }
    local said = support.must { "universe", "show", "u", "--store", store, "--json" }
    assert.truthy(said:find('"second_light:calm":2', 1, true), said)
    assert.truthy(said:find('"enchanted_realm:major_events":1', 1, true), said)
  end)

  it("that is added later grants what was earned before it came", function()
    local store = support.store("later")
    tell(store, "one")
    local packs = support.pack("early", { ["init.lua"] = [[
define.unlock "first_word" { title = "First Word", when = function(progression) return progression:count("ending/harbour:lantern/spoken") >= 1 end }
define.unlock "hundred" { title = "Hundred", when = function(progression) return progression.turns >= 100 end }
]] })
    support.must { "play", "harbour:lantern", "--run", "two", "--player", "p", "--auto", "1", "--jsonl", "--store", store, "--content", packs }
    local granted = unlocks(store, "--content", packs)
    assert.same({ true, false }, { granted["early:first_word"], granted["early:hundred"] })
  end)

  it("hears what it asks for, in order, with filters", function()
    local packs = support.pack("ears", { ["init.lua"] = [[
define.world { heard = {} }
local function hear(word)
  return function(run, universe) universe:update("heard", function(list) table.insert(list, word) return list end) end
end
on("run.started", hear("started"))
on("scene.entered", { scene = "harbour:lantern/keeper" }, hear("keeper"))
on("choice.taken", { choice = "harbour:lantern/quay/light" }, hear("light"))
on("choice.taken", { story = "enchanted_realm:journey" }, hear("never"))
on("turn.ended", { every = 2 }, hear("second"))
on("ending.reached", hear("ending"))
on("run.completed", hear("completed"))
]] })
    local store = support.store("ears")
    support.play({ "harbour:lantern", "--run", "r", "--universe", "u", "--content", packs, "--store", store }, { "light", "say" })
    local said = support.must { "universe", "show", "u", "--store", store, "--content", packs, "--json" }
    local heard = said:match('"ears:heard":(%b[])')
    assert.truthy(heard, said)
    local list = support.decode(heard)
    local at = {}
    for index, word in ipairs(list) do at[word] = index end
    assert.is_nil(at.never)
    for _, word in ipairs { "started", "light", "keeper", "second", "ending", "completed" } do assert.truthy(at[word], word .. " in " .. heard) end
    assert.is_true(at.started < at.light and at.light < at.keeper and at.keeper < at.ending)
  end)

  it("works without the shipped content", function()
    local packs = support.pack("lone", { ["init.lua"] = [[
define.story "islet" { title = "Islet", start = "here", scenes = { here = { text = "An islet.", choices = { { "Wait", id = "wait" } } } } }
]] })
    local lines = support.play({ "lone:islet", "--no-default-content", "--content", packs, "--store", support.store("lone") }, { "wait" })
    assert.same({ "An islet.", "wait" }, { lines[1].text, lines[2].choice })
    local done = support.run { "play", "harbour:lantern", "--no-default-content", "--content", packs, "--auto", "1", "--store", support.store("lone") }
    assert.equal(65, done.code)
  end)
end)
