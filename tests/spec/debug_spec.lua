-- debug_spec.lua - play --debug: what an author sees of a run, and tries on a branch that nobody keeps
local support = require "support"

local moor = {
  ["init.lua"] = [[
define.world { lamps = 0 }
define.story "walk" {
  start = "gate", vars = { tired = false, miles = 0 },
  scenes = {
    gate = {
      text = "A gate.",
      choices = {
        { "Go on", id = "on", once = true, add = { miles = 3 }, to = "gate" },
        { "Light a lamp", id = "lamp", when = "miles >= 3 and world.lamps == 0", effect = function(_, universe) universe:add("lamps", 1) end },
        { "Rest", id = "rest", when = function(run) return run.vars.tired end, locked = "Not tired." },
        { "Break", id = "crack", when = function() return nothing.at_all end },
        { "Stop", id = "stop", to = "fen" },
      } },
    fen = { text = "The fen.", ending = "home" },
  },
}
]],
}

describe("play --debug", function()
  local store, content, number = nil, nil, 0

  setup(function() content = support.pack("moor", moor) end)
  teardown(support.remove_scratch)
  before_each(function()
    number = number + 1
    store = support.path("debug" .. number .. ".db")
  end)

  local function play(lines, more)
    local call = { "play", "moor:walk", "--debug", "--plain", "--run", "r", "--store", store, "--content", content, "--no-default-content",
      input = table.concat(lines, "\n") .. "\n" }
    for _, word in ipairs(more or {}) do call[#call + 1] = word end
    return support.run(call)
  end
  local function run() return support.answer { "run", "show", "r", "--json", "--store", store, "--content", content, "--no-default-content" } end
  local function says(page, words) assert.truthy(page:find(words, 1, true), words .. "\n--- in\n" .. page) end
  local function says_not(page, words) assert.falsy(page:find(words, 1, true), words .. "\n--- in\n" .. page) end

  it("shows variables, and what they were before the turn", function()
    local page = play({ "on", "/pause" }).out
    says(page, "vars    miles = 0; tired = false")
    says(page, "vars    miles = 3 (was 0); tired = false")
  end)

  it("says why a choice is closed: line, condition and the values it looked at", function()
    local page = play({ "on", "/pause" }).out
    says(page, "closed  lamp: `when` is false (moor/init.lua:9)")
    says(page, "        miles = 0")
    says(page, "closed  rest: `when` is false (moor/init.lua:10)")
    says(page, "        tired = false")
    says(page, "closed  crack: `when` errs, which counts as false (moor/init.lua:11)")
    says(page, "closed  on: can be taken once, and was")
  end)

  it("shows the world keys that were looked at, as they were found", function()
    says(play({ "on", "/pause" }).out, "world   moor:lamps = 0")
  end)

  it("counts steps and memory of the turn", function()
    local steps = play({ "on", "lamp", "/pause" }).out:match("turn 2: (%d+) steps of scripts; the packs hold [%d.]+ kB %([+-][%d.]+%)")
    assert.truthy(tonumber(steps) > 0)
  end)

  it("looks without making a branch", function()
    local page = play({ "/eval miles + 2", "/eval world.lamps", "/pause" }).out
    says(page, "\n2\n")
    says_not(page, "throw-away")
  end)

  it("changes things on a branch of which nothing is kept", function()
    local page = play({ "/set miles 7", "/eval universe:set(\"lamps\", 4)", "/eval world.lamps", "/goto fen", "/pause" }).out
    says(page, "This is a throw-away branch now")
    says(page, "vars    miles = 7")
    says(page, "\n4\n")
    says(page, "That was the end of the throw-away branch")
    local stored = run()
    assert.equal(0, stored.vars.miles)
    assert.equal("paused", stored.state)
    assert.equal(0, stored.turns)
    local player = support.answer { "player", "show", "player", "--json", "--store", store }
    assert.equal(0, player.completed_runs)
  end)

  it("makes none for what fails", function()
    local page = play({ "/eval 1 +", "/set nosuch 1", "/goto nowhere", "/pause" }).out
    says_not(page, "This is a throw-away branch now")
  end)

  it("says of each turn whether it is kept", function()
    local page = play({ "on", "/set tired true", "rest", "/leave", "lamp", "/pause" }).out
    local said = {}
    for word, turn in page:gmatch("\n(%l[%l ]*), turn (%d+), ") do said[#said + 1] = word .. " " .. turn end
    assert.same({ "saved 1", "not kept 1", "not kept 2", "saved 2" }, said)
  end)

  it("goes back to the run, which goes on as if nothing had been tried", function()
    local page = play({ "/set tired true", "rest", "/leave", "on", "/pause" }).out
    says(page, "Back on your own run.")
    assert.equal(3, run().vars.miles)
    assert.equal(1, run().turns)
  end)

  it("leaves no copy behind", function()
    local folder = support.path("tmp")
    os.execute("mkdir -p " .. support.quote(folder))
    local call = { "play", "moor:walk", "--debug", "--plain", "--store", store, "--content", content, "--no-default-content",
      input = "/set miles 1\n/pause\n", env = { TMPDIR = folder } }
    says(support.run(call).out, "throw-away")
    assert.equal("", support.shell("ls -A " .. support.quote(folder)))
  end)

  it("says what was wrong with what was typed, and makes no branch for it", function()
    local page = play({ "/set speed 3", "/goto fenn", "/eval miles +", "/set miles", "/pause" }).out
    says(page, "did you mean \"fen\"?")
    says(page, "/set takes a variable or world key and a value")
    says_not(page, "; a throw-away branch")
    assert.equal(0, run().turns)
  end)

  it("is for persons", function()
    assert.equal(64, play({}, { "--jsonl" }).code)
    assert.equal(64, play({}, { "--auto", "3" }).code)
  end)
end)
