-- shared_world_spec.lua - one timeline under many runs: what is visible where, what is told to whom, what is there once
local support = require "support"
local tale = require "tale"

-- The same script against memory and against a store.
local function both(game, script)
  for _, where in ipairs { "memory", "stored" } do
    local done = where == "memory" and game:sim(script) or game:sim(script, "--store", support.store("world" .. math.random(1 << 40)))
    assert.equal(0, done.code, where .. ": " .. done.err)
  end
end

describe("a shared world", function()
  teardown(support.remove_scratch)

  local function world(scenes, before, after)
    return tale.new { tale = tale.story { before = before or "define.world { lamps = 0, word = \"\", crown = 0 }",
      vars = "op = \"\", key = \"lamps\", n = 0, got = 0, log = {}", scenes = scenes, after = after } }
  end
  local writer = [[here = { text = "{world.lamps}", choices = {
    { "Do", id = "do", effect = function(run, universe)
      local v = run.vars
      if v.op == "set" then universe:set(v.key, v.n) elseif v.op == "add" then universe:add(v.key, v.n)
      elseif v.op == "both" then universe:add(v.key, 1000) universe:set(v.key, v.n) universe:add(v.key, 1)
      elseif v.op == "twice" then universe:add(v.key, v.n) universe:add(v.key, 2 * v.n) end end },
    { "Claim", id = "claim", effect = function(run, universe) run.vars.log = { universe:claim("crown") } end },
    { "Wait", id = "wait" } } },]]

  it("shows at a position what was done at it and before, whenever it was stored", function()
    both(world(writer), [[
      local store = sim.open()
      local function run(id, at) return store:start { id = id, story = "tale:s", universe = "u", at = at } end
      local early, late, doer = run("early", 40), run("late", 75), run("doer", 49)
      doer:set { op = "set", n = 7 }:take("do")
      sim.expect(doer.text == "7" and doer.position == 50, "the doer sees it at 50")
      early:take("wait") late:take("wait")
      sim.expect(early.text == "0", "not seen at 41, but " .. early.text)
      sim.expect(late.text == "7", "seen at 76, not " .. late.text)
      local universe = store:universe("u")
      sim.expect(universe:get("tale:lamps", 49) == 0 and universe:get("tale:lamps", 50) == 7 and universe:get("tale:lamps", 1000000) == 7, "at positions")
      -- a tie of positions goes to what was stored later, whoever stored it
      local second = run("second", 49) second:set { op = "set", n = 8 }:take("do")
      sim.expect(second.text == "8" and store:universe("u"):get("tale:lamps", 60) == 8, "ties by seq")
      local third = run("third", 49) third:set { op = "add", n = 1 }:take("do")
      sim.expect(third.text == "9" and store:universe("u"):get("tale:lamps", 60) == 9, "an add at the same place counts after it")
    ]])
  end)

  -- A model: all writes in the order of (position, seq); a set replaces, an add adds.
  it("holds sets and adds, early and late, as a list of writes played from the beginning would", function()
    both(world(writer), [[
      local store = sim.open()
      local seed = 12345
      local function random(n) seed = (seed * 1103515245 + 12345) % 2147483648 return seed // 65536 % n + 1 end
      local writes, seq = {}, 0
      local function note(key, position, op, n) seq = seq + 1 writes[#writes + 1] = { key = key, position = position, seq = seq, op = op, n = n } end
      local function model(key, position)
        table.sort(writes, function(a, b) if a.position ~= b.position then return a.position < b.position end return a.seq < b.seq end)
        local value = 0
        for _, write in ipairs(writes) do
          if write.key == key and write.position <= position then value = write.op == "set" and write.n or value + write.n end
        end
        return value
      end
      local keys = { "lamps", "lamps/east", "lamps/a/b" }
      for index = 1, 60 do
        local run = store:start { id = "r" .. index, story = "tale:s", universe = "u", at = random(10) == 1 and random(3) * 100000 or random(120) }
        for _ = 1, random(8) do
          local op, n, key = ({ "set", "add", "add", "add", "both", "twice", "wait" })[random(7)], random(100) - 50, keys[random(3)]
          run:set { op = op, n = n, key = key }:take("do")
          local at = run.position
          if op == "set" or op == "add" then note(key, at, op, n) end
          if op == "both" then note(key, at, "set", n + 1) end
          if op == "twice" then note(key, at, "add", 3 * n) end
          sim.expect(tonumber(run.text) == model("lamps", at), ("run %s at %d reads %s, not %d"):format(run.id, at, run.text, model("lamps", at)))
        end
        local universe = store:universe("u")
        for _ = 1, 5 do
          local key, at = keys[random(3)], random(8) == 1 and random(400000) or random(140)
          local got, wanted = universe:get("tale:" .. key, at), model(key, at)
          sim.expect(got == wanted, ("%s at %d is %s, not %d"):format(key, at, tostring(got), wanted))
        end
      end
      local universe = store:universe("u")
      for at = 0, 150 do for _, key in ipairs(keys) do sim.expect(universe:get("tale:" .. key, at) == model(key, at), key .. " at " .. at) end end
    ]])
  end)

  it("gives a thing that exists once to one run, whatever the position, and again in another world", function()
    both(world(writer), [[
      local store = sim.open()
      local function claim(id, universe, at) return store:start { id = id, story = "tale:s", universe = universe, at = at }:take("claim").vars.log[1] end
      sim.expect(claim("a", "u", 500) == true, "the first")
      sim.expect(claim("b", "u", 10) == false, "earlier on the timeline, but later")
      sim.expect(claim("c", "u", 900) == false, "later")
      sim.expect(claim("d", "v", 10) == true, "elsewhere")
    ]])
  end)

  local places = [[
    hill = { text = "Hill.", choices = { { "Small", id = "small", event = "sings" }, { "Great", id = "great", event = { "lights the beacon", consequences = "All see it", major = true } },
      { "Sea", id = "sea", to = "sea" }, { "Wait", id = "wait" },
      { "Look", id = "look", effect = function(run, universe) run.vars.log = {} for _, e in ipairs(universe:events { limit = 50, others = true }) do table.insert(run.vars.log, e.action) end end },
      { "Pry", id = "pry", effect = function(run, universe) run.vars.log = {} for _, e in ipairs(universe:events { limit = 50, place = "shore" }) do table.insert(run.vars.log, e.action) end end } } },
    sea = { text = "Sea.", place = "shore", choices = { { "Small", id = "small", event = "swims" }, { "Hill", id = "hill", to = "hill" }, { "Wait", id = "wait" } } },]]
  local function placed()
    return tale.new { tale = tale.story { start = "hill", vars = "log = {}", scenes = places } }
  end

  it("tells of major deeds to all, of minor ones in the same place, and shows them the same way", function()
    both(placed(), [[
      local store = sim.open()
      local function run(id, at) return store:start { id = id, character = id, story = "tale:s", universe = "u", at = at } end
      local function told(run) return table.concat(run.news or {}, " | ") end
      local hearer, sailor = run("Hearer", 50), run("Sailor", 50):take("sea")
      run("Doer", 10):take("small"):take("great"):take("sea"):take("small")
      hearer:take("wait") sailor:take("wait")
      sim.expect(told(hearer) == "Doer sings. | Doer lights the beacon. All see it", "on the hill: " .. told(hearer))
      sim.expect(told(sailor) == "Doer lights the beacon. All see it | Doer swims.", "at sea: " .. told(sailor))
      hearer:take("wait")
      sim.expect(told(hearer) == "", "told once: " .. told(hearer))
      hearer:take("look")
      sim.expect(table.concat(hearer.vars.log, " ") == "lights the beacon sings", "events: " .. table.concat(hearer.vars.log, " "))
      hearer:take("pry")
      sim.expect(#hearer.vars.log == 0, "minor deeds elsewhere are not seen by asking for the place: " .. table.concat(hearer.vars.log, " "))
    ]])
  end)

  it("tells a run what is stored behind it, and neither what lies ahead nor its own deeds", function()
    both(placed(), [[
      local store = sim.open()
      local function run(id, at) return store:start { id = id, character = id, story = "tale:s", universe = "u", at = at } end
      local function told(run) return table.concat(run.news or {}, " | ") end
      local first = run("First", 20):take("great")
      run("Ahead", 80):take("great")
      first:take("great"):take("wait")
      sim.expect(told(first) == "", "nothing is behind it: " .. told(first))
      local there = run("There", 100)
      there:take("wait")
      sim.expect(told(there) == "", "what was there before it came is history, not news: " .. told(there))
      run("Late", 5):take("great")
      sim.expect(told(first) == "" and told(there) == "", "nothing before the next turn")
      first:take("wait") there:take("wait")
      sim.expect(told(first):find("^Late") and told(there):find("^Late"), "both: " .. told(first) .. " / " .. told(there))
      -- at p+1: met, not news
      local walker = run("Walker", 60)
      run("Neighbour", 60):take("great")
      walker:take("look")
      sim.expect(told(walker) == "" and walker.vars.log[1] == "lights the beacon", "met at 61")
    ]])
  end)

  it("tells the newest dozen when much was stored behind a run, and all else stays on the timeline", function()
    both(placed(), [[
      local store = sim.open()
      local function run(id, at) return store:start { id = id, character = id, story = "tale:s", universe = "u", at = at } end
      local hearer = run("Hearer", 500)
      for index = 1, 30 do run("Doer" .. index, index):take("great") end
      hearer:take("wait")
      sim.expect(#hearer.news == 12, #hearer.news .. " lines")
      sim.expect(hearer.news[12]:find("^Doer30 ") and hearer.news[1]:find("^Doer19 "), hearer.news[1] .. " to " .. hearer.news[12])
      sim.expect(#store:universe("u"):timeline() == 30, "the timeline")
    ]])
  end)

  it("is met by a run that catches up as a recap of ten at most, with the news from behind it", function()
    both(placed(), [[
      local store = sim.open()
      local function run(id, at) return store:start { id = id, character = id, story = "tale:s", universe = "u", at = at } end
      local sleeper = run("Sleeper", 50)
      local doer = run("Doer", 60)
      for _ = 1, 40 do doer:take("great") end
      sleeper:catch_up()
      sim.expect(sleeper.position == 100 and sleeper.turn == 0, "at " .. sleeper.position)
      sim.expect(#sleeper.news == 10, #sleeper.news .. " lines")
      local again = run("Again", 50)
      run("Behind", 10):take("great")
      again:catch_up()
      sim.expect(table.concat(again.news, " "):find("Behind"), "what was stored behind it is told: " .. table.concat(again.news, " "))
      again:take("wait")
      sim.expect(#(again.news or {}) == 0, "once")
    ]])
  end)

  it("that is live puts every turn at its end", function()
    both(placed(), [[
      local store = sim.open()
      local function run(id) return store:start { id = id, character = id, story = "tale:s", universe = "live", live = true, at = 3 } end
      local a, b = run("A"), run("B")
      a:take("great") b:take("wait") a:take("wait") b:take("great") a:take("look")
      sim.expect(b.position + 1 == a.position, "one after the other: " .. b.position .. " " .. a.position)
      sim.expect(a.vars.log[1] == "lights the beacon", "all are in the present")
      sim.expect(table.concat(b.news or {}, " ") == "", "told once")
    ]])
  end)

  it("begins where the first run is put, and is empty before it", function()
    local game = tale.new { tale = tale.story { before = "define.world { lamps = 3 }", vars = "log = {}", scenes = [[
      here = { text = "{world.lamps}", enter = function(run, universe)
          table.insert(run.vars.log, tostring(universe:claim("lamps")) .. #universe:events() .. #universe:history("lamps") .. universe:get("lamps") .. universe:at(0):get("lamps"))
          universe:add("lamps", 1) universe:record("arrives") end,
        choices = { { "Wait", id = "wait" } } },]] } }
    assert.same({ "4", "5" }, tale.texts(game:play("r", { "wait" }, "--at", "1000000", "--universe", "new")))
    assert.same({ "true0033", "false0033" }, { game:show("r").vars.log[1], game:play("s", {}, "--universe", "new", "--at", "0") and game:show("s").vars.log[1] })
    assert.equal(1000001, game:show("r").position)
    assert.equal(64, game:run("play", "tale:s", "--run", "t", "--at", "-1", "--auto", "1").code)
  end)

  it("can be looked back on, within limits", function()
    local game = tale.new { tale = tale.story { before = "define.world { lamps = 0 }", vars = "log = {}", scenes = tale.room [[
      { "Add", id = "add", effect = function(run, universe) universe:add("lamps", 1) universe:record("adds") end },
      { "Set", id = "set", effect = function(run, universe) universe:set("lamps", 100) end },
      { "Look", id = "look", effect = function(run, universe)
        local past = universe:at(2)
        local h = universe:history("lamps", 2)
        run.vars.log = { universe:get("lamps"), past:get("lamps"), #past:events(), #universe:events(), #universe:events { limit = 1 }, #universe:events { limit = 0 },
          #universe:events { since = 2 }, h[1].value, h[1].position, h[2].added, #universe:history("lamps"), past:history("lamps")[1].position } end },
      { "Future", id = "future", effect = function(run, universe) universe:at(universe.position + 1) end },
      { "Before", id = "before", effect = function(run, universe) universe:at(-1) end },
      { "Many", id = "many", effect = function(run, universe) universe:events { limit = 1001 } end },
      { "None", id = "none", effect = function(run, universe) universe:history("lamps", 0) end },
      { "Wrong", id = "wrong", effect = function(run, universe) universe:events { limits = 1 } end },
      { "Write", id = "write", effect = function(run, universe) universe:at(1):set("lamps", 1) end },]] } }
    local lines = game:play("r", { "add", "add", "add", "set", "look", "future", "before", "many", "none", "wrong", "write", "add" })
    assert.same({ 100, 2, 2, 3, 1, 0, 2, 100, 4, 1, 4, 2 }, game:show("r").vars.log)
    for index = 7, 12 do assert.truthy(lines[index].error and lines[index].error:find("tale/init.lua:%d"), index) end
    assert.equal(6, lines[13].turn)
  end)

  it("knows who lives in it", function()
    local game = tale.new { tale = tale.story { vars = "log = {}", scenes = tale.room [[
      { "Who", id = "who", effect = function(run, universe) for _, who in ipairs(universe:characters()) do table.insert(run.vars.log, who.run .. who.position .. who.state) end end },]] } }
    game:play("a", { "wait", "wait" }, "--at", "0", "--as", "Ada")
    game:play("b", { "wait" }, "--at", "9", "--as", "Bo")
    game:must("run", "abandon", "b")
    game:resume("a", { "who" })
    local log = game:show("a").vars.log
    table.sort(log)
    assert.equal("b10abandoned", log[#log])
    assert.truthy(log[1]:find("^a[23]active$"), log[1])
  end)
end)
