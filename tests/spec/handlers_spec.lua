-- handlers_spec.lua - what packs hear of a turn, and that none of them can spoil it for the others
local support = require "support"
local tale = require "tale"

describe("handlers", function()
  teardown(support.remove_scratch)

  local writer = 'return { name = "%s", version = "1.0.0", permissions = { "vars.write" } }'
  local function pack(name, text)
    return { ["pack.lua"] = writer:format(name), ["init.lua"] = text }
  end

  local failing = {
    { "errs", 'local nothing; return nothing.field', "attempt to index" },
    { "errs with a table", 'error({})', "error value is a table" },
    { "errs with nil", 'error(nil)', "nil" },
    { "loops forever", 'while true do end', "steps" },
    { "loops in a pcall", 'while true do pcall(function() while true do end end) end', "steps" },
    { "eats memory", 'local hoard = "x" while true do hoard = hoard .. hoard end', "memory" },
    { "recurses for ever", 'local function down() return 1 + down() end down()', "b_bad" },
    { "writes what it may not", 'run.vars.n = 0 / 0', "finite" },
  }
  for _, case in ipairs(failing) do
    it("that " .. case[1] .. " is undone alone and named; the turn is kept and the others still run", function()
      local game = tale.new {
        tale = tale.story { before = "define.world { before = 0, lost = 0, after = 0 }", vars = "n = 0, log = {}", scenes = [[
          here = { text = "Here {n}.", choices = { { "Go", id = "go", add = { n = 1 }, to = "there" } } },
          there = { text = "There {n} {world.before} {world.lost} {world.after}.", choices = { { "Back", id = "back", to = "here" } } },
          cellar = { text = "Cellar.", ending = "lost" },]] },
        a_good = pack("a_good", 'define.world { heard = 0 }\non("choice.taken", function(run, universe) universe:add("heard", 1) run.vars.n = run.vars.n + 10 end)'),
        b_bad = pack("b_bad", 'define.world { lost = 0 }\ndefine.own { kept = 0 }\n\non("choice.taken", function(run, universe)\n'
          .. 'run.vars.n = run.vars.n + 1000 table.insert(run.vars.log, "lost") universe:add("lost", 1) universe:record("is never seen") universe:claim("lost")\n'
          .. 'run:milestone("Never") run:insight("never") run.own.kept = 5 run:go("cellar") run:complete("never") run:catch_up() universe:mark_major()\n'
          .. case[2] .. "\nend)"),
        c_good = pack("c_good", 'define.world { heard = 0 }\non("choice.taken", function(run, universe) universe:add("heard", 1) run.vars.n = run.vars.n + 100 end)\n'
          .. 'on("milestone.reached", function(run, universe) universe:add("heard", 1000) end)'),
      }
      game:play("other", {}, "--at", "500") -- somewhere to catch up to
      local lines = game:play("r", { "go", "back" }, "--at", "0")
      assert.same({ "go", 1, 1, "There 111 0 0 0." }, { lines[2].choice, lines[2].turn, lines[2].position, lines[2].text })
      local told = tale.notices(lines[2])
      assert.truthy(told:find('"b_bad"', 1, true) and told:find("b_bad/init.lua:%d") and told:find("your turn was kept", 1, true), told)
      assert.truthy(told:find(case[3], 1, true), told)
      assert.equal("back", lines[3].choice)
      local shown, world = game:show("r"), game:must("universe", "show", "tale_world", "--json")
      assert.same({ 221, {}, 0, {}, "paused", 2 }, { shown.vars.n, shown.vars.log, shown.milestones, shown.insights, shown.state, shown.position })
      assert.truthy(world:find('"a_good:heard":2', 1, true) and world:find('"c_good:heard":2', 1, true), world)
      assert.same({}, game:deeds())
      assert.equal("b_bad", shown.faults[1].pack)
    end)
  end

  it("that ask for the end of a run and then err do not leave their reason behind", function()
    local game = tale.new { tale = tale.story { scenes = tale.room '{ "Retire", id = "retire", effect = function(run) run:complete("tired") end },' },
      mod = 'on("choice.taken", function(run) run:complete("never") error("no") end)' }
    local line = game:play("r", { "retire" })[2]
    assert.equal("completed", line.state)
    assert.equal("tired", game:show("r").reason)
  end)

  it("run 64 times in a turn at most", function()
    local game = tale.new { tale = tale.story { scenes = tale.room() }, mod = [[
      define.world { heard = 0 }
      for index = 1, 40 do on("choice.taken", function(run, universe) universe:add("heard", 1) end) end
      for index = 1, 40 do on("turn.ended", function(run, universe) universe:add("heard", 1) end) end]] }
    local lines = game:play("r", { "wait", "wait" })
    assert.truthy(tale.notices(lines[2]):find("64 handlers", 1, true), tale.notices(lines[2]))
    assert.equal(2, lines[3].turn)
    assert.truthy(game:must("universe", "show", "tale_world", "--json"):find('"mod:heard":128', 1, true))
  end)

  it("that set off one another end at the limit", function()
    local game = tale.new { tale = tale.story { scenes = tale.room '{ "Reach", id = "reach", effect = function(run) run:milestone("First") end },' }, mod = [[
      on("milestone.reached", function(run) run:milestone("Another") end)]] }
    local lines = game:play("r", { "reach", "wait" })
    assert.same({ "reach", "wait" }, { lines[2].choice, lines[3].choice })
    assert.equal(65, game:show("r").milestones)
  end)

  it("hear what they asked for, once for each thing, and nothing else", function()
    local filters = {
      { "every", '"turn.ended", { every = 3 }', 2 }, { "all", '"turn.ended"', 6 },
      { "story", '"turn.ended", { story = "tale:s" }', 6 }, { "other_story", '"turn.ended", { story = "tale:other" }', 0 },
      { "scene", '"scene.entered", { scene = "tale:s/there" }', 1 }, { "own_scene", '"scene.entered"', 7 },
      { "choice", '"choice.taken", { choice = "tale:s/here/wait" }', 2 }, { "item", '"choice.taken", { choice = "tale:s/here/use" }', 1 },
      { "shared", '"choice.taken", { choice = "tale:kit" }', nil },
      { "id", '"milestone.reached", { id = "First" }', 1 }, { "any_id", '"milestone.reached"', 2 }, { "insight", '"insight.found", { id = "so" }', 1 },
      { "integrated", '"metaconcept.integrated", { id = "tale:calm" }', 1 },
      { "ending", '"ending.reached", { ending = "tale:s/home" }', 1 }, { "other_ending", '"ending.reached", { ending = "tale:s/away" }', 0 },
      { "started", '"run.started"', 1 }, { "completed", '"run.completed"', 1 }, { "abandoned", '"run.abandoned"', 0 },
      { "unlocked", '"unlock.granted", { id = "tale:done" }', 1 }, { "news", '"news.arrived"', 0 },
    }
    local names, ons = {}, {}
    for _, filter in ipairs(filters) do
      if filter[3] then
        names[#names + 1] = filter[1] .. " = 0"
        ons[#ons + 1] = ('on(%s, function(run, universe) universe:add("%s", 1) end)'):format(filter[2], filter[1])
      end
    end
    local game = tale.new { tale = tale.story { before = 'define.metaconcept "calm" { title = "Calm" }', scenes = [[
      here = { text = "Here.", choices = { { "Wait", id = "wait" }, { "Use {item}", id = "use", each = function() return { "a", "b" } end },
        { "Reach", id = "reach", effect = function(run) run:milestone("First") run:milestone("Second") run:insight("so") run:insight("so") run:integrate("calm") run:integrate("calm") end },
        { "Go", id = "go", to = "there" } } },
      there = { text = "There.", choices = { { "Home", id = "home", to = "home" } } },
      home = { text = "Home.", ending = "home" }, away = { text = "Away.", ending = "away" },]], after = [[
      define.story "other" { title = "O", start = "o", scenes = { o = { text = "O.", choices = { { "X", id = "x" } } } } }
      define.unlock "done" { title = "Done", when = function(progression) return progression.completed >= 1 end }]] },
      z = "define.world { " .. table.concat(names, ", ") .. " }\n" .. table.concat(ons, "\n") }
    game:play("r", { "wait", "wait", "use/a", "reach", "go", "home" })
    local world = game:must("universe", "show", "tale_world", "--json")
    for _, filter in ipairs(filters) do
      if filter[3] then
        local count = world:match('"z:' .. filter[1] .. '":(%d+)') or "0"
        assert.equal(filter[3], tonumber(count), filter[1] .. " in " .. world)
      end
    end
  end)

  it("hear of a run resumed and abandoned, and what they write then is kept", function()
    local game = tale.new { tale = tale.story { before = 'define.world { resumed = 0, abandoned = 0 }', scenes = tale.room(), after = [[
      on("run.resumed", function(run, universe) universe:add("resumed", 1) end)
      on("run.abandoned", function(run, universe) universe:add("abandoned", 1) end)]] } }
    game:play("r", { "wait" })
    game:resume("r", { "wait" })
    game:resume("r", {})
    game:must("run", "abandon", "r")
    local world = game:must("universe", "show", "tale_world", "--json")
    assert.truthy(world:find('"tale:resumed":2', 1, true) and world:find('"tale:abandoned":1', 1, true), world)
  end)

  it("are told what happened", function()
    local game = tale.new { tale = tale.story { vars = "log = {}", scenes = [[
      here = { text = "Here.", choices = { { "Go", id = "go", to = "home", effect = function(run) run:milestone("First") end } } },
      home = { text = "Home.", ending = "home" },]], after = [[
      for _, name in ipairs { "choice.taken", "scene.entered", "milestone.reached", "ending.reached" } do
        on(name, function(run, universe, event)
          table.insert(run.vars.log, name .. " " .. tostring(event.choice or event.id or event.ending or event.scene))
        end)
      end]] } }
    game:play("r", { "go" })
    assert.same({ "scene.entered tale:s/here", "choice.taken tale:s/here/go", "milestone.reached First", "scene.entered tale:s/home",
      "ending.reached tale:s/home" }, game:show("r").vars.log)
  end)

  it("can open a way before the scene is left, and close one that was open", function()
    local game = tale.new { tale = tale.story { before = "define.world { open = false, shut = false }", scenes = [[
      here = { text = "Here.", choices = { { "Go", id = "go", to = "there" }, { "Try", id = "try", to = "gate" } } },
      there = { text = "There.", next = "here", choices = { { "Door", id = "door", when = "world.open", to = "home" } } },
      gate = { text = "Gate.", otherwise = "here", choices = { { "Pass", id = "pass", when = "not world.shut", to = "home" } } },
      home = { text = "Home.", ending = "home" },]], after = [[
      on("scene.entered", { scene = "s/there" }, function(run, universe) universe:set("open", true) end)
      on("turn.ended", { scene = "s/gate" }, function(run, universe) universe:set("shut", true) end)]] } }
    local lines = game:play("r", { "try", "go", "door" })
    assert.same({ "Here.", "Gate.\nHere.", "There.", "Home." }, tale.texts(lines))
  end)

  it("roll apart from the story and from one another", function()
    local function rolls(mods)
      local packs = { tale = tale.story { vars = "rolls = {}", scenes = tale.room [[
        { "Roll", id = "roll", effect = function(run) table.insert(run.vars.rolls, run.rng:int(1, 1000000)) end,
          reply = function(run) return tostring(run.rng:int(1, 1000000)) end },]] } }
      for name, text in pairs(mods) do packs[name] = text end
      local game = tale.new(packs)
      local lines = game:play("r", { "roll", "roll", "roll" })
      return game:show("r"), tale.texts(lines)
    end
    local dice = 'define.own { rolls = {} }\n'
      .. 'for _, name in ipairs { "choice.taken", "turn.ended" } do for index = 1, 2 do on(name, function(run) table.insert(run.own.rolls, run.rng:int(1, 1000000)) end) end end'
    local alone, texts = rolls {}
    local one, with = rolls { a_dice = dice }
    local two = rolls { a_dice = dice, b_dice = dice }
    assert.same(alone.vars.rolls, one.vars.rolls)
    assert.same(texts, with)
    assert.same(alone.vars.rolls, two.vars.rolls)
    assert.same(one.own.a_dice.rolls, two.own.a_dice.rolls)
    local seen = {}
    for _, list in ipairs { alone.vars.rolls, two.own.a_dice.rolls, two.own.b_dice.rolls } do
      for _, roll in ipairs(list) do
        assert.is_nil(seen[roll], "the same roll twice")
        seen[roll] = true
      end
    end
  end)
end)

describe("what a handler waits for", function()
  teardown(support.remove_scratch)

  local harbour = [[
define.story "s" { title = "S", start = "here", scenes = {
  here = { text = "Here.", choices = { { "Ring", id = "ring", to = "there" }, { "Wait", id = "wait" } } },
  there = { text = "There.", choices = { { "Stop", id = "stop", to = "end_of_it" }, { "Wait", id = "wait" } } },
  end_of_it = { text = "Over.", ending = "told" } } }
define.unlock "first" { title = "First", when = function() return false end }
define.metaconcept "drift" {}]]

  local function game_of(handler)
    return tale.new({ harbour = harbour, mod = 'define.world { heard = 0 }\n' .. handler }, "harbour:s")
  end
  local function problem_of(handler)
    for _, problem in ipairs(support.decode(game_of(handler):run("check", "--json").out).problems) do
      if not problem.code:find("^unused%-") then return problem end -- that the case uses not all is not what it is about
    end
  end

  it("may be told shortly beside its story or scene", function()
    for _, filter in ipairs { 'choice = "ring"', 'choice = "here/ring"', 'choice = "s/here/ring"', 'scene = "here"',
      'scene = "here", choice = "ring"' } do
      local game = game_of(('on("choice.taken", { story = "harbour:s", %s }, function(run, universe) universe:add("heard", 1) end)'):format(filter))
      game:play("r", { "ring", "wait" })
      assert.truthy(game:must("universe", "show", "harbour_world", "--json"):find('"mod:heard":1', 1, true), filter)
    end
    for _, case in ipairs { { "choice.taken", 'scene = "harbour:s/there", choice = "wait"' },
      { "ending.reached", 'story = "harbour:s", ending = "told"' }, { "ending.reached", 'ending = "harbour:s/told"' } } do
      local game = game_of(('on("%s", { %s }, function(run, universe) universe:add("heard", 1) end)'):format(case[1], case[2]))
      game:play("r", { "wait", "ring", "wait", "stop" })
      assert.truthy(game:must("universe", "show", "harbour_world", "--json"):find('"mod:heard":1', 1, true), case[2])
    end
  end)

  it("is a scene or choice that the pack itself brought, by the name that happenings carry", function()
    local game = game_of [[
define.scene "harbour:s/den" { text = "Den.", choices = { { "Back", id = "back", to = "here" } } }
amend.scene "harbour:s/here" { choices = { add = { { "Den", id = "den", to = "den" } } } }
on("choice.taken", { choice = "s/here/den" }, function(run, universe) universe:add("heard", 1) end)
on("scene.entered", { scene = "s/den" }, function(run, universe) universe:add("heard", 10) end)
on("choice.taken", { story = "harbour:s", choice = "back" }, function(run, universe) universe:add("heard", 100) end)]]
    game:play("r", { "den", "back" })
    assert.truthy(game:must("universe", "show", "harbour_world", "--json"):find('"mod:heard":111', 1, true))
    local wrong = problem_of [[
amend.scene "harbour:s/here" { choices = { add = { { "Den", id = "den" } } } }
on("choice.taken", { choice = "harbour:s/here/den" }, function() end)]]
    assert.equal('did you mean "mod:s/here/den"?', wrong.hint)
  end)

  it("is told of with what was meant when there is no such thing, or more than one", function()
    for filter, hint in pairs {
      ['"choice.taken", { choice = "ring" }'] = 'write it as "harbour:s/here/ring"',
      ['"choice.taken", { story = "harbour:s", choice = "wait" }'] = 'write it as "harbour:s/here/wait" or as "harbour:s/there/wait"',
      ['"choice.taken", { story = "harbour:s", choice = "rings" }'] = 'did you mean "harbour:s/here/ring"?',
      ['"choice.taken", { choice = "harbour:s/here/rign" }'] = 'did you mean "harbour:s/here/ring"?',
      ['"scene.entered", { scene = "there" }'] = 'write it as "harbour:s/there"',
      ['"scene.entered", { story = "s" }'] = 'write it as "harbour:s"',
      ['"ending.reached", { ending = "told" }'] = 'write it as "harbour:s/told"',
      ['"ending.reached", { story = "harbour:s", ending = "tolt" }'] = 'did you mean "harbour:s/told"?',
      ['"metaconcept.integrated", { id = "drift" }'] = 'write it as "harbour:drift"',
      ['"metaconcept.integrated", { id = "harbour:drifd" }'] = 'did you mean "harbour:drift"?',
      ['"unlock.granted", { id = "harbour:frist" }'] = 'did you mean "harbour:first"?',
      ['"unlock.granted", { id = "first" }'] = 'write it as "harbour:first"',
    } do
      local problem = problem_of(("on(%s, function() end)"):format(filter))
      assert.same({ "error", "unknown-target", hint }, { problem.severity, problem.code, problem.hint }, filter)
    end
  end)

  it("may be an unlock of a pack that is not there, with a warning", function()
    local problem = problem_of 'on("unlock.granted", { id = "other:first" }, function() end)'
    assert.same({ "warning", "unknown-unlock" }, { problem.severity, problem.code })
    assert.truthy(problem.message:find('"other" is not loaded', 1, true), problem.message)
  end)
end)

describe("what packs log", function()
  teardown(support.remove_scratch)

  it("is told of the acts that were stored, not of tries that were undone", function()
    local game = tale.new { tale = tale.story { scenes = [[
      here = { text = "Here.", choices = {
        { "Stay", id = "stay", effect = function() log("stayed") end },
        { "End", id = "end", effect = function() log("ended") end, to = "over" } } },
      over = { text = "Over.", ending = "over" },]] } }
    local done = game:sim [[return sim.play { story = "tale:s", runs = 2, turns = 20, seed = 3, endings = false }]]
    assert.equal(0, done.code, done.err)
    local said = done.out .. done.err
    local _, stayed = said:gsub("stayed\n", "")
    assert.equal(40, stayed, said)
    assert.is_nil(said:find("ended\n", 1, true), said)
  end)
end)
