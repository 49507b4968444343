-- sim_spec.lua - many runs: the same bytes whoever plays them, what is told of them, and how they end early
local support = require "support"

local pack = [[
define.story "s" { title = "S", start = "hall", vars = { keys = 0, name = "" },
  scenes = {
    hall = { text = "Hall.", choices = {
      { "Wait", id = "wait" },
      { "Say", id = "say", ask = { var = "name", max = 20 } },
      { "Key", id = "key", add = { keys = 1 } },
      { "Door", id = "door", when = "keys >= 2", to = "dark" },
      { "Well", id = "well", when = "keys >= 1", to = "well" },
      { "Boom", id = "boom", when = "keys >= 3", effect = function() error("the roof falls in") end },
      { "Leave", id = "leave", to = "out" } } },
    dark = { text = "Dark.", choices = { { "Back", id = "back", to = "hall" } } },
    well = { text = "Well.", choices = {
      { "Down", id = "down", once = true, when = "keys < 3" },
      { "Up", id = "up", when = "keys > 100", to = "hall" } } },
    out = { text = "Out.", ending = "out" } } }
define.story "endless" { title = "E", start = "here", scenes = { here = { text = "Here.", choices = { { "Stay", id = "stay" } } } } }
define.story "sour" { title = "Z", start = "here", vars = { n = 0 },
  scenes = { here = { text = "Here.", choices = { { "Stay", id = "stay", add = { n = 1 } } } } } }
on("choice.taken", { story = "bug:sour" }, function(run) if run.vars.n == 7 then error("seven") end end)
]]

local content
local function prepare() content = support.pack("bug", { ["init.lua"] = pack }) end

local function call(...)
  local list = { "sim", ... }
  for _, word in ipairs { "--no-default-content", "--content", content } do list[#list + 1] = word end
  return list
end

local function bug(...) return call("play", "--story", "bug:s", ...) end

local function answer(list) list[#list + 1] = "--json" return support.answer(list) end

local function text(list) list[#list + 1] = "--json" return support.must(list) end

local function script(source, ...)
  local path = support.path("script.lua")
  support.write(path, source)
  return call(path, ...)
end

local function failure_of(play, words)
  for _, failure in ipairs(play.failures) do
    if failure.error:find(words, 1, true) then return failure end
  end
  error("no failure says " .. words)
end

-- The last line that a command prints, which names the program as it is called here.
local function shown_by(command)
  local own = command:gsub("turnstone play", function() return support.quote(support.binary) .. " play" end)
  return support.shell(own .. " 2>&1"):match("[^\n]*$")
end

describe("many runs", function()
  setup(prepare)
  teardown(support.remove_scratch)

  it("counts and tells what a chooser function expects, each line once, for any number of jobs", function()
    local expecting = support.path("expecting.lua")
    support.write(expecting, [[
sim.expect(false, "before")
sim.play { story = "bug:s", runs = 300, turns = 6, chooser = function(run)
  sim.expect(run.turns ~= 3, "at three in " .. run.scene)
end }
sim.expect(true)
]])
    local told
    for _, jobs in ipairs { "1", "2", "5" } do
      local done = support.run(call(expecting, "--jobs", jobs))
      assert.equal(1, done.code)
      assert.equal(told or done.err, done.err)
      told = done.err
    end
    assert.equal(1, select(2, told:gsub("expecting.lua:1: expectation failed: before\n", "")))
    assert.equal(1, select(2, told:gsub("expecting.lua:3: expectation failed: at three in bug:s/hall\n", "")))
    local failed, all = told:match("(%d+) of (%d+) expectations failed")
    assert.is_true(tonumber(failed) > 100 and tonumber(all) > 900, told)
  end)

  it("come out the same, byte for byte, for any number of jobs and every chooser", function()
    for _, chooser in ipairs { "random", "first", "least_used", "guided" } do
      local one = text(bug("--runs", "300", "--turns", "40", "--chooser", chooser, "--jobs", "1"))
      for _, jobs in ipairs { "2", "3" } do
        assert.equal(one, text(bug("--runs", "300", "--turns", "40", "--chooser", chooser, "--jobs", jobs)), chooser)
      end
    end
  end)

  it("tell what they came to", function()
    local play = answer(bug("--runs", "200"))
    assert.same({ 200, "bug:s", "random", false, 1000 }, { play.runs, play.story, play.chooser, play.is_interrupted, play.turns_each })
    assert.equal(200, play.endings["bug:s/out"] + play.stuck)
    local runs, taken = 0, 0
    for _, bar in ipairs(play.turn_counts.histogram) do runs = runs + bar.runs end
    for _, choice in ipairs(play.coverage.choices) do taken = taken + choice.taken end
    assert.same({ 200, play.turns }, { runs, taken })
    assert.same({ 10, 4 }, { play.coverage.choices_total, play.coverage.scenes_total })
    assert.is_true(play.turn_counts.least <= play.turn_counts.median and play.turn_counts.median <= play.turn_counts.most)
  end)

  it("have no list where there should be a map", function()
    local done = text(call("play", "--story", "bug:endless", "--runs", "1", "--turns", "2"))
    assert.truthy(done:find('"endings":{}', 1, true))
    assert.truthy(done:find('"failures":[]', 1, true))
  end)

  it("are a page for people without --json", function()
    local page = support.must(bug("--runs", "200"))
    for _, words in ipairs { "200 runs", "bug:s/out", "coverage: 4 of 4 scenes", "least met choices", "what went wrong", "the roof falls in" } do
      assert.truthy(page:find(words, 1, true), words .. " is not in\n" .. page)
    end
    assert.truthy(support.must(call("play", "--story", "bug:endless", "--runs", "3")):find("3 runs were cut off at 1,000 turns", 1, true))
    assert.truthy(support.must(call("play", "--story", "bug:endless", "--runs", "1")):find("\n1 run was cut off at 1,000 turns\n", 1, true))
  end)

  it("can be played again one by one", function()
    local all = answer(bug("--runs", "300"))
    local failure = failure_of(all, "the roof falls in")
    local one = answer(bug("--runs", "1", "--first", failure.run:match("0*(%d+)$")))
    assert.same({ failure.path, failure.seed }, { failure_of(one, "the roof falls in").path, failure_of(one, "the roof falls in").seed })
  end)

  it("play from different worlds, so that a part is the same alone", function()
    local whole = answer(call("play", "--story", "bug:endless", "--runs", "6", "--turns", "10"))
    local rest = answer(call("play", "--story", "bug:endless", "--runs", "4", "--turns", "10", "--first", "3"))
    assert.same({ 60, 40 }, { whole.turns, rest.turns })
  end)
end)

describe("a worker", function()
  setup(prepare)
  teardown(support.remove_scratch)

  local long = { "--runs", support.is_dev and "400" or "2000", "--turns", "300", "--jobs", "2", "--json" }

  local function while_playing(per_look)
    return support.meanwhile(call("play", "--story", "bug:endless", table.unpack(long)), per_look)
  end

  it("that is killed has its part done again, and the result is the same", function()
    local plain = support.must(call("play", "--story", "bug:endless", table.unpack(long)))
    local code, out, talk = while_playing("[ -n \"$workers\" ] && kill -9 $workers 2>/dev/null && break;")
    assert.equal(0, code, talk)
    assert.equal(plain, out)
  end)

  it("is not sent for ever into what kills it: the part is named, and how to play it alone", function()
    local code, _, talk = while_playing("[ -s " .. support.path("talk") .. " ] && break; [ -n \"$workers\" ] && kill -9 $workers 2>/dev/null;")
    assert.equal(1, code, talk)
    assert.truthy(talk:find("three worker processes died over runs %d+ to %d+ of \"bug:endless\""), talk)
    assert.truthy(talk:find("turnstone sim play %-%-story bug:endless %-%-first %d+ %-%-runs %d+"), talk)
  end)

  it("brings home what it has when a signal asks to end", function()
    for signal, wanted in pairs { INT = 130, TERM = 143 } do
      long[2] = "2000000"
      local code, out, talk = while_playing("[ -n \"$workers\" ] && kill -" .. signal .. " $master && break;")
      assert.equal(wanted, code, talk)
      local play = support.decode(out)
      assert.is_true(play.is_interrupted)
      assert.equal(2000000, play.runs + play.not_played)
    end
  end)
end)

describe("the turns of all runs together", function()
  setup(prepare)
  teardown(support.remove_scratch)

  it("end at --max-turns, to the turn, whoever plays them", function()
    local function limited(jobs) return text(call("play", "--story", "bug:endless", "--runs", "50", "--turns", "100", "--max-turns", "1234", "--jobs", jobs)) end
    local one = limited("1")
    local play = support.decode(one)
    assert.same({ 1234, 13, 37, 13 }, { play.turns, play.runs, play.not_played, play.cut_off })
    assert.equal(one, limited("3"))
    local page = support.must(call("play", "--story", "bug:endless", "--runs", "50", "--turns", "100", "--max-turns", "1234"))
    assert.truthy(page:find("13 runs were cut off, still going\n37 runs were not played", 1, true), page)
  end)

  it("log all values of a line, a tab between them", function()
    local done = support.run(script([[log("a", 2, nil, true)]]))
    assert.equal(0, done.code)
    assert.truthy(done.err:find("a\t2\tnil\ttrue\n", 1, true), done.err)
  end)

  it("stop a script that never ends, and it is said", function()
    local done = support.run(script([[
      local run = sim.open():start { story = "bug:endless" }
      while true do run:take("stay") end]], "--max-turns", "500"))
    assert.equal(1, done.code)
    assert.truthy(done.err:find("stopped after 500 turns in all, as --max-turns asks", 1, true), done.err)
  end)
end)

describe("a failing path", function()
  setup(prepare)
  teardown(support.remove_scratch)

  it("is made as short as can be, and the command shows it", function()
    local play = answer(bug("--runs", "300", "--minimise"))
    local boom, stuck = failure_of(play, "the roof falls in"), failure_of(play, 'no choice is left in "bug:s/well"')
    assert.same({ "key", "key", "key", "boom" }, boom.shortest)
    assert.same({ "key", "well" }, stuck.shortest)
    assert.is_true(#boom.path >= #boom.shortest)
    assert.truthy(shown_by(boom.command):find("the roof falls in", 1, true), shown_by(boom.command))
  end)

  it("is found for what was undone, too", function()
    local play = answer(call("play", "--story", "bug:sour", "--runs", "1", "--turns", "20", "--minimise"))
    assert.equal(7, #failure_of(play, "seven").shortest)
    assert.equal(7, failure_of(play, "seven").turn)
  end)

  it("tells each kind of error once, with how many runs met it", function()
    local play = answer(call("play", "--story", "bug:sour", "--runs", "50", "--turns", "20"))
    assert.equal(1, #play.failures)
    assert.same({ 50, "sim_1_000001" }, { play.failures[1].times, play.failures[1].run })
  end)
end)

describe("what chooses", function()
  setup(prepare)
  teardown(support.remove_scratch)

  local function path_of(source)
    return support.answer(script("local path = {}\nlocal run = sim.open():start { story = \"bug:s\" }\n" .. source .. "\nreturn path", "--json"))
  end

  it("may be the greatest number of a function", function()
    local play = answer(script([[
      local worth = { key = 1, door = 2, leave = 0 }
      return sim.play { story = "bug:s", runs = 5, turns = 10, chooser = sim.choosers.greedy(function(run, choice)
        return run.vars.keys >= 2 and choice.id == "leave" and 9 or worth[choice.id] or -1
      end) }]]))
    assert.same({ "greedy", 15, 5 }, { play.chooser, play.turns, play.endings["bug:s/out"] })
    assert.same({ "ended" }, path_of([[
      run:session { turns = 9, chooser = sim.choosers.greedy(function(_, choice) return choice.id == "leave" and 1 or 0 end) }
      path[1] = run.state == "completed" and "ended" or run.state]]))
  end)

  it("may be a script of choices, from its beginning for every run", function()
    local source = [[return sim.play { story = "bug:s", runs = 30, chooser = sim.choosers.scripted { "key", "key", "door", "back" } }]]
    local play = answer(script(source, "--jobs", "2"))
    assert.same({ 120, 0, 0 }, { play.turns, play.cut_off, play.stuck })
    assert.equal(text(script(source, "--jobs", "2")), text(script(source, "--jobs", "1")))
  end)

  it("may be any function, the same for any number of jobs even when it keeps what it should not", function()
    local source = [[
      local count = 0
      return sim.play { story = "bug:s", runs = 300, turns = 9, chooser = function(run, choices)
        count = count + 1
        if run.turn == 5 then return false end
        return count % 3 == 0 and "wait" or nil
      end }]]
    local one = text(script(source, "--jobs", "1"))
    assert.equal("function", support.decode(one).chooser)
    assert.equal(one, text(script(source, "--jobs", "3")))
  end)

  it("that errs ends the script with its own line", function()
    local done = support.run(script("return sim.play { story = \"bug:s\", runs = 9, chooser = function()\n  error(\"no idea\")\nend }"))
    assert.equal(1, done.code)
    assert.truthy(done.err:find("script.lua:2: no idea", 1, true), done.err)
  end)

  it("reaches endings in sim.play, unless it is told not to", function()
    local ended = answer(script([[return sim.play { story = "bug:s", runs = 40, turns = 30, chooser = sim.choosers.auto }]]))
    local kept = answer(script([[return sim.play { story = "bug:s", runs = 40, turns = 30, endings = false }]]))
    assert.is_true(ended.endings["bug:s/out"] > 0)
    assert.same({}, kept.endings)
  end)

  it("finds with `guided` what random choices seldom come to", function()
    local many = { "--runs", "6", "--turns", "60", "--story", "enchanted_realm:journey" }
    local guided = answer { "sim", "play", "--chooser", "guided", table.unpack(many) }
    local random = answer { "sim", "play", "--chooser", "random", table.unpack(many) }
    assert.is_true(guided.coverage.choices_met > random.coverage.choices_met,
      guided.coverage.choices_met .. " against " .. random.coverage.choices_met)
  end)

  it("is refused by `guided` in a session, which has nothing to learn from", function()
    local done = support.run(script([[sim.open():start { story = "bug:s" }:session { turns = 3, chooser = sim.choosers.guided }]]))
    assert.equal(1, done.code)
    assert.truthy(done.err:find("it is for sim.play", 1, true), done.err)
  end)
end)

describe("a simulation", function()
  setup(prepare)
  teardown(support.remove_scratch)

  local function refuses(code, words, list)
    local done = support.run(list)
    assert.equal(code, done.code, done.err)
    assert.truthy(done.err:find(words, 1, true), done.err)
    assert.equal("", done.out)
  end

  it("says what is wrong with how it is called", function()
    refuses(64, "--jobs takes a number from 1", bug("--jobs", "0"))
    refuses(64, 'did you mean "guided"?', bug("--chooser", "guidde"))
    refuses(64, "--max-turns", bug("--max-turns", "0"))
    refuses(64, "--first", bug("--first", "0"))
    refuses(64, "--story harbour:lantern", call("play"))
    refuses(65, 'did you mean "harbour:lantern"?', { "sim", "play", "--story", "harbour:lantren" })
    refuses(1, 'did you mean "guided"?', script([[return sim.play { story = "bug:s", chooser = "guidde" }]]))
    refuses(1, '"endings" must be true or false', script([[return sim.play { story = "bug:s", endings = 1 }]]))
  end)

  it("refuses a report that cannot be written before it plays", function()
    refuses(73, "cannot write", bug("--runs", "1000000000", "--report", support.path("nowhere/at/all.html")))
    refuses(73, "cannot write", bug("--runs", "1000000000", "--folded", support.path("nowhere/at/all.txt")))
  end)

  it("writes the report also when an expectation failed", function()
    local report = support.path("report.html")
    local done = support.run(script([[local play = sim.play { story = "bug:s", runs = 20 }
      sim.expect(play.stuck == 0, "nobody gets stuck")
      return play]], "--report", report))
    assert.equal(1, done.code)
    assert.truthy(support.read(report):find("nobody gets stuck", 1, true))
    assert.truthy(support.read(report):find("bug:s", 1, true))
  end)

  it("tells where the scripts spent, the same whoever played", function()
    local folded = support.path("folded.txt")
    local done = support.run(call("play", "--story", "bug:sour", "--runs", "40", "--turns", "20", "--profile", "--folded", folded, "--jobs", "2"))
    local page = done.err
    assert.equal(0, done.code, page)
    assert.truthy(page:find("handler of on choice.taken of bug (bug/init.lua:19)", 1, true), page)
    assert.truthy(page:find("%s800%s+handler of on choice.taken"), page) -- 40 runs of 20 turns
    assert.truthy(support.read(folded):find("bug/init.lua:19 %d+"), support.read(folded))
  end)

  it("returns more than a variable may hold", function()
    local scenes = {}
    for number = 1, 2000 do
      scenes[number] = ("scenes[\"s%d\"] = { text = \"T\", choices = { { \"Go\", id = \"go\", to = \"s%d\" } } }"):format(number, number % 2000 + 1)
    end
    local wide = support.pack("wide", { ["init.lua"] = "local scenes = {}\n" .. table.concat(scenes, "\n") .. "\ndefine.story \"w\" { title = \"W\", start = \"s1\", scenes = scenes }\n" })
    local play = support.answer { "sim", "play", "--story", "wide:w", "--runs", "2", "--turns", "50", "--json", "--no-default-content", "--content", wide }
    assert.same({ 2000, 50 }, { play.coverage.scenes_total, play.coverage.choices_met })
  end)

  it("plays runs of one universe in the script's own store, one after another", function()
    local got = answer(script([[
      local play = sim.play { story = "bug:endless", runs = 3, turns = 5, universe = "u" }
      return { turns = play.turns, runs = #sim.open():universe("u"):timeline(), state = sim.open():resume("sim_1_000002").turn }]]))
    assert.same({ 15, 5 }, { got.turns, got.state })
  end)
end)
