-- branch_spec.lua - going back: a run, or a universe, goes on from a past moment in a world of its own
local support = require "support"
local tale = require "tale"

local scenes = [[
  here = { text = "{~Red|Blue|Green} sky. {steps} steps, {world.lamps} lamps, {seen.lamp: lit|dark}.", place = "field", choices = {
    { "Walk", id = "walk", add = { steps = 1 }, reply = "{~You hum.|You sing.|You whistle.}" },
    { "Light a lamp", id = "lamp", add = { steps = 1 }, event = { action = "lights a lamp", major = true },
      effect = function(run, universe) universe:add("lamps", 1) run:milestone("lamp") table.insert(run.vars.bag, run.rng:int(1, 1000)) end },
    { "Take the crown", id = "crown", effect = function(run, universe) run.vars.got = universe:claim("crown") end },
    { "Understand", id = "understand", effect = function(run) run:integrate("growth") run:insight("why") end },
    { "Look aside", id = "aside", detour = "nook" },
    { "Go home", id = "leave", to = "home" } } },
  nook = { text = "A nook.", choices = { { "Look closer", id = "closer" }, { "Come back", id = "back", back = true } } },
  home = { text = "Home.", ending = "home" },
]]
local vars = "steps = 0, bag = {}, got = false"
local before = 'define.world { lamps = 0, crown = 0 }\ndefine.metaconcept "growth" { title = "Growth" }'
local way = { "walk", "lamp", "aside", "closer", "back", "walk", "lamp", "understand", "walk", "lamp", "walk", "walk" } -- 12 turns

local function new() return tale.new { tale = tale.story { before = before, vars = vars, scenes = scenes } } end

-- A run of those turns.
local function walked()
  local game = new()
  return game, game:play("alex", way, "--as", "Alex", "--universe", "w")
end

local function branch(game, id, at, ...)
  return support.answer(game:call { "run", "branch", id, "--at", tostring(at), "--json", ... })
end

local function refused(code, words, done)
  assert.equal(code, done.code, done.out .. done.err)
  for _, word in ipairs(words) do assert.truthy(done.err:find(word, 1, true), word .. " is not in: " .. done.err) end
end

describe("a branch of a run", function()
  teardown(support.remove_scratch)

  it("stands as the run stood after that turn, paused, in a universe of its own", function()
    local game, lines = walked()
    local made = branch(game, "alex", 7)
    assert.same({ run_id = "alex-2", universe_id = "w~2", parent_run_id = "alex", turn = 7, position = 7 }, made)
    local run = game:show("alex-2")
    assert.same({ 7, 7, "paused", 0, 2, "alex", 7, 7, "Alex", "w~2" },
      { run.turns, run.position, run.state, run.sessions, run.milestones, run.parent_run_id, run.fork_turn, run.seed, run.character_name, run.universe_id })
    assert.equal(4, run.vars.steps)
    assert.equal(2, #run.vars.bag)
    assert.equal("tale:s/here", run.scene)
    assert.equal(lines[8].text:match("[^\n]+$"), run.text)
    assert.same({ "walk", "lamp", "crown", "understand", "aside", "leave" }, tale.open(run))
    assert.same({}, run.metaconcepts)
    assert.same({ "tale:growth" }, game:show(branch(game, "alex", 8).run_id).metaconcepts)
  end)

  it("plays on to the same bytes when the same choices are taken", function()
    local game, lines = walked()
    branch(game, "alex", 5)
    local again = game:resume("alex-2", { table.unpack(way, 6) })
    for turn = 6, 12 do assert.same(lines[turn + 1].text, again[turn - 4].text, "turn " .. turn) end
    local one, other = game:show("alex"), game:show("alex-2")
    assert.same(one.vars, other.vars)
    assert.same({ one.metaconcepts, one.insights, one.milestones }, { other.metaconcepts, other.insights, other.milestones })
    assert.same(game:deeds("w"), game:deeds("w~2"))
  end)

  it("leaves the run and its universe as they were, byte for byte", function()
    local game = walked()
    local function look() return game:must("run", "show", "alex", "--json") .. game:must("universe", "timeline", "w", "--json") .. game:must("universe", "show", "w", "--json") end
    local was = look()
    branch(game, "alex", 5)
    game:resume("alex-2", { "lamp", "crown", "leave" })
    assert.equal(was, look())
  end)

  it("is not entered by what is stored later in the parent, wherever it stands", function()
    local game = walked()
    game:play("sam", { "lamp" }, "--as", "Sam", "--universe", "w", "--at", "2") -- at 3, behind the turn gone back to
    branch(game, "alex", 5)
    game:play("kim", { "lamp", "crown" }, "--as", "Kim", "--universe", "w", "--at", "3")
    assert.truthy(game:show("alex-2").text:find("1 lamps", 1, true), game:show("alex-2").text)
    assert.same({ "2 Alex lights a lamp" }, game:deeds("w~2"))
    local lines = game:resume("alex-2", { "walk", "crown" })
    assert.truthy(lines[2].text:find("1 lamps", 1, true), lines[2].text)
    assert.is_nil(lines[2].news)
    assert.is_true(game:show("alex-2").vars.got) -- taken there by somebody later, not here
    assert.equal(1, game:world("w~2").world["tale:lamps"])
    assert.equal(5, game:world("w").world["tale:lamps"])
    game:resume("alex-2", { "lamp" })
    assert.equal(2, game:world("w~2").world["tale:lamps"])
    assert.equal(5, game:world("w").world["tale:lamps"])
  end)

  it("comes back from the detour that the run stood in", function()
    local game = walked()
    branch(game, "alex", 4)
    assert.same({ "tale:s/here" }, game:show("alex-2").detours)
    local lines = game:resume("alex-2", { "back" })
    assert.equal("tale:s/here", lines[2].scene)
  end)

  it("can be gone back in again: at its fork, behind it, and before it", function()
    local game = walked()
    branch(game, "alex", 5)
    game:resume("alex-2", { "lamp", "lamp" })
    local after, at, earlier = branch(game, "alex-2", 6), branch(game, "alex-2", 5), branch(game, "alex-2", 2)
    assert.same({ "alex-3", "alex-2", 6 }, { after.run_id, after.parent_run_id, after.turn })
    assert.same({ "alex-4", 5 }, { at.run_id, at.turn })
    assert.same({ "alex-5", "alex", 2 }, { earlier.run_id, earlier.parent_run_id, earlier.turn })
    assert.same({ "2 Alex lights a lamp", "6 Alex lights a lamp" }, game:deeds("w~3"))
    assert.same({ "2 Alex lights a lamp" }, game:deeds("w~5"))
    assert.same({ 2, 1, 1 }, { game:world("w~3").world["tale:lamps"], game:world("w~4").world["tale:lamps"], game:world("w~5").world["tale:lamps"] })
    assert.same({ 3, 2, 2 }, { game:show("alex-3").vars.steps, game:show("alex-4").vars.steps, game:show("alex-5").vars.steps })
    game:resume("alex-3", { "walk", "lamp" })
    assert.equal(3, game:world("w~3").world["tale:lamps"])
    assert.equal(3, game:world("w~2").world["tale:lamps"])
    game:must("store", "check")
  end)

  it("leads back from an ending, but not into it", function()
    local game = new()
    game:play("alex", { "walk", "leave" }, "--universe", "w")
    assert.equal("completed", game:show("alex").state)
    refused(1, { "turn 2", "ending", "turn 1" }, game:run("run", "branch", "alex", "--at", "2"))
    branch(game, "alex", 1)
    assert.equal("paused", game:show("alex-2").state)
    local out = support.must(game:call { "play", "tale:s", "--run", "kim", input = "walk\nleave\n" })
    assert.truthy(out:find("go back: [^\n]+ run branch kim [^\n]+ %-%-at 1\n"), out)
    game:must("run", "archive", "alex")
    branch(game, "alex", 0)
    local lines = game:resume("alex-3", { "lamp" })
    assert.equal(1, lines[2].turn)
  end)

  it("earns one life once", function()
    local game = new()
    game:play("alex", { "lamp", "lamp", "walk", "leave" }, "--universe", "w")
    local once = game:player()
    assert.same({ 1, 4, 2 }, { once.completed_runs, once.turns, once.milestones })
    for _, choices in ipairs { { "lamp", "leave" }, { "leave" } } do game:resume(branch(game, "alex", 2).run_id, choices) end
    local again = game:player()
    assert.same({ 1, 4 + 2 + 1, 2 + 1 }, { again.completed_runs, again.turns, again.milestones })
    assert.same({ "alex", "alex-2", "alex-3" }, again.completed_run_ids)
    assert.same({ "w" }, again.universes)
  end)

  it("farms nothing of the reference proof", function()
    local store = support.path("proof.db")
    support.must { "sim", "proof", "--store", store }
    local function player() return support.answer { "player", "show", "player_001", "--json", "--store", store } end
    local was = player()
    support.must { "run", "branch", "run_alex_001", "--at", "100", "--store", store }
    support.must { "run", "complete", "run_alex_001-2", "--store", store }
    local is = player()
    assert.same({ 2, 270, 13 }, { was.completed_runs, was.turns, was.milestones })
    assert.same({ 2, 270, 13 }, { is.completed_runs, is.turns, is.milestones })
    assert.same({ was.unlocks, was.universes, was.metaconcepts }, { is.unlocks, is.universes, is.metaconcepts })
  end)

  it("needs the detours that a turn stood in, which older versions did not keep", function()
    local game = walked()
    local plain = tale.new { tale = tale.story { vars = "n = 0", scenes = tale.room() } }
    plain:play("kim", { "wait", "wait" }, "--universe", "w")
    for _, store in ipairs { game.store, plain.store } do support.shell("sqlite3 " .. support.quote(store) .. " \"UPDATE act SET stack = '?' WHERE turn = 1\"") end
    refused(1, { "turn 1", "older turnstone", "detours" }, game:run("run", "branch", "alex", "--at", "1"))
    branch(game, "alex", 2)
    branch(plain, "kim", 1) -- nothing in that story can be come back to
  end)

  it("is a live world of its own, when the world was live", function()
    local done = new():sim([[
      local store = sim.open()
      local function start(id) return store:start { id = id, story = "tale:s", universe = "u", live = true } end
      local ada, bo = start "ada", start "bo"
      ada:take("lamp") bo:take("lamp") ada:take("walk") bo:take("lamp")
      local branch = ada:branch(1)
      sim.expect(branch.position == 1 and store:universe(branch.universe):get("tale:lamps") == 1, "before Bo")
      sim.expect(branch:take("lamp").position == 2 and #branch.news == 0, "in a present of its own")
      sim.expect(store:universe("u"):get("tale:lamps") == 3 and ada:take("walk").position == 5, "and the shared one goes on")
    ]], "--store", support.path("live.db"))
    assert.equal(0, done.code, done.err)
  end)

  it("is refused whole when what is to be shown there errs", function()
    local game = new()
    game:play("alex", { "walk", "walk" }, "--universe", "w")
    game:write(game.folder, { tale = tale.story { before = before, vars = vars,
      scenes = (scenes:gsub('text = "{~Red', 'enter = function() end, text = function(run) if run.vars.steps == 1 then error("no sky") end return "Sky" end, where = "{~Red', 1)
        :gsub('where = "[^"]*", ', "")) } })
    refused(1, { "no sky" }, game:run("run", "branch", "alex", "--at", "1"))
    assert.equal(65, game:run("run", "show", "alex-2").code)
    assert.equal(65, game:run("universe", "show", "w~2").code)
    assert.equal("alex-2", branch(game, "alex", 0).run_id)
  end)

  it("says what is wrong with a call, and does nothing", function()
    local game = walked()
    refused(64, { "--at", "0 to 12" }, game:run("run", "branch", "alex"))
    refused(1, { "0 to 12" }, game:run("run", "branch", "alex", "--at", "13"))
    refused(65, { "nobody" }, game:run("run", "branch", "nobody", "--at", "1"))
    refused(65, { "slash" }, game:run("run", "branch", "alex", "--at", "1", "--id", "a/b"))
    refused(1, { "alex", "taken" }, game:run("run", "branch", "alex", "--at", "1", "--id", "alex"))
    branch(game, "alex", 1, "--id", "other")
    game:must("run", "delete", "other", "--yes")
    refused(1, { "other", "deleted" }, game:run("run", "branch", "alex", "--at", "1", "--id", "other"))
    refused(65, { "other" }, game:run("run", "branch", "other", "--at", "1"))
    assert.equal(1, #support.answer(game:call { "runs", "--json" }))
  end)

  it("is refused while the run is being played", function()
    local game = walked()
    local fifo = support.path("fifo")
    os.execute("mkfifo " .. support.quote(fifo))
    local words = {}
    for _, word in ipairs(game:call { "play", "--run", "alex", "--jsonl" }) do words[#words + 1] = support.quote(word) end
    local pipe = io.popen(("%s %s <%s"):format(support.quote(support.binary), table.concat(words, " "), support.quote(fifo)))
    local hold = assert(io.open(fifo, "w"))
    assert(pipe:read("l")) -- it plays
    refused(75, { "alex", "played" }, game:run("run", "branch", "alex", "--at", "1"))
    hold:close()
    pipe:close()
    branch(game, "alex", 1)
  end)

  it("is the same in memory as in a file", function()
    local script = [[
      local store = sim.open()
      local function start(id, at) return store:start { id = id, story = "tale:s", universe = "u", seed = 7, at = at } end
      local function lamps(run) return store:universe(run.universe):get("tale:lamps") end
      local alex = start "alex"
      local texts = {}
      for turn, id in ipairs { "lamp", "walk", "understand", "aside", "back", "lamp", "walk" } do texts[turn] = alex:take(id).text end
      start("sam", 1):take("lamp")
      local branch = alex:branch(3)
      sim.expect(branch.id == "alex-2" and branch.turns == 3 and branch.milestones == 1 and #branch.metaconcepts == 1, "as it stood")
      sim.expect(lamps(branch) == 1 and lamps(alex) == 3, "what came later did not enter")
      for turn, id in ipairs { "aside", "back", "lamp", "walk" } do
        local text = branch:take(id).text
        sim.expect(text == texts[turn + 3], "the same bytes: " .. text)
      end
      sim.expect(branch.vars.bag[2] == alex.vars.bag[2], "the same rolls")
      local again = branch:branch(6, "again")
      sim.expect(again.turns == 6 and lamps(again) == 2, "a branch of a branch")
      again:take("lamp")
      sim.expect(lamps(again) == 3 and lamps(branch) == 2, "each its own world")
      alex:complete() branch:complete() again:complete()
      local player = store:player "player"
      sim.expect(player.completed == 1 and player.turns == 7 + 4 + 1, "one life: " .. player.completed .. ", " .. player.turns)
      sim.expect(not pcall(alex.branch, alex, 8), "no such turn")
    ]]
    for _, where in ipairs { { }, { "--store", support.path("both.db") } } do
      local done = new():sim(script, table.unpack(where))
      assert.equal(0, done.code, done.err)
    end
  end)

  it("gets the first id that is free, and ids of deleted runs are not", function()
    local game = walked()
    branch(game, "alex", 1, "--id", "alex-3")
    assert.equal("alex-2", branch(game, "alex", 1).run_id)
    assert.equal("alex-4", branch(game, "alex-3", 1).run_id)
    game:must("run", "delete", "alex-4", "--yes")
    assert.equal("alex-5", branch(game, "alex", 1).run_id)
    local long = ("ä"):rep(64)
    game:play(long, { "walk" }, "--universe", ("w"):rep(128))
    local made = branch(game, long, 0)
    assert.equal(("ä"):rep(63) .. "-2", made.run_id)
    assert.is_true(#made.universe_id <= 128)
  end)
end)

describe("a branch of a universe", function()
  teardown(support.remove_scratch)

  local function make(game, id, ...) return support.answer(game:call { "universe", "branch", id, "--json", ... }) end

  it("has the history up to its position, and goes its own way from there", function()
    local game = walked()
    assert.same({ universe_id = "w-2", parent_universe_id = "w", position = 7 }, make(game, "w", "--at", "7"))
    assert.same({ "2 Alex lights a lamp", "7 Alex lights a lamp" }, game:deeds("w-2"))
    local lines = game:play("sam", { "lamp" }, "--as", "Sam", "--universe", "w-2")
    assert.same({ 7, 8 }, { lines[1].position, lines[2].position })
    assert.truthy(lines[1].text:find("2 lamps", 1, true), lines[1].text)
    game:resume("alex", { "lamp" })
    assert.same({ 3, 4 }, { game:world("w-2").world["tale:lamps"], game:world("w").world["tale:lamps"] })
    local universe = game:world("w-2")
    assert.same({ "w", 7 }, { universe.parent, universe.fork_position })
    assert.is_number(universe.fork_seq)
    assert.equal(support.null, game:world("w").parent)
    assert.equal("w-3", make(game, "w").universe_id)
    assert.equal(13, game:world("w-3").position)
  end)

  it("takes what stands before its own fork from its ancestor", function()
    local game = walked()
    make(game, "w", "--at", "7", "--id", "x")
    game:play("sam", { "lamp" }, "--universe", "w", "--at", "1") -- too late for x
    make(game, "x", "--at", "3", "--id", "y")
    assert.same({ "2 Alex lights a lamp" }, game:deeds("y"))
    assert.same({ "w", 3 }, { game:world("y").parent, game:world("y").fork_position })
  end)

  it("begins no life before its fork", function()
    local game = walked()
    make(game, "w", "--at", "7", "--id", "x")
    local done = game:run("play", "tale:s", "--run", "early", "--universe", "x", "--at", "6", "--auto", "1")
    refused(1, { 'universe "x" begins at position 7, where it branched off "w"' }, done)
    game:play("late", { "walk" }, "--universe", "x", "--at", "7")
  end)

  it("says what is wrong with a call", function()
    local game = walked()
    refused(1, { "13", "12" }, game:run("universe", "branch", "w", "--at", "13"))
    refused(65, { "nowhere" }, game:run("universe", "branch", "nowhere"))
    refused(1, { "taken" }, game:run("universe", "branch", "w", "--id", "w"))
    assert.equal(1, #support.answer(game:call { "universe", "list", "--json" }))
  end)
end)

describe("going back while playing", function()
  teardown(support.remove_scratch)

  local function type_lines(game, id, lines)
    return support.must(game:call { "play", "--run", id, input = table.concat(lines, "\n") .. "\n" })
  end

  it("lists the turns, through the forks", function()
    local game = walked()
    local out = type_lines(game, "alex", { "/history", "/history 2" })
    assert.truthy(out:find("0 the beginning", 1, true), out)
    assert.truthy(out:find("2 Light a lamp", 1, true), out)
    assert.equal(2, select(2, out:gsub("\n12 Walk", "")))
    assert.equal(1, select(2, out:gsub("\n10 Light", "")))
    branch(game, "alex", 2)
    out = type_lines(game, "alex-2", { "walk", "/history all" })
    assert.truthy(out:find("1 Walk[^\n]*\n2 Light a lamp[^\n]*\n3 Walk"), out)
    assert.truthy(type_lines(game, "alex", { "/history soon" }):find("soon", 1, true))
  end)

  it("asks, says that the shared world is left, and goes on in a branch", function()
    local game = walked()
    local out = type_lines(game, "alex", { "/back 5", "y", "lamp", "/status" })
    assert.truthy(out:find("in a world of your own", 1, true), out)
    assert.truthy(out:gsub("%s+", " "):find("Your run stays as it is. Go back?", 1, true), out)
    assert.truthy(out:find("alex-2", 1, true), out)
    assert.same({ 6, "paused", 5 }, { game:show("alex-2").turns, game:show("alex-2").state, game:show("alex-2").fork_turn })
    assert.same({ 12, "paused" }, { game:show("alex").turns, game:show("alex").state })
    assert.same({ "paused", "paused" }, { game:show("alex").session_list[2]["end"], game:show("alex-2").session_list[1]["end"] })
  end)

  it("goes before the last choice when no turn is named, and counts back from there", function()
    local game = walked()
    type_lines(game, "alex", { "/back yes" })
    assert.equal(11, game:show("alex-2").turns)
    type_lines(game, "alex", { "/back -3 yes" })
    assert.equal(9, game:show("alex-3").turns)
  end)

  it("does nothing when the answer is no, or there is no such turn", function()
    local game = walked()
    local out = type_lines(game, "alex", { "/back 5", "no", "/back 12", "/back 99", "/back home", "/back 3", "", "walk" })
    assert.truthy(out:find("you stay where you are", 1, true) or out:find("You stay where you are", 1, true), out)
    assert.truthy(out:find("there is no turn 99", 1, true), out)
    assert.equal(1, #support.answer(game:call { "runs", "--json" }))
    assert.equal(13, game:show("alex").turns)
    assert.truthy(type_lines(game, "alex", { "/help" }):find("/back", 1, true))
  end)
end)
