-- merge_spec.lua - what differs between universes that branched off each other, and how a branch's world comes home
local support = require "support"
local tale = require "tale"

local scenes = [[
  here = { text = "{world.calm} calm, {world.warmth} warmth, {world.word}.", choices = {
    { "Be calm", id = "calm", event = { action = "is calm" }, effect = function(run, universe) universe:add("calm", 1) end },
    { "Be warm", id = "warm", effect = function(run, universe) universe:add("warmth", 10) end },
    { "Say sea", id = "sea", event = { action = "says sea", major = true }, effect = function(run, universe) universe:set("word", "sea") end },
    { "Say hill", id = "hill", effect = function(run, universe) universe:set("word", "hill") end },
    { "Light a lamp", id = "lamp", effect = function(run, universe) universe:set("lamps/east", { lit = true }) end },
    { "Fill the sea", id = "fill", effect = function(run, universe) universe:set("warmth", math.maxinteger) end },
    { "Wait", id = "wait" } } },
]]

-- Universe "w" with two turns in it, its branch "b" of then, and runs in each: "home" and "away".
local function parted(at_home, away)
  local game = tale.new { tale = tale.story { before = 'define.world { calm = 0, warmth = 0, word = "none", lamps = {} }', scenes = scenes } }
  game:play("home", { "calm", "wait" }, "--as", "Ada", "--universe", "w")
  game:must("universe", "branch", "w", "--id", "b")
  game:play("away", away, "--as", "Bo", "--universe", "b")
  if #at_home > 0 then game:resume("home", at_home) end
  return game
end

local function merge(game, from, into, ...)
  local words = { "universe", "merge", from, "--into", into, "--json" }
  for _, rule in ipairs { ... } do
    words[#words + 1] = "--rule"
    words[#words + 1] = rule
  end
  return support.run(game:call(words))
end

local function merged(...)
  local done = merge(...)
  assert.equal(0, done.code, done.err)
  return support.decode(done.out)
end

local function refused(code, words, done)
  assert.equal(code, done.code, done.out .. done.err)
  for _, word in ipairs(words) do assert.truthy(done.err:find(word, 1, true), word .. " is not in: " .. done.err) end
end

local function diff(game, a, b) return support.answer(game:call { "universe", "diff", a, b, "--json" }) end

local function value(game, universe, key, at)
  local words = { "universe", "show", universe, "--json" }
  if at then words[#words + 1] = "--at" words[#words + 1] = tostring(at) end
  return support.answer(game:call(words)).world["tale:" .. key]
end

local function deeds(events)
  local list = {}
  for index, event in ipairs(events) do list[index] = ("%d %s %s"):format(event.position, event.character_name, event.action) end
  return list
end

describe("what differs between universes", function()
  teardown(support.remove_scratch)

  it("is what happened since they parted, and keys with other values", function()
    local game = parted({ "sea", "calm" }, { "calm", "calm", "hill" })
    local found = diff(game, "w", "b")
    assert.same({ "w", "b", "w", { position = 2, seq = 4 } }, { found.a, found.b, found.ancestor, found.fork })
    assert.same({ "3 Ada says sea", "4 Ada is calm" }, deeds(found.events.a))
    assert.same({ "3 Bo is calm", "4 Bo is calm" }, deeds(found.events.b))
    assert.same({ ["tale:word"] = { a = "sea", b = "hill", fork = "none" }, ["tale:calm"] = { a = 2, b = 3, fork = 1 } }, found.world)
    local page = game:must("universe", "diff", "w", "b")
    for _, words in ipairs { "Ada", "says sea", "tale:word: was none, a sea, b hill", 'only in "b"' } do assert.truthy(page:find(words, 1, true), page) end
  end)

  it("is what their ancestor did that only one has, for two branches of one", function()
    local game = parted({ "sea", "calm" }, { "calm" })
    game:must("universe", "branch", "w", "--at", "3", "--id", "c") -- has the word of 3, not the calm of 4
    game:play("late", { "calm" }, "--as", "Cy", "--universe", "c")
    game:play("early", { "calm" }, "--as", "Di", "--universe", "w", "--at", "0") -- behind both forks, later than both
    local found = diff(game, "b", "c")
    assert.same({ "w", 2 }, { found.ancestor, found.fork.position })
    assert.same({ "3 Bo is calm" }, deeds(found.events.a))
    assert.same({ "3 Ada says sea", "4 Cy is calm" }, deeds(found.events.b))
    assert.same({ ["tale:word"] = { a = "none", b = "sea", fork = "none" } }, found.world)
    assert.same({ "1 Di is calm", "3 Ada says sea", "4 Ada is calm" }, deeds(diff(game, "w", "b").events.a))
  end)

  it("is nothing to be asked of one universe, or of two that have nothing in common", function()
    local game = parted({}, { "calm" })
    game:play("other", { "calm" }, "--universe", "z")
    refused(65, { "nothing in common" }, game:run("universe", "diff", "w", "z"))
    refused(65, { "one universe" }, game:run("universe", "diff", "w", "w"))
    refused(65, { "nowhere" }, game:run("universe", "diff", "w", "nowhere"))
    refused(65, { "nothing in common" }, merge(game, "z", "w"))
  end)
end)

describe("a branch that comes home", function()
  teardown(support.remove_scratch)

  it("brings each key by its rule: theirs, ours, sum", function()
    local game = parted({ "sea", "calm", "warm" }, { "calm", "calm", "hill", "lamp", "warm" })
    local answer = merged(game, "b", "w", "tale:calm=sum", "tale:word=theirs", "tale:lamps/*=theirs", "tale:warmth=ours")
    assert.same({ "w", "b", 5, { "tale:warmth" } }, { answer.universe_id, answer.source, answer.position, answer.kept })
    assert.same({ base = 1, theirs = 3, ours = 2, rule = "sum" }, answer.brought["tale:calm"])
    assert.same({ base = "none", theirs = "hill", ours = "sea", rule = "theirs" }, answer.brought["tale:word"])
    assert.same({ 4, "hill", 10 }, { value(game, "w", "calm"), value(game, "w", "word"), value(game, "w", "warmth") })
    assert.same({ lit = true }, value(game, "w", "lamps/east"))
    assert.same({ 3, "hill" }, { value(game, "b", "calm"), value(game, "b", "word") })
  end)

  it("rewrites nothing that happened", function()
    local game = parted({ "sea", "calm" }, { "calm", "hill" })
    local function past() return { value(game, "w", "calm", 3), value(game, "w", "word", 3), game:must("universe", "timeline", "w", "--at", "3", "--json") } end
    local was = past()
    merged(game, "b", "w", "tale:*=theirs")
    assert.same(was, past())
    assert.same({ "sea", "hill" }, { value(game, "w", "word", 3), value(game, "w", "word") })
  end)

  it("is one major deed of nobody's, told as news that reads well", function()
    local game = parted({ "wait", "wait" }, { "calm", "hill" })
    merged(game, "b", "w", "tale:*=theirs")
    local events = support.answer(game:call { "universe", "timeline", "w", "--json" }).events
    local event = events[#events]
    assert.same({ support.null, "someone", 'The branch "b" came home', "What it brought: tale:calm, tale:word.", true, 4 },
      { event.run_id, event.character_name, event.action, event.consequences, event.major, event.position })
    local lines = game:resume("home", { "wait" })
    local news = {}
    for _, line in ipairs(lines) do
      for _, told in ipairs(line.news or {}) do news[#news + 1] = told end
    end
    assert.same({ 'The branch "b" came home. What it brought: tale:calm, tale:word.' }, news)
    local out = support.must(game:call { "play", "--run", "home", input = "/timeline\n" })
    assert.truthy(out:find('\n4 The branch "b" came home.', 1, true), out)
    assert.truthy(game:must("universe", "timeline", "w"):find("came home", 1, true))
  end)

  it("is refused whole while keys are unsettled, all of them named", function()
    local game = parted({ "sea" }, { "calm", "hill", "warm" })
    local was = game:must("universe", "show", "w", "--json")
    refused(65, { "tale:calm: was 1, theirs 2, ours 1", 'tale:word: was "none", theirs "hill", ours "sea"', "no rule" }, merge(game, "b", "w", "tale:warmth=sum"))
    refused(65, { "tale:word" }, merge(game, "b", "w", "tale:*=theirs", "tale:word=refuse"))
    refused(65, { "tale:word", "whole numbers" }, merge(game, "b", "w", "tale:*=sum"))
    assert.equal(was, game:must("universe", "show", "w", "--json"))
    game:resume("away", { "fill" })
    game:resume("home", { "fill" })
    refused(65, { "tale:warmth", "too large" }, merge(game, "b", "w", "tale:*=ours", "tale:warmth=sum"))
  end)

  it("goes by the rule that says most of a key", function()
    local game = parted({ "sea" }, { "calm", "hill", "lamp" })
    local answer = merged(game, "b", "w", "tale:word=ours", "*=ours", "tale:*=theirs", "tale:lamps/*=ours")
    assert.same({ "tale:lamps/east", "tale:word" }, answer.kept)
    assert.is_table(answer.brought["tale:calm"])
  end)

  it("brings nothing twice, and later what came since", function()
    local game = parted({ "calm" }, { "calm", "calm" })
    merged(game, "b", "w", "tale:calm=sum")
    assert.equal(4, value(game, "w", "calm"))
    local was = game:must("universe", "show", "w", "--json")
    local again = merged(game, "b", "w", "tale:calm=sum")
    assert.same({ {}, support.null }, { again.brought, again.seq })
    assert.equal(was, game:must("universe", "show", "w", "--json"))
    assert.truthy(game:must("universe", "merge", "b", "--into", "w"):find("nothing was stored", 1, true))
    game:resume("away", { "calm" })
    game:play("behind", { "calm" }, "--universe", "b", "--at", "2") -- stored later, behind what was merged
    assert.same({ base = 3, theirs = 5, ours = 4, rule = "sum" }, merged(game, "b", "w", "tale:calm=sum").brought["tale:calm"])
    assert.equal(6, value(game, "w", "calm"))
  end)

  it("goes there and back without counting anything twice", function()
    local game = parted({ "calm" }, { "calm", "calm" }) -- 1 at the fork; home 2, away 3
    merged(game, "b", "w", "tale:calm=sum") -- home 4
    merged(game, "w", "b", "tale:calm=sum") -- away has 3 of these already
    assert.same({ 4, 4 }, { value(game, "w", "calm"), value(game, "b", "calm") })
    game:resume("away", { "calm" })
    merged(game, "b", "w", "tale:calm=sum")
    assert.same({ 5, 5 }, { value(game, "w", "calm"), value(game, "b", "calm") })
    assert.same({}, merged(game, "w", "b", "tale:calm=sum").brought)
    game:must("store", "check")
  end)

  it("loses and doubles nothing while others play on", function()
    local game = parted({}, { "wait" })
    local words, path = {}, support.write(support.path("calm"), ("calm\n"):rep(150))
    for _, word in ipairs(game:call { "play", "--run", "home", "--jsonl" }) do words[#words + 1] = support.quote(word) end
    local others = io.popen(("%s %s <%s"):format(support.quote(support.binary), table.concat(words, " "), support.quote(path)))
    for _ = 1, 5 do
      game:resume("away", { "calm" })
      merged(game, "b", "w", "tale:calm=sum")
    end
    local played = select(2, others:read("a"):gsub('"choice":"calm"', ""))
    others:close()
    assert.equal(150, played)
    assert.equal(1 + 150 + 5, value(game, "w", "calm"))
  end)

  it("leaves all as it is when every key is kept", function()
    local game = parted({ "sea" }, { "hill" })
    local was = game:must("universe", "show", "w", "--json")
    assert.same({ "tale:word" }, merged(game, "b", "w", "*=ours").kept)
    assert.equal(was, game:must("universe", "show", "w", "--json"))
  end)

  it("says what is wrong with a call", function()
    local game = parted({}, { "calm" })
    refused(64, { "--into" }, game:run("universe", "merge", "b"))
    refused(64, { "KEY=RULE" }, merge(game, "b", "w", "tale:calm"))
    refused(64, { "mine", "theirs, ours, sum and refuse" }, merge(game, "b", "w", "tale:calm=mine"))
    refused(64, { "tale:calm", "two rules" }, merge(game, "b", "w", "tale:calm=ours", "tale:calm=sum"))
    refused(65, { "nowhere" }, merge(game, "b", "nowhere", "*=sum"))
    refused(65, { "one universe" }, merge(game, "b", "b", "*=sum"))
  end)

  it("is a run's own branch too, when its world is to be shared after all", function()
    local game = parted({ "calm" }, { "wait" })
    game:must("run", "branch", "home", "--at", "2")
    game:resume("home-2", { "calm", "calm", "sea" })
    merged(game, "w~2", "w", "tale:calm=sum", "tale:word=theirs")
    assert.same({ 4, "sea" }, { value(game, "w", "calm"), value(game, "w", "word") })
  end)
end)
