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

  it("says of a run without turns that there is none to compute", function()
    local game = new_tale()
    game:play("fresh", {})
    local done = game:run("replay", "fresh")
    assert.is_true(done.code ~= 0)
    assert.truthy(done.err:find('run "fresh" has no turn to be computed again: nobody has chosen anything in it yet', 1, true), done.err)
    assert.equal(0, game:run("replay", "fresh", "--whole").code)
  end)

  it("agrees with what is left when a player was erased", function()
    local game = new_tale()
    game:play("gone", { "tell Zebulon", "lamp" }, "--player", "maria", "--universe", "w")
    game:play("stays", { "lamp", "walk" }, "--player", "otto", "--universe", "w")
    game:must("player", "erase", "maria", "--yes")
    expect_all_agree(game, 1, 2)
  end)

  for version = 1, 2 do
    it("agrees: acts that version " .. version .. " stored, in a detour and in a detour of a detour", function()
      local store = support.write(support.path("old.db"), support.read(("tests/store/fixtures/v%d.db"):format(version)))
      support.must { "store", "migrate", "--store", store }
      local done = support.run { "replay", "--store", store, "--content", "tests/store/fixtures/packs", "--json" }
      local found = support.decode(done.out)
      local told = {}
      for _, list in ipairs { found.differ, found.skipped } do
        for _, run in ipairs(list) do told[run.run_id] = run.why end
      end
      assert.truthy(found.agree > 0)
      assert.same({}, { told.fair, told.tent, told.torn, told.long })
    end)
  end

  it("says the same bytes in another process, whatever addresses, zone and language it lives in", function()
    local game = two_alone()
    edit(game, "steps >= 1", "steps >= 2")
    local function bytes(env, under) return support.run(game:call { "replay", "--json", env = env, under = under }).out end
    local first = bytes({ TZ = "UTC", LC_ALL = "C" })
    assert.is_true(#first > 0)
    assert.equal(first, bytes({ TZ = "Pacific/Auckland", LANG = "de_DE.UTF-8", LC_ALL = "de_DE.UTF-8" }))
    assert.equal(first, bytes({ TZ = "UTC" }, "setarch -R"))
  end)

  it("agrees with what was stored in another zone and language and at other addresses, for any number of jobs", function()
    local game = new_tale()
    local call = game:call { "play", "tale:s", "--run", "there", "--seed", "7", "--auto", "60", "--jsonl", under = "setarch -R",
      env = { TZ = "Asia/Kathmandu", LC_ALL = "tr_TR.UTF-8" } }
    support.must(call)
    for _, jobs in ipairs { "1", "2", "3" } do
      assert.equal(1, support.answer(game:call { "replay", "--json", "--jobs", jobs, env = { TZ = "America/Caracas" } }).agree)
    end
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

  it("proves nothing, and says so, when no run can be replayed", function()
    local game = two_alone()
    os.execute("rm -r " .. support.quote(game.folder .. "/tale"))
    local found = replay(game, 1)
    assert.same({ 2, 0, 2, {} }, { found.runs, found.agree, #found.skipped, found.differ })
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

describe("a store that is shared out to worker processes", function()
  teardown(support.remove_scratch)

  -- One of its own for everything that can be told: agreement, other words, a difference, a pack that is gone, branches.
  local function all_sorts()
    local game = tale.new { tale = tale.story(rich), other = tale.story { scenes = tale.room() } }
    game.story_id = "other:s"
    for index = 1, 3 do game:play("skipped" .. index, { "wait", "wait" }, "--universe", "gone" .. index) end
    game.story_id = "tale:s"
    for index = 1, 4 do
      game:play("same" .. index, { "walk", "tell so", "crown" }, "--universe", "a" .. index)
      game:play("words" .. index, { "walk", "lamp", "walk" }, "--universe", "b" .. index)
      game:play("differs" .. index, { "walk", "leave" }, "--universe", "c" .. index)
      game:must("run", "branch", "words" .. index, "--at", "2")
      game:resume("words" .. index .. "-2", { "lamp", "walk" })
    end
    os.execute("rm -r " .. support.quote(game.folder .. "/other"))
    edit(game, 'action = "lights a lamp"', 'action = "kindles a lamp"')
    edit(game, "steps >= 1", "steps >= 2")
    return game
  end

  it("says the same bytes for any number of them", function()
    local game = all_sorts()
    local one = game:run("replay", "--json", "--jobs", "1")
    local found = support.decode(one.out)
    assert.same({ 1, 19, 12, 4, 3, 8, 15 + 4 }, { one.code, found.runs, found.agree, #found.differ, #found.skipped, #found.words, found.universes })
    for _, jobs in ipairs { "2", "3", "16" } do
      local done = game:run("replay", "--json", "--jobs", jobs)
      assert.same({ 1, one.out }, { done.code, done.out })
    end
    assert.equal(game:run("replay", "--jobs", "1").out, game:run("replay").out)
    assert.equal(game:run("replay", "--jobs", "1", "--quiet").out, game:run("replay", "--jobs", "3", "--quiet").out)
  end)

  it("may be played in meanwhile", function()
    local game = all_sorts()
    local writes = game:call { "play", "tale:s", "--run", "busy", "--universe", "a1", "--seed", "7", "--auto", "300", "--quiet" }
    local reads = game:call { "replay", "--json", "--jobs", "3" }
    for index, word in ipairs(reads) do reads[index] = support.quote(word) end
    local read = support.quote(support.binary) .. " " .. table.concat(reads, " ")
    local code = support.meanwhile(writes, read .. (" >>%s 2>&1;"):format(support.quote(support.path("told"))))
    assert.equal(0, code)
    assert.equal(0, select(2, support.read(support.path("told")):gsub("busy", "")))
    local last = replay(game, 1, "--jobs", "3")
    assert.same({ 4, 3 }, { #last.differ, #last.skipped })
  end)

  it("is not for one run alone", function()
    local game = two_alone()
    for _, words in ipairs { { "far", "--whole", "--jobs", "2" }, { "far", "--jobs", "2" }, { "--jobs", "0" }, { "--jobs", "999" } } do
      assert.equal(64, game:run("replay", table.unpack(words)).code)
    end
  end)
end)

describe("a worker of a store that is computed again", function()
  local call

  setup(function()
    local store = support.path("long.db")
    local fill = support.write(support.path("fill.lua"), [[
      local store = sim.open()
      for index = 1, 16 do
        store:start { story = "bench:standard", id = "r" .. index, universe = "u" .. index, seed = index }:session {
          turns = 1500, chooser = sim.choosers.random }
      end]])
    support.must { "sim", fill, "--store", store, "--content", "tests/bench/content" }
    call = { "replay", "--store", store, "--content", "tests/bench/content", "--json", "--jobs", "2" }
  end)
  teardown(support.remove_scratch)

  local function is_alone()
    return not support.exists(support.path("long.db-wal")) and not support.exists(support.path("long.db-shm"))
  end

  it("that is killed has its part done again, and the result is the same", function()
    local plain = support.must { table.unpack(call) }
    local code, out, talk = support.meanwhile(call, "[ -n \"$workers\" ] && kill -9 $workers 2>/dev/null && break;")
    assert.equal(0, code, talk)
    assert.equal(plain, out)
    assert.is_true(is_alone(), "a log was left beside the store")
    assert.same({ 16, 24000, 0 }, { support.decode(out).agree, support.decode(out).turns, support.decode(out).universes_left })
  end)

  it("is not sent for ever into what kills it: the universes are named, and how to look at their runs alone", function()
    local code, _, talk = support.meanwhile(call, "[ -s " .. support.path("talk") .. " ] && break; [ -n \"$workers\" ] && kill -9 $workers 2>/dev/null;")
    assert.equal(1, code, talk)
    assert.truthy(talk:find("three worker processes died over the universe"), talk)
    assert.truthy(talk:find("turnstone replay RUN --whole", 1, true), talk)
    assert.is_true(is_alone(), "a log was left beside the store")
  end)

  it("brings home what it has when a signal asks to end", function()
    for signal, wanted in pairs { INT = 130, TERM = 143 } do
      local code, out, talk = support.meanwhile(call, "[ -n \"$workers\" ] && kill -" .. signal .. " $master && break;")
      assert.equal(wanted, code, talk)
      local found = support.decode(out)
      assert.is_true(found.is_interrupted)
      assert.equal(16, found.universes + found.universes_left)
      assert.equal(found.runs, found.agree)
    end
    assert.is_true(is_alone(), "a log was left beside the store")
  end)
end)
