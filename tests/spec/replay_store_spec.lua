-- replay_store_spec.lua - every stored run is a test: whole stores computed again, and what changed content does to them
local support = require "support"
local tale = require "tale"

-- Dice, a claim, typed words, a detour, a condition, events, marks and an ending that can be moved.
local rich = {
  before = [[define.world { lamps = 0, last = "", crown = 0 }
define.own { heard = 0 }
on("turn.ended", function(run) run.own.heard = run.own.heard + run.rng:int(1, 100) end)]],
  vars = 'steps = 0, got = false, word = ""',
  scenes = [[
  here = { text = "{steps} steps, {world.lamps} lamps.", choices = {
    { "Walk", id = "walk", add = { steps = 1 } },
    { "Light", id = "lamp", event = { action = "lights a lamp", major = true }, effect = function(run, universe) universe:add("lamps", 1) end },
    { "Crown", id = "crown", effect = function(run, universe) run.vars.got = universe:claim("crown") end },
    { "Tell", id = "tell", ask = { var = "word", max = 20 }, effect = function(run, universe) universe:set("last", run.vars.word) end },
    { "Aside", id = "aside", detour = "nook" },
    { "Home", id = "leave", when = function(run) return run.vars.steps >= 1 end, to = "home" } } },
  nook = { text = "A nook.", choices = { { "Back", id = "back", back = true } } },
  home = { text = "Home.", ending = "home" },
  away = { text = "Away.", ending = "away" },
]] }

local function new_tale() return tale.new { tale = tale.story(rich) } end

-- What a whole store comes to; `code` is what the command ends with.
local function replay(game, code, ...)
  local done = game:run("replay", "--json", ...)
  assert(done.code == code, ("exit %d: %s%s"):format(done.code, done.err, done.out))
  return support.decode(done.out)
end

local function expect_all_agree(game, runs, turns)
  local found = replay(game, 0)
  assert.same({ runs, runs, {}, {}, 0 }, { found.runs, found.agree, found.differ, found.skipped, found.other_packs })
  if turns then assert.equal(turns, found.turns) end
end

-- The content with `from`, plain words, turned into `to`.
local function edit(game, from, to)
  local path = game.folder .. "/tale/init.lua"
  local text = support.read(path)
  local first, last = text:find(from, 1, true)
  support.write(path, text:sub(1, first - 1) .. to .. text:sub(last + 1))
end

local function expect_differs(game, id, turn, why)
  local found = replay(game, 1)
  assert.equal(1, #found.differ)
  local run = found.differ[1]
  assert.same({ id, turn }, { run.run_id, run.turn })
  assert.truthy(run.why:find(why, 1, true), run.why)
  return run, found
end

-- Two alone in their universes: "far" goes home, "near" never walks.
local function two_alone()
  local game = new_tale()
  game:play("far", { "lamp", "walk", "leave" }, "--universe", "one")
  game:play("near", { "lamp", "lamp" }, "--universe", "two")
  return game
end

describe("a store that is computed again by its own content", function()
  teardown(support.remove_scratch)

  it("agrees: the reference proof", function()
    local store = support.path("proof.db")
    support.must { "sim", "proof", "--store", store }
    local found = support.answer { "replay", "--store", store, "--json" }
    assert.same({ 3, 3, 310, {}, {} }, { found.runs, found.agree, found.turns, found.differ, found.skipped })
    assert.truthy(support.must({ "replay", "--store", store }):find("310 turns of 3 runs computed again: all as they were", 1, true))
  end)

  it("agrees: typed words, dice, claims, detours, and lives that cross in one world", function()
    local game = new_tale()
    game:play("alex", { "walk", "lamp", "aside", "back", "tell so be it", "crown" }, "--universe", "w")
    game:play("sam", { "lamp", "crown", "walk" }, "--universe", "w", "--at", "2")
    game:resume("alex", { "lamp", "leave" })
    expect_all_agree(game, 2, 11)
  end)

  it("agrees: a live universe", function()
    local game = new_tale()
    game:play("alex", { "walk", "lamp" }, "--universe", "w", "--live")
    game:play("sam", { "lamp", "crown" }, "--universe", "w")
    game:resume("alex", { "lamp", "crown" })
    expect_all_agree(game, 2, 6)
  end)

  it("agrees: branches of runs and of universes, and a merge", function()
    local game = new_tale()
    game:play("home", { "walk", "lamp", "aside", "back" }, "--universe", "w")
    game:must("run", "branch", "home", "--at", "3")
    game:resume("home-2", { "back", "lamp", "leave" })
    game:must("universe", "branch", "w", "--id", "b")
    game:play("away", { "lamp", "tell far" }, "--universe", "b")
    game:resume("home", { "lamp" })
    game:must("universe", "merge", "b", "--into", "w", "--rule", "tale:lamps=sum", "--rule", "tale:last=theirs")
    game:resume("home", { "crown", "leave" })
    expect_all_agree(game, 3)
  end)

  it("agrees: paused, resumed and given up", function()
    local game = new_tale()
    game:play("alex", { "walk", "lamp" }, "--universe", "w")
    game:must("run", "pause", "alex")
    game:must("run", "resume", "alex")
    game:resume("alex", { "lamp" })
    game:must("run", "abandon", "alex", "--reason", "enough")
    game:must("run", "resume", "alex")
    game:resume("alex", { "crown" })
    expect_all_agree(game, 1, 4)
  end)

  it("agrees: names that a migration changed on the way", function()
    local game = new_tale()
    game:play("alex", { "walk", "lamp", "walk" }, "--universe", "w")
    local path = game.folder .. "/tale/init.lua"
    support.write(path, (support.read(path):gsub("steps", "paces")))
    os.execute("mkdir " .. support.quote(game.folder .. "/tale/migrations"))
    support.write(game.folder .. "/tale/migrations/0001_names.lua",
      'return { vars = { ["s/steps"] = "s/paces" } }\n')
    game:resume("alex", { "walk", "lamp" })
    game:must("store", "check")
    expect_all_agree(game, 1, 5)
  end)

  it("agrees with what is left when a player was erased", function()
    local game = new_tale()
    game:play("gone", { "tell Zebulon", "lamp" }, "--player", "maria", "--universe", "w")
    game:play("stays", { "lamp", "walk" }, "--player", "otto", "--universe", "w")
    game:must("player", "erase", "maria", "--yes")
    expect_all_agree(game, 1, 2)
  end)

  it("says the same bytes in another process, whatever addresses, zone and language it lives in", function()
    local game = two_alone()
    edit(game, "steps >= 1", "steps >= 2")
    local function bytes(env, under) return support.run(game:call { "replay", "--json", env = env, under = under }).out end
    local first = bytes({ TZ = "UTC", LC_ALL = "C" })
    assert.is_true(#first > 0)
    assert.equal(first, bytes({ TZ = "Pacific/Auckland", LANG = "de_DE.UTF-8", LC_ALL = "de_DE.UTF-8" }))
    assert.equal(first, bytes({ TZ = "UTC" }, "setarch -R"))
  end)
end)

describe("a store that is computed again by changed content", function()
  teardown(support.remove_scratch)

  it("tells that a choice is no longer open", function()
    local game = two_alone()
    edit(game, "steps >= 1", "steps >= 2")
    local run = expect_differs(game, "far", 3, "leave")
    assert.same({ "tale:s/home", "tale:s/here", "one" }, { run.ended, run.ends_now, run.universe_id })
  end)

  it("tells that a choice leads elsewhere, and where the run ends now", function()
    local game = two_alone()
    edit(game, 'to = "home"', 'to = "away"')
    local run = expect_differs(game, "far", 3, "scene: stored tale:s/home, now tale:s/away")
    assert.equal("tale:s/away", run.ends_now)
    assert.truthy(game:run("replay").out:find("ended in tale:s/home, ends now in tale:s/away", 1, true))
  end)

  it("tells that an effect does something else, of every run that took it", function()
    local game = two_alone()
    edit(game, 'add("lamps", 1)', 'add("lamps", 2)')
    local found = replay(game, 1)
    assert.same({ 2, 0 }, { #found.differ, found.agree })
    for _, run in ipairs(found.differ) do
      assert.equal(1, run.turn)
      assert.truthy(run.why:find("world tale:lamps: stored 1, now 2", 1, true), run.why)
    end
  end)

  it("tells of events in other words, which is no difference", function()
    local game = two_alone()
    edit(game, 'action = "lights a lamp"', 'action = "kindles a lamp"')
    local found = replay(game, 0)
    assert.same({ 2, {} }, { found.agree, found.differ })
    assert.same({ run_id = "far", turn = 1, universe_id = "one", why = "event 1: stored lights a lamp, now kindles a lamp" }, found.words[1])
    assert.same({ 2, "near" }, { #found.words, found.words[2].run_id })
    assert.truthy(game:must("replay"):find('run "far" is as it was, but for words\n  turn 1: event 1: stored lights', 1, true))
    assert.truthy(game:must("replay"):find("computed again: all as they were, but for words\n", 1, true))
    edit(game, 'add("lamps", 1)', 'add("lamps", 2)')
    local both = replay(game, 1)
    assert.same({ 2, {} }, { #both.differ, both.words })
    assert.truthy(both.differ[1].why:find("lights a lamp", 1, true) and both.differ[1].why:find("lamps: stored 1, now 2", 1, true), both.differ[1].why)
  end)

  it("tells that a scene is gone", function()
    local game = new_tale()
    game:play("in", { "walk", "aside", "back" }, "--universe", "one")
    game:play("out", { "walk" }, "--universe", "two")
    edit(game, 'nook = { text = "A nook.", choices = { { "Back", id = "back", back = true } } },', "")
    edit(game, '{ "Aside", id = "aside", detour = "nook" },', "")
    expect_differs(game, "in", 2, "aside")
  end)

  it("lets the others of a world meet what they met", function()
    local game = new_tale()
    game:play("alex", { "walk", "leave" }, "--universe", "w")
    game:play("sam", { "lamp", "crown" }, "--universe", "w")
    edit(game, "steps >= 1", "steps >= 2")
    local _, found = expect_differs(game, "alex", 2, "leave")
    assert.same({ 2, 1 }, { found.runs, found.agree })
  end)

  it("leaves out only the runs of a pack that is missing", function()
    local game = tale.new { tale = tale.story(rich), other = tale.story { scenes = tale.room() } }
    game:play("here", { "walk" }, "--universe", "one")
    game.story_id = "other:s"
    game:play("there", { "wait" }, "--universe", "two")
    os.execute("rm -r " .. support.quote(game.folder .. "/other"))
    local done = game:run("replay", "--json")
    local found = support.decode(done.out)
    assert.same({ 0, 1, 1, {} }, { done.code, found.agree, #found.skipped, found.differ })
    assert.equal("there", found.skipped[1].run_id)
    assert.truthy(found.skipped[1].why:find("other", 1, true), found.skipped[1].why)
  end)

  it("tells of one run alone when it is named", function()
    local game = two_alone()
    edit(game, 'add("lamps", 1)', 'add("lamps", 2)')
    local found = replay(game, 1, "far", "--whole")
    assert.same({ 1, "far" }, { found.runs, found.differ[1].run_id })
  end)

  it("is not tried on a file that is no store, nor changed", function()
    local game = two_alone()
    local before = support.read(game.store)
    game:run("replay")
    assert.equal(before, support.read(game.store))
    game.store = support.write(support.path("foreign.db"), "a letter, not a store\n")
    local done = support.run { "replay", "--store", game.store }
    assert.equal(65, done.code)
    assert.equal("a letter, not a store\n", support.read(game.store))
  end)
end)
