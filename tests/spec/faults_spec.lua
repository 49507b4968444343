-- faults_spec.lua - scripts that err: undone, told, set aside for the session; with --strict the act is refused
local support = require "support"
local tale = require "tale"

describe("a pack that errs", function()
  teardown(support.remove_scratch)

  -- One story, and a pack beside it whose handler errs each turn and writes before it does.
  local function game_with(bad)
    return tale.new {
      tale = tale.story { scenes = tale.room('{ "End", id = "stop", to = "fin" },') .. [[fin = { text = "Fin.", ending = "over" },]] },
      bad = bad or [[define.world { tries = 0 }
on("turn.ended", function(run, universe)
  universe:add("tries", 1)
  error("no such tide")
end)
define.unlock "ever" { title = "Ever", when = function(progression) return progression.completed >= 1 end }
]] }
  end

  local function faults(game, id)
    local list = {}
    for index, fault in ipairs(game:show(id).faults) do list[index] = ("%d %s"):format(fault.turn, fault.message) end
    return list
  end

  local aside = "set aside for this session after 3 faults"

  it("is undone and named with its place, and the turn is kept", function()
    local game = game_with()
    local lines = game:play("r", { "wait" })
    assert.equal(1, lines[2].turn)
    assert.truthy(tale.notices(lines[2]):find('fault in pack "bad": bad/init.lua:4: no such tide; your turn was kept', 1, true), tale.notices(lines[2]))
    local fault = game:show("r").faults[1]
    assert.same({ 1, "bad" }, { fault.turn, fault.pack })
    assert.truthy((fault.where .. fault.message):find("bad/init.lua:", 1, true))
    assert.is_nil(game:world().world["bad:tries"])
  end)

  it("is set aside for the session after three faults, said once, and its rules are not asked", function()
    local game = game_with()
    local lines = game:play("r", { "wait", "wait", "wait", "wait", "wait", "stop" })
    for turn = 1, 3 do assert.truthy(tale.notices(lines[turn + 1]):find("no such tide", 1, true), "turn " .. turn) end
    assert.is_nil(tale.notices(lines[3]):find(aside, 1, true))
    assert.truthy(tale.notices(lines[4]):find('pack "bad": bad/init.lua:2: ' .. aside, 1, true), tale.notices(lines[4]))
    for turn = 4, 5 do assert.equal("", tale.notices(lines[turn + 1])) end
    local kept = faults(game, "r")
    assert.equal(4, #kept)
    assert.truthy(kept[4]:find("3 " .. aside, 1, true), kept[4])
    assert.equal("completed", lines[7].state)
    assert.falsy(game:player().unlocks["bad:ever"])
    assert.equal(0, game:run("store", "check").code)
  end)

  it("is set aside in what it added to another's rule too, and that rule is asked without it", function()
    local rule = [[define.unlock "first" { when = function(progression) return progression.completed >= %d end }]]
    local bad = [[amend.unlock "tale:first" { %s = function(progression) return progression.completed >= 1 end }
on("turn.ended", function() error("no such tide") end)]]
    for part, needs in pairs { also = 9, only = 1 } do
      for _, turns in ipairs { 0, 3 } do
        local game = tale.new { bad = { ["init.lua"] = bad:format(part), ["pack.lua"] = 'return { name = "bad", version = "1.0.0", requires = { "tale" } }' },
          tale = tale.story { scenes = tale.room('{ "End", id = "stop", to = "fin" },') .. [[fin = { text = "Fin.", ending = "over" },]],
            after = rule:format(needs) } }
        local choices = {}
        for turn = 1, turns do choices[turn] = "wait" end
        choices[turns + 1] = "stop"
        game:play("r", choices)
        assert.equal(turns == 0, game:player().unlocks["tale:first"] or false, part .. " after " .. turns .. " turns")
      end
    end
  end)

  it("is called again in the next session", function()
    local game = game_with()
    game:play("r", { "wait", "wait", "wait", "wait" })
    local lines = game:resume("r", { "wait", "wait", "wait", "wait" })
    assert.truthy(tale.notices(lines[2]):find("no such tide", 1, true))
    assert.truthy(tale.notices(lines[4]):find(aside, 1, true))
    assert.equal("", tale.notices(lines[5]))
    assert.equal(8, #game:show("r").faults)
  end)

  it("is set aside in a turn that is replayed as it was when it was taken", function()
    local game = game_with()
    game:play("r", { "wait" })
    game:resume("r", { "wait", "wait", "wait", "wait", "wait" })
    for turn = 1, 6 do
      local done = game:run("replay", "r", "--turn", tostring(turn))
      assert.equal(0, done.code, "turn " .. turn .. ": " .. done.out .. done.err)
    end
  end)

  it("is counted by what was stored alone: a refused turn does not count", function()
    local game = tale.new {
      tale = tale.story { scenes = tale.room('{ "Break", id = "break", effect = function(run) error("broken") end },') },
      bad = 'on("choice.taken", function() error("no") end)\n' }
    local lines = game:play("r", { "wait", "break", "break", "wait", "wait" })
    local told = 0
    for _, line in ipairs(lines) do if tale.notices(line):find(aside, 1, true) then told = line.turn end end
    assert.equal(3, told)
  end)

  it("is counted in its conditions too, which go on being asked", function()
    local game = tale.new { tale = tale.story { scenes = [[here = { text = "Here.", choices = { { "Wait", id = "wait" },
      { "Never", id = "never", when = function(run) return run.vars.none.at_all end } } },]],
      after = 'on("turn.ended", function(run) run:milestone("another") end)' } }
    local lines = game:play("r", { "wait", "wait", "wait", "wait" })
    assert.truthy(tale.notices(lines[2]):find("your turn was kept", 1, true), tale.notices(lines[2]))
    local shown = game:show("r")
    assert.is_true(shown.milestones < 4, "the handlers were called to the end")
    assert.is_true(shown.milestones > 0)
  end)

  it("is set aside alike whoever plays: the same bytes twice", function()
    local texts = {}
    for turn = 1, 2 do
      local game = game_with()
      texts[turn] = game:must("play", "tale:s", "--run", "r", "--seed", "3", "--auto", "6", "--jsonl")
    end
    assert.equal(texts[1], texts[2])
  end)

  it("refuses the act with --strict, and nothing is stored", function()
    local game = game_with()
    local done = game:run("play", "tale:s", "--run", "r", "--seed", "7", "--auto", "2", "--strict", "--jsonl")
    assert.equal(1, done.code)
    assert.truthy(done.err:find("--strict", 1, true) and done.err:find("bad/init.lua:", 1, true), done.err)
    assert.same({ 0, {} }, { game:show("r").turns, game:show("r").faults })
    local lines = support.lines(support.run(game:call { "play", "--run", "r", "--strict", "--jsonl", input = "wait\n" }).out)
    assert.truthy(lines[2].error:find("no such tide", 1, true), lines[2].error)
    assert.equal(0, game:show("r").turns)
    local sim = game:sim('local a = sim.open():start { id = "a", player = "a", universe = "u", story = "tale:s" }\na:take("wait")', "--strict")
    assert.equal(1, sim.code)
    assert.truthy(sim.err:find("no such tide", 1, true), sim.err)
    assert.equal(0, game_with('on("turn.ended", function() end)\n'):run("play", "tale:s", "--auto", "2", "--strict").code)
  end)
end)
