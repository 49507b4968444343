-- locale_spec.lua - words in other languages: texts extracted and merged for translators, told in play, and what is wrong with them
local support = require "support"
local zip = require "zip"

describe("texts in other languages", function()
  teardown(support.remove_scratch)

  local tale = [[
define.story "boats" {
  title = "Boats", start = "quay", vars = { n = 0, who = "she" },
  scenes = {
    quay = {
      text = { "Fog over the quay.", { text = "{n, plural, =0 {No boats} one {# boat} other {# boats}} for {who, select, she {her} other {them}}.",
        instead = "Boats." } },
      choices = {
        { "One more", id = "more", add = { n = 1 }, reply = "It comes: {n}." },
        { "Stop", id = "stop", to = "port", when = "n > 0", locked = "Not yet.", event = { action = "stops", consequences = "Quiet." } },
      } },
    port = { text = [=[Home, {character}.]=], ending = "home" },
  },
}
define.unlock "first" { title = "First", description = "A first one.", when = function() return false end }
]]
  local german = {
    ["boats/title"] = "Boote", ["boats/quay/text/1"] = "Nebel über dem Kai.",
    ["boats/quay/text/2"] = "{n, plural, =0 {Keine Boote} one {# Boot} other {# Boote}} für {who, select, she {sie} other {alle}}.",
    ["boats/quay/choices/more/label"] = "Noch eins", ["boats/quay/choices/more/reply"] = "Es kommt: {n}.",
    ["boats/quay/choices/stop/label"] = "Aufhören", ["boats/quay/choices/stop/locked"] = "Noch nicht.",
    ["boats/port/text"] = "Zu Hause, {character}.",
  }

  local serial = 0
  local function pack(files)
    serial = serial + 1
    local name = "tale" .. serial
    files["init.lua"] = files["init.lua"] or tale
    return { name = name, folder = support.pack(name, files), id = name .. ":boats" }
  end

  local function path(one, language) return one.folder .. "/" .. one.name .. "/locale/" .. language .. ".po" end

  local function call(one, words, env)
    for _, word in ipairs { "--no-default-content", "--content", one.folder } do words[#words + 1] = word end
    words.env = env
    return words
  end

  local function entry(id, original, words, flags)
    local function quoted(text) return '"' .. text:gsub('[\\"]', "\\%0"):gsub("\n", "\\n") .. '"' end
    return ("%smsgctxt %s\nmsgid %s\nmsgstr %s\n\n"):format(flags or "", quoted(id), quoted(original), quoted(words))
  end

  local function put(one, language, text)
    os.execute("mkdir -p " .. support.quote(one.folder .. "/" .. one.name .. "/locale"))
    support.write(path(one, language), text)
  end

  -- Fills the file that `strings --write` made.
  local function translate(one, language, words)
    support.must(call(one, { "strings", one.name, "--lang", language, "--write" }))
    local text = support.read(path(one, language))
    for id, told in pairs(words) do
      local at = 'msgctxt "' .. one.name .. ":" .. id .. '"\nmsgid '
      local start = assert(text:find(at, 1, true), id)
      local from, to = text:find('\nmsgstr ""\n', start, true)
      text = text:sub(1, from) .. 'msgstr "' .. told .. '"' .. text:sub(to)
    end
    support.write(path(one, language), text)
  end

  local function play(one, choices, language, extra)
    serial = serial + 1
    local words = call(one, { one.id, "--run", "r", "--as", "Zoë", "--seed", "3", "--store", support.path("tale" .. serial .. ".db") })
    if language then words[#words + 1], words[#words + 2] = "--lang", language end
    for _, word in ipairs(extra or {}) do words[#words + 1] = word end
    local texts, lines = {}, support.play(words, choices)
    for index, line in ipairs(lines) do texts[index] = line.text end
    return texts, lines
  end

  -- Codes of what `check` finds, sorted, and the problems by code.
  local function check(one, ...)
    local found = support.answer(call(one, { "check", "--json", ... })).problems
    local codes, by = {}, {}
    for index, problem in ipairs(found) do
      codes[index] = problem.code
      by[problem.code] = problem
    end
    table.sort(codes)
    return codes, by
  end

  local function is_fine(file) return (os.execute("msgfmt --check -o /dev/null " .. support.quote(file) .. " 2>/dev/null")) end

  it("are extracted with an id that stays, a place and what a translator should know", function()
    local one = pack {}
    local out = support.must(call(one, { "strings", one.name }))
    for _, wanted in ipairs {
      'msgctxt "NAME:boats/title"\nmsgid "Boats"\nmsgstr ""\n', 'msgctxt "NAME:boats/quay/text/1"', 'msgctxt "NAME:boats/quay/text/2/instead"',
      'msgctxt "NAME:boats/quay/choices/more/label"', 'msgctxt "NAME:boats/quay/choices/stop/locked"',
      'msgctxt "NAME:boats/quay/choices/stop/event/action"', 'msgctxt "NAME:boats/quay/choices/stop/event/consequences"',
      'msgctxt "NAME:boats/port/text"', 'msgctxt "NAME:first/description"', "#: NAME/init.lua:8\nmsgctxt \"NAME:boats/quay/choices/more/label\"",
      '#. told when the choice is taken\n#. in "Boats"\n#. of the choice "One more"\n', '#. beside the choice "One more"\n',
    } do
      assert.truthy(out:find(wanted:gsub("NAME", one.name), 1, true), wanted)
    end
    assert.is_true(is_fine(support.write(support.path("template.po"), out)))
  end)

  it("are told in play, without a trace in what happens", function()
    local one = pack {}
    translate(one, "de", german)
    assert.is_true(is_fine(path(one, "de")))
    local texts, lines = play(one, { "more", "more", "stop" }, "de")
    assert.same({ "Nebel über dem Kai.\nKeine Boote für sie.", "Es kommt: 1.\nNebel über dem Kai.\n1 Boot für sie.",
      "Es kommt: 2.\nNebel über dem Kai.\n2 Boote für sie.", "Zu Hause, Zoë." }, texts)
    assert.same({ "Noch eins", "Aufhören", "Noch nicht." },
      { lines[1].choices[1].label, lines[1].choices[2].label, lines[1].choices[2].reason or "Noch nicht." })
    local _, plain = play(one, { "more", "more", "stop" })
    assert.equal("Fog over the quay.\nNo boats for her.", plain[1].text)
    for index, line in ipairs(plain) do
      assert.same({ line.scene, line.choice, line.ending, #line.choices }, { lines[index].scene, lines[index].choice, lines[index].ending, #lines[index].choices })
    end
  end)

  it("are taken from the environment too, from the language without its country, and never from LANG", function()
    local one = pack {}
    translate(one, "de", german)
    assert.equal("Nebel über dem Kai.\nKeine Boote für sie.", (play(one, {}, "de_AT")[1]))
    local function first(env)
      serial = serial + 1
      return support.lines(support.must(call(one, { "play", one.id, "--jsonl", "--store", support.path(serial .. ".db") }, env)))[1].text
    end
    assert.matches("^Nebel", first { TURNSTONE_LANG = "de" })
    assert.matches("^Fog", first { LANG = "de_DE.UTF-8", LC_ALL = "de_DE.UTF-8", LANGUAGE = "de" })
    assert.equal(64, support.run(call(one, { "check", "--lang", "../x" })).code)
  end)

  it("differ in text alone when a run is replayed in another language", function()
    local one = pack {}
    local store = support.path("replayed.db")
    translate(one, "de", german)
    support.play(call(one, { one.id, "--run", "r", "--store", store, "--lang", "de" }), { "more", "more" })
    assert.equal(0, support.run { "store", "check", "--store", store }.code)
    local done = support.run(call(one, { "replay", "r", "--store", store }))
    local differs = done.out:match("it differs from what is stored\n(.-)\nnothing was changed")
    assert.equal("  text: reads otherwise than it did\n  choices: others are open, or read otherwise", differs)
    assert.equal(0, support.run(call(one, { "replay", "r", "--store", store, "--lang", "de" })).code)
  end)

  it("keep a translation whose original changed or is gone", function()
    local one = pack {}
    local init = one.folder .. "/" .. one.name .. "/init.lua"
    translate(one, "de", german)
    support.write(init, (tale:gsub("Fog over the quay", "Thick fog over the quay"):gsub(', reply = "It comes: {n}."', "")))
    support.must(call(one, { "strings", one.name, "--lang", "de", "--write" }))
    local text = support.read(path(one, "de"))
    assert.truthy(text:find('#, fuzzy\n#| msgid "Fog over the quay."\nmsgctxt "' .. one.name .. ':boats/quay/text/1"\nmsgid "Thick fog over the quay."\nmsgstr "Nebel über dem Kai."\n', 1, true))
    assert.truthy(text:find('#~ msgctxt "' .. one.name .. ':boats/quay/choices/more/reply"\n#~ msgid "It comes: {n}."\n#~ msgstr "Es kommt: {n}."\n', 1, true))
    assert.is_true(is_fine(path(one, "de")))
    assert.matches("^Thick fog", (play(one, {}, "de")[1]))
    assert.same({ "fuzzy-translation", "missing-translation" }, (check(one, "--lang", "de")))
    support.write(init, tale)
    support.must(call(one, { "strings", one.name, "--lang", "de", "--write" }))
    text = support.read(path(one, "de"))
    assert.is_nil(text:find("fuzzy", 1, true) or text:find("#~", 1, true))
    assert.same({ "Nebel über dem Kai.\nKeine Boote für sie.", "Es kommt: 1.\nNebel über dem Kai.\n1 Boot für sie." }, (play(one, { "more" }, "de")))
    support.must(call(one, { "strings", one.name, "--lang", "de", "--write" }))
    assert.equal(text, support.read(path(one, "de"))) -- nothing to do, nothing changed
  end)

  it("have the plural forms of their own language", function()
    local one = pack { ["init.lua"] = [[define.story "boats" { title = "B", start = "here", vars = { n = 0 }, scenes = { here = {
      text = "{n, plural, one {# file} other {# files}}", choices = { { "Again", id = "again", add = { n = 1 } } } } } }]] }
    for language, forms in pairs { pl = "one {# plik} few {# pliki} many {# plików} other {# pliku}",
      ar = "zero {z#} one {o#} two {t#} few {f#} many {m#} other {x#}" } do
      put(one, language, entry(one.id .. "/here/text", "{n, plural, one {# file} other {# files}}", "{n, plural, " .. forms .. "}"))
    end
    local five = { "again", "again", "again", "again", "again" }
    assert.same({ "0 files", "1 file", "2 files", "3 files", "4 files", "5 files" }, (play(one, five)))
    assert.same({ "0 plików", "1 plik", "2 pliki", "3 pliki", "4 pliki", "5 plików" }, (play(one, five, "pl")))
    assert.same({ "z0", "o1", "t2", "f3", "f4", "f5" }, (play(one, five, "ar")))
  end)

  it("are in the language the manifest says, which then lacks nothing", function()
    local one = pack { ["init.lua"] = [[define.story "boats" { title = "B", start = "here", scenes = { here = { ending = "e",
      text = "{3, plural, one {# plik} few {# pliki} other {# pliku}}" } } }]] }
    support.write(one.folder .. "/" .. one.name .. "/pack.lua", ('return { name = %q, version = "1.0.0", language = "pl" }'):format(one.name))
    assert.same({ "3 pliki" }, (play(one, {})))
    assert.same({}, (check(one, "--lang", "pl")))
    support.write(one.folder .. "/" .. one.name .. "/pack.lua", ('return { name = %q, version = "1.0.0", language = "Polish" }'):format(one.name))
    assert.equal(1, support.run(call(one, { "check" })).code)
  end)

  it("may come from another pack, whose words stand behind the pack's own, and which may ask for no more than the original", function()
    local one = pack {}
    local mod = one.folder .. "/aaa"
    os.execute("mkdir -p " .. support.quote(mod .. "/locale"))
    support.write(mod .. "/pack.lua", 'return { name = "aaa", version = "1.0.0" }')
    support.write(mod .. "/locale/de.po", entry(one.id .. "/quay/text/1", "Fog over the quay.", "Nebel der Mod.")
      .. entry(one.id .. "/quay/choices/more/reply", "It comes: {n}.", "Es kommt {n}, {who}."))
    assert.matches("^Nebel der Mod%.\nNo boats", (play(one, {}, "de")[1]))
    assert.matches("^It comes: 1%.", (play(one, { "more" }, "de")[2]))
    local codes, by = check(one, "aaa", "--lang", "de")
    assert.same({ "bad-translation" }, codes)
    assert.matches("only the pack's own translation may ask for more", by["bad-translation"].message, 1, true)
    translate(one, "de", german)
    assert.matches("^Nebel über dem Kai", (play(one, {}, "de")[1]))
  end)

  it("are told from an archive as from a folder", function()
    local one = pack {}
    translate(one, "de", german)
    local po, folder = support.read(path(one, "de")), support.path("zipped")
    os.execute("mkdir -p " .. support.quote(folder))
    zip.write(folder .. "/" .. one.name .. ".zip", { { "pack.lua", ('return { name = %q, version = "1.0.0" }'):format(one.name) },
      { "init.lua", tale }, { "locale/de.po", po } })
    one.folder = folder
    assert.matches("^Nebel", (play(one, {}, "de")[1]))
    assert.equal(po, support.must(call(one, { "strings", one.name, "--lang", "de" })))
    assert.equal(65, support.run(call(one, { "strings", one.name, "--lang", "de", "--write" })).code)
  end)

  it("stay when the pack's state was stopped and built again", function()
    local one = pack { ["init.lua"] = tale:gsub("choices = {", 'choices = { { "Hang", id = "hang", effect = function() while true do end end },', 1) }
    translate(one, "de", german)
    local texts, lines = play(one, { "hang", "more" }, "de")
    assert.truthy(lines[2].error)
    assert.equal("Es kommt: 1.\nNebel über dem Kai.\n1 Boot für sie.", texts[3])
  end)

  it("are looked at by check: missing ones, unknown ids, placeholders, what cannot be told", function()
    local one = pack {}
    put(one, "de", entry(one.id .. "/nowhere/text", "x", "y") .. entry(one.id .. "/quay/text/1", "Fog over the quay.", "Nebel, {n}.")
      .. entry(one.id .. "/quay/choices/more/reply", "It comes: {n}.", "Es kommt.") .. entry(one.id .. "/port/text", "Home, {character}.", "{oops")
      .. entry(one.id .. "/quay/choices/stop/label", "Stop", "{nobody}"))
    local codes, by = check(one)
    assert.same({ "bad-translation", "bad-translation", "missing-translation", "translation-placeholder", "translation-placeholder",
      "translation-placeholder", "unknown-translation" }, codes)
    assert.equal(one.name .. "/locale/de.po", by["unknown-translation"].file)
    assert.equal(2, by["unknown-translation"].line)
    assert.matches("^9 lines", by["missing-translation"].message)
    local texts, lines = play(one, { "more", "stop" }, "de")
    assert.matches("^Nebel, 0%.", texts[1])
    assert.equal("Home, Zoë.", texts[3])
    assert.equal("Stop", lines[1].choices[2].label) -- its translation names what is not there
  end)

  it("do no harm when a file is broken", function()
    local one = pack {}
    for index, text in ipairs { 'msgid "a\n', "\255\254", ("\0"):rep(100), 'msgctxt "a"\n', ("#"):rep(100000), 'msgid "a"\nmsgid_plural "b"\n',
      entry(one.id .. "/quay/text/1", "Fog over the quay.", ("{&"):rep(5000)), entry(one.id .. "/quay/text/1", "Fog over the quay.", ("x"):rep(100000)) } do
      put(one, "de", text)
      local codes = check(one, "--lang", "de")
      assert.truthy(index == 5 or codes[1]:find("^bad%-translation"), index)
      assert.matches("^Fog over the quay", (play(one, {}, "de")[1]))
    end
    put(one, "de", 'msgid "a"\nmsgstr "b\n')
    local _, by = check(one)
    assert.equal(2, by["bad-translation-file"].line)
    local kept = support.read(path(one, "de"))
    assert.equal(65, support.run(call(one, { "strings", one.name, "--lang", "de", "--write" })).code)
    assert.equal(kept, support.read(path(one, "de")))
  end)

  it("tell The Lantern Keeper in German, whole", function()
    assert.is_true(is_fine("content/harbour/locale/de.po"))
    local found = support.answer { "check", "harbour", "--lang", "de", "--json" }
    assert.same({}, found.problems)
    local merged = support.must { "strings", "harbour", "--lang", "de" }
    assert.equal(support.read("content/harbour/locale/de.po"), merged) -- up to date
  end)
end)
