-- reward_mods_spec.lua - skills, cosmetics and echoes that another pack changes, and that go by another name than they did
local support = require "support"
local tale = require "tale"

local scenes = [[
  here = { text = "Here.{ropes > 0:Ropes {ropes}.}{world['echo/stones'] ~= '':A stone: {world['echo/stones']}.}", choices = {
    { "Stay", id = "stay" }, { "End", id = "finish", to = "over" }, { "Leave", id = "leave", to = "away" } } },
  over = { text = "Over.", ending = "done" },
  away = { text = "Away.", ending = "gone" }, ]]

local rewards = [[
define.skill "knots" { title = "Knots", cost = 1, effect = function(run) run.vars.ropes = run.vars.ropes + 1 end }
define.skill "rigging" { title = "Rigging", cost = 1, requires = "knots" }
define.cosmetic "coat" { title = "A Coat", when = function(progression) return progression.completed >= 1 end }
define.echo "stones" { story = "s", endings = "s/done" }
]]

local function pack(name, words)
  return { ["pack.lua"] = ('return { name = "%s", version = "1.0.0", requires = { "tale" }, permissions = { "vars.write" } }'):format(name),
    ["init.lua"] = words }
end

local function new_tale(mods, before)
  local packs = { tale = tale.story { scenes = scenes, vars = "ropes = 0", before = before or rewards } }
  for name, words in pairs(mods or {}) do packs[name] = pack(name, words) end
  return tale.new(packs)
end

local function live(it, id, choice) return it:play(id, { choice or "finish" }, "--player", "ada", "--as", "Ada", "--universe", "u") end
local function opening(it, id) return it:play(id, { "stay" }, "--player", "ada", "--as", "Ada", "--universe", "u")[1].text end

local function of(it, kind, id)
  local player = support.answer(it:call { "player", kind == "skills" and "skills" or "show", "ada", "--json" })
  for _, one in ipairs(player[kind]) do
    if one.id == id then return one end
  end
end

local function check(it)
  local done = it:run("check")
  return done.out .. done.err
end

local function says(text, words) assert.truthy(text:find(words, 1, true), text) end

describe("an amendment", function()
  teardown(support.remove_scratch)

  it("of a skill changes its price, its words and what it requires, and does more beside its own", function()
    local it = new_tale { fog = [[
define.skill "mist" { title = "Mist", cost = 0 }
amend.skill "tale:knots" { title = "Wet Knots", cost = 0, effect = function(run) run.vars.ropes = run.vars.ropes + 10 end }
amend.skill "tale:rigging" { requires = { add = "mist", hide = "knots" } }]] }
    it:play("first", { "stay" }, "--player", "ada", "--universe", "u")
    it:must("player", "learn", "ada", "knots")
    assert.same({ "Wet Knots", 0 }, { of(it, "skills", "tale:knots").title, math.tointeger(of(it, "skills", "tale:knots").cost) })
    assert.same({ "fog:mist" }, of(it, "skills", "tale:rigging").missing)
    assert.equal("Here.Ropes 11.", opening(it, "second"))
    says(it:must("pack", "who", "tale:knots", "--quiet"), "fog: cost tale:knots/cost")
  end)

  it("of a skill does its part alone: when it errs, its pack is named and the skill's own effect holds", function()
    local it = new_tale { fog = [[amend.skill "tale:knots" { effect = function(run) run.vars.ropes = 50 error("wet") end }]] }
    live(it, "first")
    it:must("player", "learn", "ada", "knots")
    local done = support.run(it:call { "play", "tale:s", "--run", "late", "--player", "ada", "--universe", "u", "--auto", "1", "--plain" })
    says(done.out .. done.err, "Ropes 1.")
    says(done.out .. done.err, "fog/init.lua:1")
  end)

  it("of a cosmetic changes its rule as an unlock's is changed", function()
    local it = new_tale { fog = [[amend.cosmetic "tale:coat" { title = "A Wet Coat", only = function(progression) return progression.completed >= 2 end }]] }
    live(it, "first")
    assert.is_false(of(it, "cosmetics", "tale:cosmetic/coat").earned)
    live(it, "second")
    assert.same({ true, "A Wet Coat" }, { of(it, "cosmetics", "tale:cosmetic/coat").earned, of(it, "cosmetics", "tale:cosmetic/coat").title })
  end)

  it("of an echo says other words, and lets other endings leave it", function()
    local it = new_tale { fog = [[amend.echo "tale:stones" { leaves = function(run) return run.character.name .. ", in fog" end, endings = { add = "tale:s/gone" } }]] }
    live(it, "first", "leave")
    assert.equal("Here.A stone: Ada, in fog.", opening(it, "second"))
    says(it:must("pack", "who", "tale:echo/stones", "--quiet"), "fog: leaves tale:echo/stones/leaves")
  end)

  it("that meets another of the same field is told of with both places, and the later one has its way", function()
    local it = new_tale {
      fog = [[amend.skill "tale:knots" { cost = 2 } amend.echo "tale:stones" { leaves = function() return "fog" end }]],
      rain = [[amend.skill "tale:knots" { cost = 3 } amend.echo "tale:stones" { leaves = function() return "rain" end }]] }
    local said = check(it)
    says(said, '"tale:knots/cost" is changed by two packs')
    says(said, '"tale:echo/stones/leaves" is changed by two packs')
    live(it, "first")
    assert.equal(3, math.tointeger(of(it, "skills", "tale:knots").cost))
    assert.equal("Here.A stone: rain.", opening(it, "second"))
  end)

  it("names what it meant, and its own pack alone is left out", function()
    local it = new_tale { fog = [[amend.skill "tale:knot" { cost = 2 }]], rain = [[amend.echo "tale:stone" {}]],
      hail = [[amend.cosmetic "tale:coats" {}]], sleet = [[amend.echo "tale:stones" { endings = { add = "tale:s/dun" } }]],
      snow = [[amend.skill "tale:rigging" { requires = { hide = "net" } }]] }
    local said = check(it)
    for _, words in ipairs { 'did you mean "tale:knots"?', 'did you mean "tale:stones"?', 'did you mean "tale:coat"?', '"tale:s/dun"',
      'does not require "net"' } do says(said, words) end
    assert.equal("Over.", live(it, "first")[2].text)
  end)
end)

describe("a name that was given up", function()
  teardown(support.remove_scratch)

  local renamed = [[
define.skill "ropework" { title = "Ropework", cost = 1, effect = function(run) run.vars.ropes = run.vars.ropes + 1 end }
define.skill "rigging" { title = "Rigging", cost = 1, requires = "knots" }
define.cosmetic "cloak" { title = "A Cloak", when = function() return false end }
define.echo "stones" { story = "s", endings = "s/done" }
define.aliases { skills = { knots = "ropework" }, cosmetics = { coat = "cloak" } }
]]

  local function renamed_tale()
    local it = new_tale()
    live(it, "first")
    it:must("player", "learn", "ada", "knots")
    it:write(it.folder, { tale = tale.story { scenes = scenes, vars = "ropes = 0", before = renamed } })
    return it
  end

  it("of a skill is the new one's to whoever learned it: paid once, felt in the next run", function()
    local it = renamed_tale()
    assert.is_true(of(it, "skills", "tale:ropework").learned)
    assert.is_nil(of(it, "skills", "tale:knots"))
    assert.same({}, of(it, "skills", "tale:rigging").missing)
    says(it:run("player", "learn", "ada", "knots").err, '"tale:ropework" is learned already')
    says(opening(it, "second"), "Ropes 1.")
    says(check(it), 'the skill "tale:knots" is called "tale:ropework" now')
  end)

  it("of a cosmetic is kept under the new one", function()
    local it = renamed_tale()
    assert.is_true(of(it, "cosmetics", "tale:cosmetic/cloak").earned)
    assert.is_nil(of(it, "cosmetics", "tale:cosmetic/coat"))
  end)

  it("in a migration is the new one's to whoever learned it before, and may be used anew", function()
    local it = new_tale()
    live(it, "first")
    it:must("player", "learn", "ada", "knots")
    it:write(it.folder, { tale = { ["init.lua"] = tale.story { scenes = scenes, vars = "ropes = 0", before = [[
define.skill "ropework" { title = "Ropework", cost = 1, effect = function(run) run.vars.ropes = run.vars.ropes + 1 end }
define.skill "knots" { title = "Knots in Wood", cost = 0, effect = function(run) run.vars.ropes = run.vars.ropes + 100 end }
define.echo "stones" { story = "s", endings = "s/done" }]] },
      ["migrations/0001_ropework.lua"] = 'return { skills = { knots = "ropework" } }' } })
    says(opening(it, "second"), "Ropes 1.")
    assert.is_true(of(it, "skills", "tale:ropework").learned)
    assert.is_false(of(it, "skills", "tale:knots").learned)
  end)
end)
