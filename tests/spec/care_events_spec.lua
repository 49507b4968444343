-- care_events_spec.lua - what others did is read as its reader asked: in news, timelines, recaps, and by scripts
local support = require "support"
local tale = require "tale"

local SPARED = "did something that is left out here, as you asked"

-- A yard where one can strike, wave, tell of it, or look at what was done.
local YARD = [[
  here = { text = "The yard.", place = "yard", intensity = 0, choices = {
    { "Strike", id = "strike", themes = { "violence" }, intensity = 0.8,
      event = { action = "strikes the guard", consequences = "There is blood on the stones.", major = true } },
    { "Wave", id = "wave", event = { action = "waves", consequences = "Somebody waves back.", major = true } },
    { "Tell", id = "tell", themes = { "violence" }, intensity = 0.8, event = { action = "tells a child a story", themes = {}, intensity = 0, major = true } },
    { "Weep", id = "weep", event = { action = "weeps for her brother", themes = { "loss" }, major = true } },
    { "In", id = "in", to = "cellar" },
    { "Wait", id = "wait" },
    { "Catch up", id = "catch", effect = function(run) run:catch_up() end },
    { "Look", id = "look", reply = function(run, universe)
      local lines = {}
      for i, event in ipairs(universe:events { since = 1 }) do
        lines[i] = event.character.name .. " " .. event.action .. ": " .. tostring(event.consequences) .. ", " .. tostring(event.spared)
      end
      return table.concat(lines, "\n")
    end },
  } },
  cellar = { text = "The cellar.", themes = { "abuse" }, intensity = 0.6, place = "yard", choices = {
    { "Shout", id = "shout", event = { action = "shouts", major = true } },
    { "Write", id = "write", effect = function(run, universe) universe:record { action = "writes on the wall", major = true } end },
    { "Up", id = "up", to = "here", effect = function(run, universe) universe:record { action = "comes up", major = true, themes = {}, intensity = 0 } end },
  } }, ]]

local function yard(more)
  local packs = { tale = tale.story { scenes = YARD } }
  for name, text in pairs(more or {}) do packs[name] = text end
  return tale.new(packs)
end

-- Ann does things; Bea stands behind them, and asks to be spared something.
local function after(choices, asked, more)
  local it = yard(more)
  it:play("bea", { "wait" }, "--player", "bea", "--as", "Bea")
  it:play("ann", choices, "--player", "ann", "--as", "Ann", "--at", "0")
  if asked then it:must("player", "care", "bea", table.unpack(asked)) end
  return it
end

local NO_VIOLENCE = { "--boundary", "violence" }

local function news(line) return line.news or {} end

local function kept(it)
  local list = {}
  for line in support.sql(it.store, "SELECT action || ' ' || coalesce(care, '-') FROM events ORDER BY 1"):gmatch("[^\n]+") do list[#list + 1] = line end
  return list
end

describe("an event", function()
  teardown(support.remove_scratch)

  it("is told as it was to who asked for nothing", function()
    local it = after({ "strike" })
    assert.same({ "Ann strikes the guard. There is blood on the stones." }, news(it:resume("bea", {})[1]))
  end)

  it("is news without its words to who asked to be spared what it touches, from the first screen on", function()
    local lines = after({ "strike" }, NO_VIOLENCE):resume("bea", { "wait" })
    assert.same({ "Ann " .. SPARED .. "." }, news(lines[1]))
    assert.same({}, news(lines[2]))
  end)

  it("is spared by a ceiling, in a pure game, and by rules that ease, too", function()
    for _, asked in ipairs { { "--ceiling", "0.7" }, { "--pure", "on" }, { "--comfort", "light" } } do
      assert.same({ "Ann " .. SPARED .. "." }, news(after({ "strike" }, asked):resume("bea", {})[1]), asked[1])
    end
  end)

  it("is left out of /timeline and /recap, and of the run's page, also when it is one's own", function()
    local it = after({ "strike", "wave" })
    it:resume("ann", {})
    it:must("player", "care", "ann", table.unpack(NO_VIOLENCE))
    local page = support.must(it:call { "play", "--run", "ann", "--plain", input = "/timeline\n/recap\n" })
    local _, times = page:gsub(SPARED, "")
    assert.equal(2, times, page)
    assert.truthy(page:find("Ann waves. Somebody waves back.", 1, true), page)
    assert.is_nil(page:find("strikes", 1, true) or page:find("blood", 1, true), page)
    local events = it:show("ann").recent_events
    assert.same({ action = SPARED, consequences = support.null, major = true, position = 1, spared = true }, events[1])
    assert.is_nil(events[2].spared)
  end)

  it("is all there for who tends the world", function()
    local it = after({ "strike" }, NO_VIOLENCE)
    assert.same({ "1 Ann strikes the guard" }, it:deeds())
  end)

  it("is left out of the recap of a catch-up", function()
    local it = after({ "wave", "wave", "strike" }, NO_VIOLENCE)
    local lines = it:resume("bea", { "catch" })
    assert.truthy(table.concat(news(lines[#lines]), "\n"):find("Ann " .. SPARED, 1, true))
    assert.is_nil(table.concat(news(lines[#lines]), "\n"):find("strikes", 1, true))
  end)

  it("has no words for scripts of that player's run, which come out the same when they are computed again", function()
    local it = after({ "strike", "wave" }, NO_VIOLENCE)
    local lines = it:resume("bea", { "wait", "look" })
    assert.equal("Ann waves: Somebody waves back., nil\nAnn " .. SPARED .. ": nil, true\nThe yard.", lines[#lines].text)
    assert.equal(0, it:run("replay").code)
    it:must("player", "care", "bea", "--no-boundary", "violence")
    lines = it:resume("bea", { "look" })
    assert.truthy(lines[#lines].text:find("Ann strikes the guard: There is blood on the stones., nil", 1, true))
    assert.equal(0, it:run("replay").code)
  end)

  it("asks what its choice and its scene ask, and what it says itself instead", function()
    local it = yard()
    it:play("ann", { "strike", "wave", "tell", "weep", "in", "shout", "write", "up" }, "--as", "Ann")
    assert.same({ 'comes up -', 'shouts {"intensity":0.6,"themes":["abuse"]}', 'strikes the guard {"intensity":0.8,"themes":["violence"]}',
      'tells a child a story -', 'waves -', 'weeps for her brother {"themes":["loss"]}', 'writes on the wall {"intensity":0.6,"themes":["abuse"]}' },
      kept(it))
    assert.is_true(support.answer(it:call { "store", "check", "--json" }).fine)
  end)

  it("of a storylet that was offered asks what that asks", function()
    local it = tale.new { tale = tale.story { scenes = [[here = { text = "Here.", intensity = 0, draw = { pool = "p", offer = 1 } },]],
      after = [[define.storylet "cry" { story = "s", pool = "p", label = "A cry", text = "A cry.", themes = { "loss" }, intensity = 0.5,
        event = { action = { { "hears a cry", themes = { "abuse" } } } } }]] } }
    it:play("ann", { "cry" }, "--as", "Ann")
    assert.same({ 'hears a cry {"intensity":0.5,"themes":["abuse","loss"]}' }, kept(it))
  end)

  it("of a handler asks what the scene asks that the turn began in", function()
    local it = yard { watcher = [[
      on("choice.taken", function(run, universe) universe:record { action = "was seen", major = true } end)
      define.story "calm" { start = "a", scenes = { a = { text = "A.", intensity = 0, choices = { { "A", id = "a", themes = { "calm" } } } } } }]] }
    it:play("ann", { "in", "up" }, "--as", "Ann")
    assert.equal('was seen {"intensity":0.6,"themes":["abuse"]}', kept(it)[#kept(it)])
  end)

  it("of a pack that declares nothing is read by nobody who is spared anything", function()
    local it = after({ "wave" }, NO_VIOLENCE, { watcher = [[on("choice.taken", function(run, universe) universe:record { action = "was seen", major = true } end)]] })
    assert.equal('was seen {"undeclared":true}', kept(it)[1])
    assert.truthy(table.concat(news(it:resume("bea", {})[1]), "\n"):find("Ann " .. SPARED, 1, true))
  end)

  it("keeps what it asks through an export and an import", function()
    local it = after({ "strike" }, NO_VIOLENCE)
    local lines, copy = support.path("events.jsonl"), support.path("events_copy.db")
    support.write(lines, it:must("store", "export"))
    local other = support.run { "store", "import", lines, "--store", copy }
    assert.equal(0, other.code, other.err)
    it.common[#it.common] = copy
    assert.same({ "Ann " .. SPARED .. "." }, news(it:resume("bea", {})[1]))
  end)

  it("is refused when what it declares is nothing that could be asked", function()
    for _, wrong in ipairs { 'themes = { "two words" }', 'themes = { 5 }', "themes = 5", "intensity = 1.5", 'intensity = "much"' } do
      local it = tale.new { tale = tale.story { scenes = tale.room(([[{ "Do", id = "do", effect = function(run, universe)
        universe:record { action = "acts", %s } end },]]):format(wrong)) } }
      assert.truthy(it:play("r", { "do" })[2].error, wrong)
    end
    local it = tale.new { tale = tale.story { scenes = tale.room('{ "Do", id = "do", event = { action = "acts", intensity = 2, themes = { 5 } } },') } }
    local done = it:run("check", "tale")
    assert.equal(1, done.code)
    assert.truthy(done.out:find("intensity", 1, true) and done.out:find("themes", 1, true), done.out)
  end)
end)
