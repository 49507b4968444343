-- play_spec.lua - play as a program sees it: JSON lines in, JSON lines out
local support = require "support"
local tale = require "tale"

local function choice(line, id)
  for _, offered in ipairs(line.choices) do
    if offered.id == id then return offered end
  end
end

describe("play --jsonl", function()
  teardown(support.remove_scratch)

  it("shows the open scene first, then one line a turn", function()
    local store = support.path("open.db")
    local lines = support.play({ "harbour:lantern", "--run", "r", "--as", "Mira", "--store", store }, { "light", "back" })
    assert.equal(3, #lines)
    assert.is_nil(lines[1].choice)
    assert.same({ "r", 0, 0, "harbour:lantern/quay" }, { lines[1].run, lines[1].turn, lines[1].position, lines[1].scene })
    assert.same({ "light", 1, 1, "harbour:lantern/keeper" }, { lines[2].choice, lines[2].turn, lines[2].position, lines[2].scene })
    assert.same({ "back", 2, "harbour:lantern/quay" }, { lines[3].choice, lines[3].turn, lines[3].scene })
    assert.truthy(lines[2].text:find("^The wick takes on the third match%.\n"), lines[2].text)
    for _, line in ipairs(lines) do
      assert.equal("string", type(line.text))
      for _, offered in ipairs(line.choices) do assert.same({ "string", "string" }, { type(offered.id), type(offered.label) }) end
    end
  end)

  it("shows a locked choice with its reason and does not take it", function()
    local store = support.path("locked.db")
    local lines = support.play({ "harbour:lantern", "--run", "r", "--store", store }, { "sit", "say", "dance", "back" })
    assert.equal("harbour:lantern/keeper", lines[2].scene)
    assert.truthy(choice(lines[2], "say").locked)
    assert.equal("Not in the dark.", choice(lines[2], "say").reason)
    assert.truthy(lines[3].error:find("\"say\" is locked", 1, true), lines[3].error)
    assert.truthy(lines[4].error:find("dance", 1, true), lines[4].error)
    assert.same({ "back", 2 }, { lines[5].choice, lines[5].turn })
    assert.equal(2, support.answer({ "run", "show", "r", "--store", store, "--json" }).turns)
  end)

  it("goes on where it was left, with the text and choices that were stored", function()
    local store = support.path("resume.db")
    local before = support.play({ "harbour:lantern", "--run", "r", "--store", store }, { "sit", "beside" })
    local after = support.play({ "--run", "r", "--store", store }, { "small_thing" })
    assert.same({ before[3].text, before[3].scene, before[3].turn }, { after[1].text, after[1].scene, after[1].turn })
    assert.same(before[3].choices, after[1].choices)
    assert.equal(3, after[2].turn)
    assert.equal(2, support.answer({ "run", "show", "r", "--store", store, "--json" }).sessions)
  end)

  it("names the ending and completes the run", function()
    local store = support.path("ending.db")
    local lines = support.play({ "harbour:lantern", "--run", "r", "--player", "p", "--store", store }, { "light", "say", "light" })
    assert.equal(3, #lines)
    assert.same({ "completed", {} }, { lines[3].state, lines[3].choices })
    assert.truthy(lines[3].ending:find("spoken", 1, true))
    assert.equal("completed", support.answer({ "run", "show", "r", "--store", store, "--json" }).state)
    assert.equal(1, support.answer({ "player", "show", "p", "--store", store, "--json" }).completed_runs)
    local again = support.run { "play", "--run", "r", "--jsonl", "--store", store, input = "light\n" }
    assert.not_equal(0, again.code)
  end)

  it("makes up names for what it was not told, and takes the story as given", function()
    local store = support.path("names.db")
    local first = support.play({ "harbour:lantern", "--store", store }, {})
    local second = support.play({ "harbour:lantern", "--store", store }, {})
    assert.not_equal(first[1].run, second[1].run)
  end)

  it("takes --auto turns by itself and prints nothing else", function()
    local store = support.path("auto.db")
    local done = support.run { "play", "enchanted_realm:journey", "--run", "r", "--auto", "50", "--jsonl", "--store", store }
    assert.same({ 0, "" }, { done.code, done.err })
    local lines = support.lines(done.out)
    assert.equal(50, #lines)
    for turn, line in ipairs(lines) do assert.same({ turn, turn, "string" }, { line.turn, line.position, type(line.choice) }) end
    assert.equal(50, select(2, done.out:gsub("\n", "")))
  end)

  it("stands where it is told to on the timeline", function()
    local store = support.path("at.db")
    local lines = support.play({ "harbour:lantern", "--run", "early", "--universe", "u", "--at", "70", "--store", store }, { "light" })
    assert.same({ 70, 71 }, { lines[1].position, lines[2].position })
    lines = support.play({ "harbour:lantern", "--run", "late", "--universe", "u", "--store", store }, { "sit" })
    assert.same({ 71, 72 }, { lines[1].position, lines[2].position })
    lines = support.play({ "harbour:lantern", "--run", "dawn", "--universe", "u", "--at", "0", "--store", store }, { "sit" })
    assert.same({ 0, 1 }, { lines[1].position, lines[2].position })
  end)

  it("ends an --auto that has no choice left with 1", function()
    local packs = support.pack("stuck", { ["init.lua"] = [[
define.story "wall" { title = "Wall", start = "here", scenes = {
  here = { text = "A wall.", choices = { { "End it", id = "finish", to = "over" } } },
  over = { text = "Over.", ending = "over" },
} }
]] })
    local done = support.run { "play", "stuck:wall", "--auto", "3", "--jsonl", "--content", packs, "--store", support.path("stuck.db") }
    assert.same({ 1, "" }, { done.code, done.out })
  end)

  it("refuses a turn whose own effect errs, and goes on", function()
    local packs = support.pack("broken", { ["init.lua"] = [[
define.story "bridge" { title = "Bridge", start = "here", vars = { steps = 0 }, scenes = {
  here = { text = "A bridge of {steps}.", choices = {
    { "Step", id = "step", add = { steps = 1 } },
    { "Jump", id = "jump", set = { steps = 100 }, effect = function(run) local rope = nil; return rope.length end },
  } },
} }
]] })
    local store = support.path("broken.db")
    local lines = support.play({ "broken:bridge", "--run", "r", "--content", packs, "--store", store }, { "step", "jump", "step" })
    assert.truthy(lines[3].error:find("broken/init.lua:4", 1, true), lines[3].error)
    assert.same({ "step", 2, "A bridge of 2." }, { lines[4].choice, lines[4].turn, lines[4].text })
    assert.equal(2, support.answer({ "run", "show", "r", "--content", packs, "--store", store, "--json" }).vars.steps)
  end)

  it("lets nobody else play a run that is being played", function()
    local store, fifo = support.path("busy.db"), support.path("fifo")
    support.must { "play", "harbour:lantern", "--run", "r", "--auto", "1", "--store", store, "--quiet" }
    os.execute("mkfifo " .. fifo)
    -- The first process waits for its choices from the fifo; its opening line says that it holds the run.
    local first = io.popen(("%s play --run r --jsonl --store %s <%s 2>/dev/null"):format(support.quote(support.binary), store, fifo))
    local writer = assert(io.open(fifo, "w"))
    assert.truthy(first:read("l"))
    local second = support.run { "play", "--run", "r", "--auto", "1", "--jsonl", "--store", store }
    writer:close()
    first:close()
    assert.equal(75, second.code, second.err)
    assert.truthy(second.err:find("\"r\"", 1, true), second.err)
    support.must { "play", "--run", "r", "--auto", "1", "--jsonl", "--store", store }
  end)

  it("tells a run what others did behind it, as news", function()
    local store = support.path("news.db")
    support.play({ "harbour:lantern", "--run", "a", "--as", "Ada", "--universe", "u", "--at", "50", "--store", store }, { "sit" })
    support.play({ "harbour:lantern", "--run", "b", "--as", "Bo", "--universe", "u", "--at", "0", "--store", store }, { "light" })
    local lines = support.play({ "--run", "a", "--store", store }, { "back" })
    local news = {}
    for _, line in ipairs(lines) do
      for _, told in ipairs(line.news or {}) do news[#news + 1] = told end
    end
    assert.same({ "Bo lights the harbour lantern. Boats find the harbour again." }, news)
  end)
end)

describe("play in a terminal", function()
  teardown(support.remove_scratch)

  it("shows story, numbered choices and the reason of a locked one", function()
    local store = support.path("plain.db")
    local done = support.run { "play", "harbour:lantern", "--as", "Mira", "--plain", "--store", store, input = "2\n" }
    assert.equal(0, done.code, done.err)
    local said = done.out .. done.err
    for _, words in ipairs { "The Lantern Keeper", "Mira", "1", "Light it", "Not in the dark." } do
      assert.truthy(said:find(words, 1, true), words .. " is missing in: " .. said)
    end
  end)

  it("takes the beginning of a choice as it reads, with the name in it, and shows names wherever they are kept", function()
    local game = tale.new { tale = tale.story { vars = 'met = "", bag = {}', scenes = tale.room [[
      { "Greet {character} now", id = "hail", effect = function(run, universe)
        run.vars.met = "met " .. run.character.name
        run.vars.bag = { run.character.name, 1.5 }
        universe:record("greeted " .. run.character.name)
      end },
      { "Leave", id = "leave", effect = function(run) run:complete("for " .. run.character.name) end },]] } }
    local done = support.run(game:call { "play", "tale:s", "--run", "r", "--as", "Ána", "--plain", input = "greet ána\n/recap\n" })
    assert.equal(0, done.code, done.err)
    assert.truthy(done.out:find("1 greeted Ána", 1, true), done.out)
    local run = game:show "r"
    assert.same({ "Greet Ána now", "met Ána", "Ána", 1.5, 1 }, { run.choices[1].label, run.vars.met, run.vars.bag[1], run.vars.bag[2], run.turns })
    game:resume("r", { "leave" })
    assert.equal("for Ána", game:show("r").completion_reason)
  end)

  it("recaps a run however far it stands on the timeline", function()
    local store = support.path("far.db")
    local done = support.run { "play", "harbour:lantern", "--run", "far", "--at", "9000000000000000000", "--plain", "--store", store,
      input = "light\n/recap\n/status\n", seconds = 10 }
    assert.equal(0, done.code, done.err)
    local events = support.answer({ "run", "show", "far", "--json", "--store", store }).recent_events
    assert.truthy(#events > 0)
  end)

  it("calls a new run what no run was called, nor a deleted one", function()
    local store = support.path("named.db")
    support.must { "play", "harbour:lantern", "--as", "Mira", "--auto", "1", "--store", store }
    support.must { "run", "delete", "mira_1", "--yes", "--store", store }
    support.must { "play", "harbour:lantern", "--as", "Mira", "--auto", "1", "--store", store }
    assert.equal("mira_2", support.answer({ "runs", "--json", "--store", store })[1].run_id)
  end)
end)
