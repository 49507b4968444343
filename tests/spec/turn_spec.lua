-- turn_spec.lua - a turn: the order of what it does, and that it is taken whole or not at all
local support = require "support"
local tale = require "tale"

describe("a turn", function()
  teardown(support.remove_scratch)

  local function heard(game, run)
    return table.concat(game:show(run or "r").vars.log, " ")
  end

  local note = 'local function note(word) return function(run) table.insert(run.vars.log, word) end end\n'
  local function ears(name, text) -- a pack that may write the story's variables
    return { ["pack.lua"] = ('return { name = %q, version = "1.0.0", permissions = { "vars.write" } }'):format(name), ["init.lua"] = note .. text }
  end

  it("goes from set and add over effect, reply, move and enter to the handlers, in load order, and the text sees them all", function()
    local game = tale.new {
      tale = tale.story { before = note, vars = "log = {}, n = 1, m = 1", scenes = [[
        here = { text = "Here.", choices = {
          { "Go", id = "go", to = "there", set = { n = 10 }, add = { m = 5 },
            effect = function(run) note("effect" .. run.vars.n .. "+" .. run.vars.m)(run) end,
            reply = function(run) return "Reply: " .. table.concat(run.vars.log, " ") end } } },
        there = { enter = note "enter", text = function(run) return "There: " .. table.concat(run.vars.log, " ") end,
          choices = { { function(run) return "Back after " .. #run.vars.log end, id = "back", to = "here", when = "#log > 5" } } },]] },
      a_ear = ears("a_ear", [[
        on("turn.ended", note "a.ended") on("scene.entered", { scene = "tale:s/there" }, note "a.entered") on("choice.taken", note "a.taken")]]),
      z_ear = ears("z_ear", [[
        on("choice.taken", note "z.taken") on("scene.entered", { scene = "tale:s/there" }, note "z.entered") on("turn.ended", note "z.ended")]]),
    }
    local line = game:play("r", { "go" })[2]
    local all = "effect10+6 enter a.taken z.taken a.entered z.entered a.ended z.ended"
    assert.is_nil(line.error)
    assert.equal("Reply: effect10+6\nThere: " .. all, line.text)
    assert.equal(all, heard(game))
    assert.same({ { id = "back", label = "Back after 8", locked = false } }, { { id = line.choices[1].id, label = line.choices[1].label,
      locked = line.choices[1].locked or false } })
  end)

  it("is seen from p when its choice is offered, and from p+1 by all that it does", function()
    local game = tale.new { tale = tale.story { before = "define.world { here_at = 0 }", vars = "log = {}", scenes = [[
      here = { text = "{run.position}", choices = { { "Go {run.position}", id = "go", to = "there", when = function(run) return run.position % 2 == 0 end,
        effect = function(run, universe) table.insert(run.vars.log, universe.position) universe:set("here_at", universe.position) end,
        reply = "{run.position} {world.here_at}" } } },
      there = { enter = function(run, universe) table.insert(run.vars.log, universe:get("here_at")) end, text = "{run.position}",
        choices = { { "Go {run.position}", id = "go", to = "here" } } },]] } }
    local lines = game:play("r", { "go" }, "--at", "40")
    assert.same({ "40", "41 41\n41" }, tale.texts(lines))
    assert.same({ "Go 40", "Go 41" }, { lines[1].choices[1].label, lines[2].choices[1].label })
    assert.same({ 41, 41 }, game:show("r").vars.log)
  end)

  it("does what an `as` choice does first, then what the other does, and moves as the other", function()
    local game = tale.new { tale = tale.story { before = note, vars = "log = {}", scenes = [[
      here = { text = "Here.", choices = {
        { "One", id = "one", as = "two", effect = note "one", reply = "One.", to = "here" },
        { "Two", id = "two", once = true, effect = note "two", reply = "Two.", to = "there" } } },
      there = { text = "There {seen.one} {seen.two}.", choices = { { "Back", id = "back", to = "here" } } },]] } }
    local lines = game:play("r", { "one", "back" })
    assert.equal("One.\nTwo.\nThere true true.", lines[2].text)
    assert.equal("one two", heard(game))
    assert.same({ "one" }, tale.open(lines[3])) -- two is once, and was done
  end)

  it("goes where run:go says, in the place of the choice's own way", function()
    local game = tale.new { tale = tale.story { vars = "", scenes = [[
      here = { text = "Here.", choices = {
        { "Go", id = "go", to = "there", effect = function(run) run:go("cellar") end },
        { "Climb", id = "climb", to = "attic" }, { "Wait", id = "wait" } } },
      there = { text = "There.", choices = { { "Stay", id = "stay" } } },
      cellar = { text = "Cellar.", choices = { { "Up", id = "up", to = "here" } } },
      attic = { text = "Attic.", enter = function(run) run:go("tale:s/cellar") end, choices = { { "Down", id = "down" } } },]] },
      mod = 'on("turn.ended", { choice = "tale:s/here/wait" }, function(run) run:go("there") end)' }
    local lines = game:play("r", { "go", "up", "climb", "up", "wait" })
    assert.same({ "Here.", "Cellar.", "Here.", "Cellar.", "Here.", "There." }, tale.texts(lines))
    assert.equal("tale:s/there", lines[6].scene)
  end)

  -- Everything a turn can change, before what makes it fail.
  local deeds = [[
    run.vars.n = 99 table.insert(run.vars.log, "lost") universe:add("lamps", 5) universe:set("flag", true) universe:claim("crown")
    universe:record("is never seen") run:milestone("Never") run:insight("never") run.own.kept = 9]]
  local failing = {
    effect = [[here = { text = "Here {n}.", choices = { { "Fail", id = "fail", to = "there", effect = function(run, universe) ]] .. deeds
      .. [[ error("broken on purpose") end }, { "Wait", id = "wait", add = { n = 1 } } } }, there = { text = "There.", choices = { { "Stay", id = "stay" } } },]],
    enter = [[here = { text = "Here {n}.", choices = { { "Fail", id = "fail", to = "there", effect = function(run, universe) ]] .. deeds
      .. [[ end }, { "Wait", id = "wait", add = { n = 1 } } } }, there = { enter = function() error("broken on purpose") end, text = "There.", choices = { { "Stay", id = "stay" } } },]],
    text = [[here = { text = "Here {n}.", choices = { { "Fail", id = "fail", to = "there", effect = function(run, universe) ]] .. deeds
      .. [[ end }, { "Wait", id = "wait", add = { n = 1 } } } }, there = { text = function() error("broken on purpose") end, choices = { { "Stay", id = "stay" } } },]],
    reply = [[here = { text = "Here {n}.", choices = { { "Fail", id = "fail", reply = function() error("broken on purpose") end, effect = function(run, universe) ]]
      .. deeds .. [[ end }, { "Wait", id = "wait", add = { n = 1 } } } },]],
    label = [[here = { text = "Here {n}.", choices = { { "Fail", id = "fail", to = "there", effect = function(run, universe) ]] .. deeds
      .. [[ end }, { "Wait", id = "wait", add = { n = 1 } } } }, there = { text = "There.", choices = { { function() error("broken on purpose") end, id = "stay" } } },]],
    loop = [[here = { text = "Here {n}.", choices = { { "Fail", id = "fail", effect = function(run, universe) ]] .. deeds
      .. [[ while true do end end }, { "Wait", id = "wait", add = { n = 1 } } } },]],
  }
  for part, scenes in pairs(failing) do
    it("is refused, and leaves nothing, when its " .. part .. " fails", function()
      local game = tale.new { tale = tale.story { before = "define.world { lamps = 0, flag = false, crown = 0 }\ndefine.own { kept = 0 }", vars = "n = 0, log = {}",
        scenes = scenes }, mod = 'define.world { heard = 0 }\non("milestone.reached", function(run, universe) universe:add("heard", 1) end)' }
      local lines = game:play("r", { "wait", "fail", "wait", "fail" })
      assert.truthy(lines[3].error:find("tale/init.lua:%d"), lines[3].error)
      if part ~= "loop" then assert.truthy(lines[3].error:find("broken on purpose", 1, true), lines[3].error) end
      assert.same({ "wait", 2, 2, "Here 2." }, { lines[4].choice, lines[4].turn, lines[4].position, lines[4].text })
      assert.truthy(lines[5].error)
      local shown = game:show("r")
      assert.same({ { n = 2, log = {} }, 2, 2, 0, {}, "tale:s/here" }, { shown.vars, shown.turns, shown.position, shown.milestones, shown.insights,
        shown.scene })
      local world = game:world()
      assert.same({}, game:deeds())
      for key, value in pairs(world.world or {}) do assert.truthy(value == 0 or value == false, key) end
    end)
  end

  it("leaves what a refused turn claimed to be claimed", function()
    local game = tale.new { tale = tale.story { before = "define.world { crown = 0 }", vars = "got = \"\"", scenes = tale.room [[
      { "Fail", id = "fail", effect = function(run, universe) universe:claim("crown") error("no") end },
      { "Take", id = "take", effect = function(run, universe) run.vars.got = tostring(universe:claim("crown")) .. tostring(universe:claim("crown")) end },]] } }
    game:play("r", { "fail", "take" })
    assert.equal("truefalse", game:show("r").vars.got)
  end)

  it("takes a condition that errs as false, and says so", function()
    local game = tale.new { tale = tale.story { vars = "bag = {}", scenes = [[
      here = { text = { "Here.", { "Never.", when = function(run) return run.vars.bag.a.b end } }, choices = {
        { "Broken", id = "broken", when = function(run) return run.vars.bag.a.b end },
        { "Shut", id = "shut", when = function(run) return run.vars.bag.a.b end, locked = "Shut." }, { "Wait", id = "wait" } } },]] } }
    local lines = game:play("r", { "wait", "broken", "shut", "wait" })
    assert.equal("Here.", lines[2].text)
    assert.same({ "wait" }, tale.open(lines[2]))
    assert.same({ true, "Shut." }, { lines[2].choices[1].locked, lines[2].choices[1].reason })
    assert.truthy(tale.notices(lines[2]):find("tale/init.lua:%d"), tale.notices(lines[2]))
    assert.truthy(lines[3].error and lines[4].error)
    assert.equal(2, lines[5].turn)
    assert.is_true(#game:show("r").faults > 0)
  end)

  it("lets conditions, texts and weights read only", function()
    for _, field in ipairs { "text = function(run) run.vars.n = 5 return 'x' end", "text = function(run, universe) universe:add('lamps', 1) return 'x' end",
      "text = function(run, universe) return tostring(universe:claim('lamps')) end", "text = function(run) run:milestone('x') return 'x' end",
      "text = function(run) run:go('here') return 'x' end", "text = function(run) run.own.kept = 1 return 'x' end",
      "text = function(run) table.insert(run.vars.list, 1) return 'x' .. #run.vars.list end" } do
      local game = tale.new { tale = tale.story { before = "define.world { lamps = 0 }\ndefine.own { kept = 0 }", vars = "n = 0, list = {}", scenes = [[
        here = { text = "Here.", choices = { { "Go", id = "go", to = "there" } } },
        there = { ]] .. field .. [[, choices = { { "Back", id = "back", to = "here" } } },]] } }
      local lines = game:play("r", { "go" })
      assert.truthy(lines[2].error or field:find("insert"), field)
      local shown = game:show("r")
      assert.same({ n = 0, list = {} }, shown.vars)
    end
  end)

  it("passes through at most 100 scenes, by `otherwise` before `next`", function()
    local chain = {}
    for index = 1, 120 do chain[index] = ('s%d = { text = "%d.", next = "s%d" },'):format(index, index, index + 1) end
    local game = tale.new { tale = tale.story { scenes = [[
      here = { text = "Here.", choices = { { "Fork", id = "fork", to = "fork" }, { "Near", id = "near", to = "s22" }, { "Far", id = "far", to = "s21" },
        { "Round", id = "round", to = "ring" }, { "Dead", id = "dead", to = "dead" } } },
      fork = { text = "Fork.", otherwise = "here", next = "s120", choices = { { "No", id = "no", when = "false" } } },
      dead = { text = "A wall.", choices = { { "No", id = "no", when = "false" } } }, ring = { text = "Round.", next = "ring" },
      s121 = { text = "End of the road.", choices = { { "Back", id = "back", to = "here" } } },]] .. table.concat(chain, "\n") } }
    local lines = game:play("r", { "fork", "far", "round", "dead", "near" })
    assert.equal("Fork.\nHere.", lines[2].text)
    assert.truthy(lines[3].error:find("100 scenes", 1, true), lines[3].error)
    assert.truthy(lines[4].error:find("100 scenes", 1, true), lines[4].error)
    assert.truthy(lines[5].error:find("tale:s/dead", 1, true) and lines[5].error:find("otherwise", 1, true), lines[5].error)
    assert.same({ 2, "tale:s/s121" }, { lines[6].turn, lines[6].scene })
  end)

  it("asks for words, within their length, and keeps them in the turn", function()
    local game = tale.new { tale = tale.story { vars = 'name = ""', scenes = [[
      here = { text = "Who?", choices = { { "Say", id = "say", ask = { var = "name", max = 5 }, reply = "So, {name}." }, { "Wait", id = "wait" } } },]] } }
    local lines = game:play("r", { "say", "say Zoë😀x", "say Zoëxyz", "say {n}" })
    assert.truthy(lines[2].error)
    assert.equal("So, Zoë😀x.\nWho?", lines[3].text)
    assert.truthy(lines[4].error)
    assert.equal("So, {n}.\nWho?", lines[5].text)
    assert.equal("{n}", game:show("r").vars.name)
  end)

  it("shows a locked choice with its reason and a hidden one not at all, and takes neither", function()
    local game = tale.new { tale = tale.story { vars = "key = false", scenes = tale.room [[
      { "Door", id = "door", when = "key", locked = "Shut, {key: odd|as ever}." }, { "Gate", id = "gate", when = "key" },
      { "Key", id = "key", once = true, set = { key = true } },]] } }
    local lines = game:play("r", { "door", "gate", "key", "door", "gate", "key" })
    assert.same({ "door", true, "Shut, as ever." }, { lines[1].choices[1].id, lines[1].choices[1].locked, lines[1].choices[1].reason })
    assert.same({ "key", "wait" }, tale.open(lines[1]))
    assert.truthy(lines[2].error and lines[3].error)
    assert.same({ "door", "gate", "wait" }, tale.open(lines[4]))
    assert.same({ "door", "gate" }, { lines[5].choice, lines[6].choice })
    assert.truthy(lines[7].error)
  end)

  it("keeps `each` and shared choices apart by their values, with `once` for each of them", function()
    local game = tale.new { tale = tale.story { vars = 'bag = { "rope", "lamp", "rope" }, log = {}', scenes = [[
      here = { text = "Here.", include = { "bag" }, choices = { { "Go", id = "go", to = "there" } } },
      there = { text = "There {visits.use}.", include = { "bag" }, choices = { { "Back", id = "back", to = "here" } } },]],
      after = [[define.choices "bag" { { "Use {item}", id = "use", once = true, each = function(run) return run.vars.bag end,
        effect = function(run) table.insert(run.vars.log, run.item or "?") end, reply = "You use the {item}." } }]] } }
    local lines = game:play("r", { "use/rope", "go", "use/rope", "use/lamp" })
    assert.same({ "go", "use/rope", "use/lamp" }, tale.open(lines[1]))
    assert.same({ "back", "use/lamp" }, tale.open(lines[3]))
    assert.truthy(lines[4].error)
    assert.equal("You use the lamp.\nThere 2.", lines[5].text)
    assert.same({ "back" }, tale.open(lines[5]))
  end)

  it("that opens a run is refused like any other, and then there is no run", function()
    for _, opening in ipairs { 'text = function() error("broken on purpose") end,', 'text = "Here.", enter = function(run, universe) universe:add("lamps", 1) error("broken on purpose") end,' } do
      local game = tale.new { tale = tale.story { before = "define.world { lamps = 0 }",
        scenes = "here = { " .. opening .. ' choices = { { "Wait", id = "wait" } } },' } }
      local done = game:run("play", "tale:s", "--run", "r", "--jsonl")
      assert.equal(1, done.code)
      assert.truthy(done.err:find("tale/init.lua:%d") and done.err:find("broken on purpose", 1, true), done.err)
      assert.equal(65, game:run("run", "show", "r", "--json").code)
    end
  end)

  it("offers by a roll what it will take: the roll is the same whenever it is asked in that turn", function()
    local game = tale.new { tale = tale.story { vars = "rolls = {}", scenes = [[
      here = { text = "{rng:int(1, 6)}", choices = { { "Maybe {rng:int(1, 6)}", id = "maybe", when = "rng:chance(0.5)" },
        { "Or", id = "or", when = function(run) return run.rng:int(1, 6) > 3 end }, { "Wait", id = "wait" } } },]] } }
    local taken, line = { maybe = 0, ["or"] = 0, wait = 0 }, game:play("r", {})[1]
    for _ = 1, 12 do -- each in a process of its own
      local open = tale.open(line)
      local lines = game:resume("r", { open[1] })
      assert.same({ line.text, line.choices }, { lines[1].text, lines[1].choices })
      line = lines[2]
      assert.equal(open[1], line.choice)
      taken[open[1]] = taken[open[1]] + 1
    end
    assert.is_true(taken.maybe > 0 and taken.maybe < 12)
  end)
end)
