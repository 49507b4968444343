-- care_sim_spec.lua - the proof that care holds: nothing is found where all is well, and what is planted is found
local support = require "support"
local tale = require "tale"

local ZEROS = { "ceiling", "boundaries", "warnings", "dead_ends", "far_from_rest" }

local WARNING = [[warning = { type = "loss", severity = "mild", description = "A dead animal." }]]

-- A wood with something in it, told of before; nothing calm leads on from the pit.
local WELL = [[
  gate = { text = "A gate.", rest = true, breath = "In, and out.", choices = {
    { "Wood", id = "wood", to = "wood" }, { "Well", id = "well", to = "well" }, { "Sit", id = "sit" }, { "Home", id = "home", to = "home" },
    { "Barn", id = "barn", to = "barn", intensity = 0.4, themes = { "substance" } } } },
  wood = { text = "A wolf.", intensity = 0.8, themes = { "loss" }, instead = "edge", ]] .. WARNING .. [[, next = "gate" },
  edge = { text = "Round the wood.", next = "gate" },
  well = { text = { "A well.", { "A name.", themes = { "betrayal" }, intensity = 0.4, when = "seen.wood",
      warning = { type = "betrayal", description = "A broken promise." } } }, reflect = "Whose name?", next = "gate" },
  barn = { text = { { "Bottles.", intensity = 0.4 } }, themes = { "substance" }, next = "gate" },
  home = { text = "Home.", ending = "home" },]]

local PIT = WELL:gsub('{ "Sit", id = "sit" }', '{ "Down", id = "down", to = "pit" }') .. [[
  pit = { text = "A pit.", intensity = 0.3, choices = { { "Deeper", id = "deeper", to = "shaft" } } },
  shaft = { text = "A shaft.", intensity = 0.5, ending = "deep" },]]

local FAR = [[
  gate = { text = "A gate.", choices = { { "Wood", id = "wood", to = "wood" }, { "Home", id = "home", to = "home" } } },
  wood = { text = "A wolf.", intensity = 0.8, themes = { "loss" }, ]] .. WARNING .. [[, next = "gate" },
  home = { text = "Home.", ending = "home" },]]

local function simulate(scenes, ...)
  local game = tale.new { tale = tale.story { start = "gate", scenes = scenes } }
  return support.run { "sim", "care", "--story", "tale:s", "--max-turns", "4000", "--json", "--no-default-content", "--content", game.folder, ... }
end

local function counts(done)
  local found, list = support.decode(done.out), {}
  for _, key in ipairs(ZEROS) do list[#list + 1] = ("%s %d"):format(key, found[key]) end
  return found, table.concat(list, ", ")
end

describe("sim care", function()
  teardown(support.remove_scratch)

  it("finds nothing where care holds, and says how much it looked at", function()
    local done = simulate(WELL)
    local found, told = counts(done)
    assert.equal("ceiling 0, boundaries 0, warnings 0, dead_ends 0, far_from_rest 0", told)
    assert.same({ 0, 4000 }, { done.code, found.turns })
    assert.truthy(found.parts > 1000 and found.runs > 100)
  end)

  it("fails when nothing is held back, and names who was shown what, where, by which path", function()
    local done = simulate(WELL, "--unguarded")
    local found = counts(done)
    assert.equal(1, done.code)
    for _, key in ipairs { "ceiling", "boundaries", "warnings" } do assert.truthy(found[key] > 0, key) end
    local first = found.violations[1]
    assert.truthy(first.place:find("^tale/init.lua:%d+$"), first.place)
    assert.truthy(first.scene:find("^tale:s/") and #first.path > 0 and first.seed > 0 and first.run > 0)
    assert.truthy(done.err:find(first.scene, 1, true), done.err)
  end)

  it("reads what others did, and fails when that is not left out", function()
    local scenes = [[gate = { text = "A gate.", intensity = 0, rest = true, choices = {
      { "Sit", id = "sit", event = { action = "remembers the fire", themes = { "loss" }, intensity = 0.7, major = true } },
      { "Home", id = "home", to = "home" } } },
      home = { text = "Home.", ending = "home" },]]
    local held, shown = simulate(scenes), simulate(scenes, "--unguarded")
    local found, told = counts(held)
    assert.equal("ceiling 0, boundaries 0, warnings 0, dead_ends 0, far_from_rest 0", told)
    assert.truthy(found.parts > 1000)
    found = counts(shown)
    assert.equal(1, shown.code)
    assert.truthy(found.ceiling > 0 and found.boundaries > 0)
    assert.truthy(shown.err:find("an event of another life has intensity 0.7", 1, true), shown.err)
    assert.truthy(shown.err:find("an event of another life touches loss", 1, true), shown.err)
  end)

  it("finds dead ends where nothing calm leads on", function()
    local done = simulate(PIT)
    local found = counts(done)
    assert.equal(1, done.code)
    assert.truthy(found.dead_ends > 0)
    assert.same({ 0, 0 }, { found.ceiling, found.warnings })
    assert.equal("dead_end", found.violations[1].kind)
  end)

  it("finds intense scenes that no rest is near to", function()
    local done = simulate(FAR)
    local found = counts(done)
    assert.truthy(done.code == 1 and found.far_from_rest > 0)
    assert.equal(0, found.dead_ends)
  end)

  it("is the same for any number of jobs", function()
    local one, three = simulate(PIT, "--jobs", "1"), simulate(PIT, "--jobs", "3")
    assert.equal(one.out, three.out)
    assert.equal(one.err, three.err)
  end)

  it("leaves alone who cannot be let into a story that declares nothing", function()
    local done = simulate([[gate = { text = "A gate.", choices = { { "Sit", id = "sit" }, { "Home", id = "home", to = "home" } } },
      home = { text = "Home.", ending = "home" },]])
    local found = counts(done)
    assert.same({ 0, 0 }, { found.ceiling, found.boundaries })
  end)

  it("refuses --unguarded for anything else, and a store that is kept", function()
    assert.equal(64, support.run { "sim", "play", "--story", "harbour:lantern", "--unguarded" }.code)
    local done = support.run { "sim", "care", "--unguarded", "--store", support.path("kept.db") }
    assert.equal(64, done.code, done.err)
    assert.is_false(support.exists(support.path("kept.db")))
  end)

  it("holds in all that is shipped", function()
    local done = support.run { "sim", "care", "--json", "--max-turns", support.is_long and "1000000" or "20000", seconds = 600 }
    local found, told = counts(done)
    assert.equal("ceiling 0, boundaries 0, warnings 0, dead_ends 0, far_from_rest 0", told, done.err)
    assert.equal(0, done.code, done.err)
    assert.truthy(found.turns >= (support.is_long and 1000000 or 20000))
  end)
end)
