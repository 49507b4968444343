-- fault_script_spec.lua - Lua itself crashes while a pack's code runs: turns stay, and the next start names the pack
local support = require "support"
local tale = require "tale"
local trial = require "trial"

-- Below, `x ^ crash` raises signal `crash - 43210` from inside the virtual machine; 43210 alone runs the C stack over.
local signals = { SIGSEGV = 11, SIGBUS = 7, SIGFPE = 8, SIGILL = 4, SIGABRT = 6 }

describe("a crash of Lua itself", function()
  teardown(support.remove_scratch)

  local data
  before_each(function() data = support.path("data" .. os.tmpname():match("[^/]*$")) end)

  -- Where the pack "bad" crashes at turn 5 of the story of another.
  local places = {
    { "a handler", 'bad/init.lua:2', [[local exponent = %d
on("turn.ended", function(run) if run.turn == 5 then local _ = run.turn ^ exponent end end)]] },
    { "a condition", 'bad/init.lua:3', [[local exponent = %d
amend.scene "tale:s/here" { choices = { add = { { "More", id = "more",
  when = function(run) return run.turn < 5 or run.turn ^ exponent > 0 end } } } }]] },
    { "an effect", 'bad/init.lua:3', [[local exponent = %d
amend.scene "tale:s/here" { choices = { add = { { "More", id = "more",
  effect = function(run) if run.turn == 5 then local _ = run.turn ^ exponent end end } } } }]], { 1, 1, 1, 1, 2, 1 } },
  }

  local function game_with(script, number)
    return tale.new { tale = tale.story { scenes = tale.room() }, bad = script:format(43210 + number) }
  end

  local function run(game, call)
    call.under = "env LD_PRELOAD=" .. support.quote(trial.library)
    call.env = { XDG_DATA_HOME = data }
    return support.run(game:call(call))
  end

  local function crash(game, choices)
    local input = {}
    for turn = 1, 8 do input[turn] = choices and choices[turn] == 2 and "more" or "wait" end
    return run(game, { "play", "tale:s", "--run", "r", "--seed", "7", "--jsonl", input = table.concat(input, "\n") .. "\n" })
  end

  local function expect_ended(done, number)
    assert.is_true(done.code == 128 + number or done.code == number, ("code %d: %s"):format(done.code, done.err))
  end

  -- What was told is there, wholly.
  local function expect_kept(game, done)
    local lines = support.lines(done.out:match(".*\n") or "")
    assert.equal(5, #lines)
    assert.equal(4, lines[5].turn)
    assert.equal(0, run(game, { "store", "check" }).code)
    assert.equal(4, support.decode(run(game, { "run", "show", "r", "--json" }).out).turns)
  end

  for _, place in ipairs(places) do
    it("in " .. place[1] .. " loses no turn; the next start names pack and place, and without the pack it goes on", function()
      local game = game_with(place[3], signals.SIGSEGV)
      local done = crash(game, place[4])
      expect_ended(done, 11)
      assert.equal("600", support.shell("stat -c %a " .. game.store .. ".crash"))
      expect_kept(game, done)
      local runs = run(game, { "runs" })
      for _, words in ipairs { "SIGSEGV", 'pack "bad"', place[2], 'turn 5 of run "r"', "every turn that was shown before is there", "pack disable bad" } do
        assert.truthy(runs.err:find(words, 1, true), words .. ": " .. runs.err)
      end
      assert.is_true(support.exists(game.store .. ".crash")) -- a reader writes nothing
      assert.equal(0, run(game, { "pack", "disable", "bad" }).code)
      local on = run(game, { "play", "--run", "r", "--jsonl", input = "wait\nwait\n" })
      assert.equal(0, on.code)
      assert.truthy(on.err:find('pack "bad"', 1, true), on.err)
      assert.equal(6, support.lines(on.out)[3].turn)
      assert.is_false(support.exists(game.store .. ".crash"))
      assert.is_nil(run(game, { "runs" }).err:find("brought down", 1, true))
    end)
  end

  for name, number in pairs(signals) do
    it("by " .. name .. " ends by that signal and is named", function()
      local game = game_with(places[1][3], number)
      expect_ended(crash(game), number)
      assert.truthy(run(game, { "runs" }).err:find(name, 1, true))
    end)
  end

  it("of the C stack is named like any other", function()
    local game = game_with(places[1][3], 0)
    local done = crash(game)
    expect_ended(done, 11)
    expect_kept(game, done)
    assert.truthy(run(game, { "runs" }).err:find("bad/init.lua:2", 1, true))
  end)

  it("is counted when it comes again", function()
    local game = game_with(places[1][3], 11)
    crash(game)
    for _, time in ipairs { "2nd", "3rd" } do
      expect_ended(run(game, { "play", "--run", "r", "--auto", "3" }), 11)
      local err = run(game, { "runs" }).err
      assert.truthy(err:find("for the " .. time .. " time", 1, true), err)
    end
  end)

  it("while a pack is loaded is named at the next start, before that crashes too", function()
    local game = tale.new { tale = tale.story { scenes = tale.room() } }
    game:play("r", { "wait" })
    game:write(game.folder, { bad = "local two = 2\nlocal _ = two ^ (43221 + #tostring(two) - 1)\n" })
    expect_ended(run(game, { "play", "--run", "r", "--auto", "1" }), 11)
    local again = run(game, { "play", "--run", "r", "--auto", "1" })
    expect_ended(again, 11)
    assert.truthy(again.err:find('pack "bad", while bad/init.lua was loaded', 1, true), again.err)
    assert.equal(0, run(game, { "pack", "disable", "bad" }).code)
    local on = run(game, { "play", "--run", "r", "--auto", "1" })
    assert.equal(0, on.code)
    assert.truthy(on.err:find("for the 2nd time", 1, true), on.err)
  end)

  it("in a simulation without a store leaves nothing, and with one is told", function()
    local game = game_with(places[1][3], 11)
    local script = support.write(game.folder .. "/crash.lua", [[
      local a = sim.open():start { id = "a", player = "a", universe = "u", story = "tale:s" }
      for _ = 1, 6 do a:take("wait") end]])
    local here = support.path("elsewhere")
    os.execute("mkdir -p " .. support.quote(here .. "/saves"))
    local call = { "sim", script, "--no-default-content", "--content", game.folder, env = { XDG_DATA_HOME = data, TURNSTONE_STORE = here .. "/saves/x.db" },
      under = "env LD_PRELOAD=" .. support.quote(trial.library) }
    expect_ended(support.run(call), 11)
    assert.equal("", support.shell("ls " .. here .. "/saves"))
    for _, word in ipairs { "--store", game.store } do call[#call + 1] = word end
    expect_ended(support.run(call), 11)
    assert.truthy(run(game, { "runs" }).err:find('turn 5 of run "a"', 1, true))
  end)

  it("leaves notes that are not its own alone, and clears damaged ones away without a word", function()
    local game = game_with("-- fine: %d\n", 0)
    game:play("r", { "wait" })
    local path = game.store .. ".crash"
    for text, stays in pairs { ["a list of things\n"] = true, [""] = true, ["turnstone crash 1\nsignal SIGSEGV\npack \27[2J\n"] = false,
      ["turnstone crash 1\n" .. ("x"):rep(5000)] = false } do
      support.write(path, text)
      local done = run(game, { "play", "--run", "r", "--auto", "1" })
      assert.equal(0, done.code)
      assert.is_nil(done.err:find("brought down", 1, true))
      assert.equal(stays, support.exists(path), text:sub(1, 40))
    end
  end)
end)
