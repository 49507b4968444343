-- determinism_spec.lua - same content, seed and choices give the same bytes, in every process
local support = require "support"

local turns = support.is_dev and 60 or 300

describe("the same content, seed and choices", function()
  teardown(support.remove_scratch)

  local function play(store, story, run, seed, env, universe)
    return support.must { "play", story, "--run", run, "--player", "p", "--as", "Ann", "--universe", universe or "u", "--seed", seed,
      "--auto", turns, "--jsonl", "--store", support.path(store), env = env }
  end

  for _, story in ipairs { "enchanted_realm:journey", "harbour:lantern" } do
    it("give the same lines of " .. story .. " in two processes, whatever zone, language and time they live in", function()
      local name = story:gsub("%W", "_")
      local first = play(name .. "1.db", story, "r", "5", { TZ = "UTC", LC_ALL = "C" })
      local second = play(name .. "2.db", story, "r", "5", { TZ = "Pacific/Kiritimati", LC_ALL = "tr_TR.UTF-8", LANG = "tr_TR.UTF-8" })
      assert.is_true(first == second, "the lines differ")
      assert.is_true(first ~= play(name .. "3.db", story, "r", "6"), "another seed gives the same")
    end)
  end

  it("give the same lines after other runs in the same store", function()
    local alone = play("alone.db", "enchanted_realm:journey", "r", "9")
    play("shared.db", "harbour:lantern", "before", "1", nil, "elsewhere")
    play("shared.db", "enchanted_realm:journey", "other", "2", nil, "elsewhere")
    assert.is_true(alone == play("shared.db", "enchanted_realm:journey", "r", "9"), "the lines differ")
  end)

  it("give the same lines in two sittings as in one", function()
    local whole = play("whole.db", "enchanted_realm:journey", "r", "4")
    local parts = {}
    for part = 1, 3 do
      local call = { "play", "--run", "r", "--auto", turns // 3, "--jsonl", "--store", support.path("parts.db") }
      if part == 1 then
        for index, word in ipairs { "enchanted_realm:journey", "--player", "p", "--as", "Ann", "--universe", "u", "--seed", "4" } do
          table.insert(call, index + 1, word)
        end
      end
      parts[part] = support.must(call)
    end
    assert.is_true(whole == table.concat(parts), "the lines differ")
  end)

  it("give the same numbers with one job and with four", function()
    local function sim(jobs)
      return support.must { "sim", "standard", "--runs", "40", "--turns", "100", "--seed", "3", "--json", "--jobs", jobs,
        "--content", "tests/bench/content" }
    end
    local one = sim(1)
    assert.equal(one, sim(4))
    assert.equal(one, sim(3))
    local numbers = support.decode(one)
    assert.same({ 40, 4000, 4000 }, { numbers.runs, numbers.turns, numbers.events })
  end)

  it("print the same proof twice", function()
    assert.equal(support.must { "sim", "proof", "--json" }, support.must { "sim", "proof", "--json", env = { TZ = "Asia/Tokyo" } })
  end)

  it("roll for the story apart from what plays it", function()
    local packs = support.pack("dice", { ["init.lua"] = [[
define.story "table" { title = "Table", start = "here", vars = { rolls = {} }, scenes = {
  here = { text = "A table.", choices = {
    { "Roll", id = "roll", effect = function(run) table.insert(run.vars.rolls, run.rng:int(1, 1000000)) end },
    { "Roll as well", id = "roll_too", effect = function(run) table.insert(run.vars.rolls, run.rng:int(1, 1000000)) end },
  } },
} }
]] })
    local function rolls(run, choices)
      local store = support.path(run .. ".db")
      support.play({ "dice:table", "--run", "r", "--seed", "11", "--content", packs, "--store", store }, choices)
      return support.answer({ "run", "show", "r", "--content", packs, "--store", store, "--json" }).vars.rolls
    end
    local by_hand = rolls("a", { "roll", "roll", "roll" })
    assert.same(by_hand, rolls("b", { "roll", "roll", "roll" }))
    assert.is_true(by_hand[1] ~= by_hand[2] and by_hand[2] ~= by_hand[3])
  end)
end)
