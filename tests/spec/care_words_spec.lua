-- care_words_spec.lua - what the host itself says: what holds now, whose help is shown, and all of it in other languages
local support = require "support"
local tale = require "tale"

local scenes = [[
  here = { text = "Here.", reflect = { "What now?", minutes = 2 }, breath = "In, and out.", choices = {
    { "On", id = "on", to = "there" },
    { "Wait", id = "wait", warning = { type = "noise", description = "A bang.", severity = "mild" } },
  } },
  there = { text = "There.", warning = { type = "loss", description = "A grave." }, intensity = 0.4, themes = { "loss" }, choices = { { "End", id = "finish", to = "over" } } },
  over = { text = "Over.", ending = "done" }, ]]

local function new_tale(files)
  local packs = { tale = { ["init.lua"] = tale.story { scenes = scenes } } }
  for path, text in pairs(files or {}) do packs.tale[path] = text end
  return tale.new(packs)
end

local said = {
  { "/care ceiling 0.4", "from now on: nothing above 0.4 is shown" },
  { "/care comfort moderate", "from now on: nothing above 0.6 is shown" },
  { "/care ceiling 1", "from now on: nothing is held back for being intense" },
  { "/care boundary loss", 'from now on: nothing that touches "loss" is shown' },
  { "/care boundary los", 'from now on: nothing that touches "los" is shown' },
  { "/care boundary -loss", 'from now on: "loss" is no boundary of yours' },
  { "/care pacing slow", "from now on: a slow pace, with pauses offered often" },
  { "/care pure on", "from now on: only the game; no warnings, no moments, nothing that touches a theme" },
  { "/care pure off", "from now on: the whole story again, with its warnings and moments" },
  { "/care reflections off", "from now on: no questions to think about" },
  { "/care breaths on", "from now on: breaths are offered" },
  { "/skip all", "from now on, until you leave today: all that is warned of is left out" },
}

describe("a change of care", function()
  teardown(support.remove_scratch)

  it("is confirmed by what holds now, to people and to programs", function()
    local it = new_tale()
    local lines = {}
    for index, one in ipairs(said) do lines[index] = one[1] end
    local told = it:play("r", lines)
    local page = support.must(it:call { "play", "tale:s", "--plain", "--player", "other", input = table.concat(lines, "\n") .. "\n" })
    local at = 1
    for index, one in ipairs(said) do
      local notices = tale.notices(told[index + 1])
      assert.truthy(notices:find(one[2], 1, true), one[1] .. ": " .. notices)
      at = assert(select(2, page:find("\n" .. one[2] .. "\n", at, true)), one[1] .. ": " .. page)
    end
    assert.truthy(tale.notices(told[6]):find('no pack at hand declares "los"; it is kept. Did you mean "loss"?', 1, true))
  end)

  it("says nothing of what was refused", function()
    local told = new_tale():play("r", { "/care ceiling 2", "on" })
    assert.truthy(told[2].error)
    assert.is_nil(tale.notices(told[3]):find("from now on", 1, true))
  end)

  it("says the ceiling that holds where signs have lowered it", function()
    local it = new_tale { ["rule.lua"] = 'on("choice.taken", function(run) run.care:ease() end)' }
    local told = it:play("r", { "wait", "/care ceiling 0.5", "/care ceiling 0.8" })
    assert.truthy(tale.notices(told[3]):find("nothing above 0.5", 1, true))
    assert.truthy(tale.notices(told[4]):find("nothing above 0.8", 1, true))
  end)

  it("is read in words with the run", function()
    local it = new_tale()
    it:play("r", { "/care pacing slow", "/care breaths off", "/skip all" })
    local page = it:must("run", "show", "r")
    assert.truthy(page:find("care +no breaths; at a slow pace; in session 1 all that is warned of is left out\n"), page)
    it:play("s", { "on" }, "--player", "other", "--warnings", "ask")
    assert.truthy(it:must("run", "show", "s"):find("care +nothing is held back; a warning waits for an answer, before tale:s/there\n"))
    assert.equal("tale:s/there", it:show("s").care.gate)
  end)
end)

describe("the line of help", function()
  teardown(support.remove_scratch)

  local function rest(it, ...)
    return support.run(it:call { "play", "tale:s", "--plain", "--player", "p" .. #{ ... } .. tostring(...), input = "/rest\n", ... })
  end

  it("is told of where a country has none, with those that have one", function()
    local it = new_tale()
    for _, country in ipairs { "XX", "Germany" } do
      local done = rest(it, "--country", country)
      assert.equal(0, done.code, done.err)
      assert.truthy(done.err:find(('no line of help for the country "%s": there are AT, AU, '):format(country), 1, true), done.err)
      assert.truthy(done.err:find("the one for everywhere", 1, true), done.err)
      assert.truthy(done.out:find("findahelpline.com", 1, true), done.out)
    end
    for _, country in ipairs { "de", "DE" } do
      local done = rest(it, "--country", country)
      assert.is_nil(done.err:find("no line of help", 1, true), done.err)
      assert.truthy(done.out:find("TelefonSeelsorge", 1, true), done.out)
    end
  end)

  it("is in the language of the texts, where there is one in it", function()
    local it = new_tale()
    assert.truthy(rest(it, "--country", "at", "--lang", "de_AT").out:find("hört die TelefonSeelsorge", 1, true))
    assert.truthy(rest(it, "--country", "fr", "--lang", "de").out:find("somebody listens", 1, true))
    assert.truthy(rest(it, "--country", "xx", "--lang", "de").out:find("nennt Menschen, die zuhören", 1, true))
  end)
end)

describe("the host's own words", function()
  teardown(support.remove_scratch)

  -- What the program says in that language: entries by context, each its original and its words.
  local function entries(text)
    local list, count = {}, 0
    for context, original, words in text:gmatch('\nmsgctxt "(.-)"\nmsgid "(.-)"\nmsgstr "(.-)"\n') do
      list[context], count = { original, words }, count + 1
    end
    return list, count
  end

  local function places(text)
    local list = {}
    for place in text:gmatch("{%d}") do list[#list + 1] = place end
    return table.concat(list)
  end

  it("are there in every language that ships, all of them, each fitting its original", function()
    local rows, count = {}, 0
    for line in support.read("runtime/game/words.h"):gmatch("[^\n]+") do
      local id, english = line:match('^    row%([A-Z_]+, "([^"]+)", "(.+)"%)')
      if id then rows[id], count = english, count + 1 end
    end
    assert.is_true(count > 50)
    for path in support.shell("ls scripts/locale/*.po"):gmatch("[^\n]+") do
      local list, told = entries(support.read(path))
      assert.equal(count, told, path)
      for id, english in pairs(rows) do
        local entry = assert(list["host:" .. id], path .. ": " .. id)
        assert.equal(english, entry[1], path)
        assert.is_true(#entry[2] > 0, path .. ": " .. id)
        assert.equal(places(english), places(entry[2]), path .. ": " .. id)
      end
    end
  end)

  it("are told in German: a warning, its answers, moments, what holds, and how to ask", function()
    local it = new_tale()
    local lines = it:play("r", { "/care ceiling 0.9", "on" }, "--lang", "de", "--warnings", "ask")
    assert.equal("Wait (voraus: A bang.)", lines[1].choices[2].label)
    assert.equal("zum Nachdenken, wenn du magst, etwa 2 Minuten: What now?\nein Atemzug, wenn du magst: In, and out.", tale.notices(lines[1]))
    assert.equal("von jetzt an: nichts über 0.9 wird gezeigt", tale.notices(lines[2]))
    assert.equal("Voraus (loss, mittel): A grave.", lines[3].text)
    assert.same({ "Weiter", "Auslassen" }, { lines[3].choices[1].label, lines[3].choices[2].label })
    local page = support.must(it:call { "play", "tale:s", "--plain", "--lang", "de", input = "/help\n/care\n" })
    assert.truthy(page:find("was dir erspart bleiben soll, und wie du es änderst", 1, true), page)
    assert.truthy(page:find("nichts Heftigeres wird gezeigt", 1, true), page)
    assert.equal(0, it:run("replay").code)
  end)

  local function po(id, original, words) return ('msgctxt "host:%s"\nmsgid "%s"\nmsgstr "%s"\n\n'):format(id, original, words) end

  it("are told in the words of a pack where the program has none, if they fit, and never against its own", function()
    local entry = po("warning/go_on", "Go on", "Verder") .. po("warning", "Ahead ({1}): {2}", "Straks: {2}") .. po("warning/leave_out", "Leave it", "Weg")
    local it = new_tale { ["locale/nl.po"] = entry, ["locale/de.po"] = po("warning/leave_out", "Leave this out", "Weiter") }
    local function told(run, language)
      local lines = it:play(run, { "on" }, "--player", run, "--lang", language, "--warnings", "ask")
      return { lines[2].text, lines[2].choices[1].label, lines[2].choices[2].label }
    end
    assert.same({ "Ahead (loss, moderate): A grave.", "Verder", "Leave this out" }, told("a", "nl"))
    assert.same({ "Voraus (loss, mittel): A grave.", "Weiter", "Auslassen" }, told("b", "de"))
    local out = it:run("check").out
    assert.is_nil(out:find("unknown-translation", 1, true), out)
  end)

  it("let the proof of care hear warnings in another language", function()
    local it = new_tale()
    local done = support.run { "sim", "care", "--runs", "20", "--turns", "20", "--lang", "de", "--json", "--no-default-content", "--content", it.folder }
    assert.equal(0, done.code, done.out .. done.err)
  end)
end)
