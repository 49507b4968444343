-- pack_told_spec.lua - what is told of packs: which of two is used, what a mod does, what is wrong with one and what next
local support = require "support"

-- A folder of several packs: name -> { path -> text }.
local function packs(folder, all)
  for name, files in pairs(all) do
    for path, text in pairs(files) do
      local full = support.path(folder) .. "/" .. name .. "/" .. path
      os.execute("mkdir -p " .. support.quote(full:match("^(.*)/")))
      support.write(full, text)
    end
  end
  return support.path(folder)
end

local function manifest(name, more, version)
  return ("return { name = %q, version = %q, %s }\n"):format(name, version or "1.0.0", more or "")
end

local function story(name, words)
  return ('define.story %q { title = "T", start = "here", scenes = { here = { text = %q, choices = { { "Wait", id = "wait" } } } } }\n'):format(name, words)
end

local function own(path) return support.path("data/turnstone/packs/" .. path) end

-- Runs with the packs of one folder.
local function run(folder, ...)
  local call = { ... }
  call[#call + 1] = "--content"
  call[#call + 1] = folder
  return support.run(call)
end

local function named(text, ...)
  for _, words in ipairs { ... } do assert(text:find(words, 1, true), ("%q is not in: %s"):format(words, text)) end
end

local function count(text, words)
  local found, at = 0, 1
  while true do
    local from, to = text:find(words, at, true)
    if not from then return found end
    found, at = found + 1, to + 1
  end
end

describe("of two packs of one name", function()
  after_each(support.remove_scratch)

  local function both()
    local old = packs("old", { islet = { ["pack.lua"] = manifest "islet", ["init.lua"] = story("islet", "The old one.") } })
    support.must { "pack", "add", old .. "/islet" }
    return packs("work", { islet = { ["pack.lua"] = manifest("islet", nil, "1.1.0"), ["init.lua"] = story("islet", "The new one.") } })
  end

  it("the one that --content names is played, then the user's own, then that of content/", function()
    local work = both()
    named(run(work, "play", "islet:islet", "--auto", "1", "--store", support.path("s.db")).out, "The new one.")
    named(support.run({ "play", "islet:islet", "--auto", "1", "--store", support.path("t.db") }).out, "The old one.")
    local harbour = packs("data/turnstone/packs", { harbour = { ["pack.lua"] = manifest("harbour", nil, "9.0.0") } }) .. "/harbour"
    assert.same({ "9.0.0", harbour }, { support.answer({ "pack", "show", "harbour", "--json" }).version, support.answer({ "pack", "show", "harbour", "--json" }).path })
  end)

  it("the one that is used is shown, with where the other lies", function()
    local work = both()
    local done = run(work, "pack", "show", "islet")
    assert.same({ 0, "" }, { done.code, done.err })
    named(done.out, "1.1.0", "enabled", work .. "/islet", 'another "islet" is not used, in ' .. own "islet")
    local shown = support.decode(run(work, "pack", "show", "islet", "--json").out)
    assert.same({ { own "islet" }, "1.1.0", false }, { shown.unused, shown.version, shown.twin })
  end)

  it("only the other is listed as left out, once, with what next", function()
    local work = both()
    local page = run(work, "pack", "list").out
    assert.equal(1, count(page, 'islet is left out (another "islet" is used, in "' .. work .. '/islet")'))
    assert.equal(1, count(page, "islet is left out"))
    named(page, "`turnstone pack remove islet`, or `turnstone pack add " .. work .. "/islet --replace`")
    assert.is_nil(page:find("pack disable", 1, true))
    local states = {}
    for _, pack in ipairs(support.decode(run(work, "pack", "list", "--json").out)) do
      if pack.name == "islet" then states[pack.path] = pack.state end
    end
    assert.same({ [work .. "/islet"] = "enabled", [own "islet"] = "left out" }, states)
    assert.equal(0, run(work, "check", "islet").code) -- nothing is wrong with the one that is used
    support.must { "pack", "add", work .. "/islet", "--replace", "--content", work }
    assert.equal("1.1.0", support.answer({ "pack", "show", "islet", "--json" }).version)
  end)
end)

describe("what a mod does", function()
  after_each(support.remove_scratch)

  local function mod()
    return packs("content", {
      islet = { ["pack.lua"] = manifest "islet", ["init.lua"] = story("islet", "An islet.") },
      bell = { ["pack.lua"] = manifest("bell", 'requires = { "islet" }'), ["init.lua"] = [[
amend.scene "islet:islet/here" { text = { after = "A bell." }, choices = { add = { { "Ring", id = "ring", to = "tower" } } } }
define.scene "islet:islet/tower" { text = "Up here.", ending = "up" }
define.world { rings = 0 }
on("ending.reached", {}, function(run, universe) universe:add("rings", 1) end)
]] },
    })
  end

  it("is counted by check, each thing in the right number", function()
    local folder = mod()
    assert.equal("1 pack, 1 scene, 1 choice, 2 amendments, 1 handler, 1 world key: no problems\n", run(folder, "check", "bell", "--no-default-content").out)
    assert.equal("1 pack, 1 scene, 1 choice: no problems\n", run(folder, "check", "islet", "--no-default-content").out)
    local counted = support.decode(run(folder, "check", "bell", "--json", "--no-default-content").out)
    assert.same({ 2, 1, 1, 0 }, { counted.amendments, counted.handlers, counted.keys, counted.unlocks })
  end)

  it("is shown: what it amends, brings to others' stories, and listens to", function()
    local folder = mod()
    named(run(folder, "pack", "show", "bell", "--no-default-content").out, "after islet:islet/here/text", "add islet:islet/here/choices/ring",
      "bell:islet/tower", "bell:rings", "ending.reached")
    local defines = support.decode(run(folder, "pack", "show", "bell", "--json", "--no-default-content").out).defines
    assert.same({ { "bell:islet/tower" }, { "bell:rings" }, { "ending.reached" }, 1, 2 },
      { defines.scenes, defines.keys, defines.listens, defines.handlers, #defines.amends })
  end)

  it("can be set, and one setting is shown plainly", function()
    local folder = packs("content", { islet = { ["pack.lua"] = manifest("islet",
      'settings = { fog = { default = 0.5, min = 0, max = 1, doc = "how thick" }, birds = { default = true, doc = "in the air" } }') } })
    assert.equal("fog = 0.5 (number, at least 0.0, at most 1.0; by default 0.5): how thick\n", run(folder, "pack", "set", "islet", "fog").out)
    named(run(folder, "pack", "set", "islet").out, "SETTING", "ABOUT", "how thick", "in the air")
  end)
end)

describe("what is wrong with a pack", function()
  after_each(support.remove_scratch)

  it("is said when it is added or switched on, though it was checked alone before", function()
    local from = packs("from", {
      lone = { ["pack.lua"] = manifest("lone", 'requires = { "absent" }') },
      typo = { ["pack.lua"] = manifest "typo", ["init.lua"] = "define.world { a = }\n" },
    })
    for name, why in pairs { lone = "absent", typo = "typo/init.lua:1" } do
      local done = support.run { "pack", "add", from .. "/" .. name }
      assert.equal(0, done.code, done.err)
      named(done.err, "left out", why, "turnstone check " .. name)
      support.must { "pack", "disable", name }
      named(support.run({ "pack", "enable", name }).err, "left out", why, "turnstone check " .. name)
    end
  end)

  it("is said of a .zip file under the name that was given, with no place in it", function()
    support.write(support.path("bad.zip"), "no archive at all")
    local done = support.run { "pack", "add", support.path("bad.zip") }
    assert.equal(1, done.code)
    named(done.err, 'the archive "' .. support.path("bad.zip") .. '" cannot be used: it is no zip archive')
    for _, words in ipairs { ".adding-", "pack.lua", "manifest" } do assert.is_nil(done.err:find(words, 1, true), done.err) end
  end)

  it("is said with one place, the line of pack.lua that it is about", function()
    local folder = packs("content", {
      wrong = { ["pack.lua"] = 'return {\n  name = = "wrong",\n}\n' },
      lonely = { ["pack.lua"] = 'return {\n  name = "lonely", version = "1.0.0",\n  requires = {\n    "absent >= 2",\n  },\n}\n' },
    })
    local out = run(folder, "check", "--no-default-content").out
    named(out, "wrong/pack.lua:2: unexpected symbol", '2 | name = = "wrong"', 'lonely/pack.lua:4: "lonely" requires "absent"', '4 | "absent >= 2"', "--content")
    assert.equal(1, count(out, "wrong/pack.lua"))
  end)

  it("is said once of packs that require each other in a ring", function()
    local folder = packs("content", {
      hen = { ["pack.lua"] = 'return {\n  name = "hen", version = "1.0.0",\n  requires = { "egg" },\n}\n' },
      egg = { ["pack.lua"] = 'return {\n  name = "egg", version = "1.0.0",\n  requires = { "hen" },\n}\n' },
      islet = { ["pack.lua"] = manifest "islet", ["init.lua"] = story("islet", "An islet.") },
    })
    for _, said in ipairs { run(folder, "check", "--no-default-content").out,
      run(folder, "play", "islet:islet", "--auto", "1", "--no-default-content", "--store", support.path("s.db")).err } do
      assert.equal(1, count(said, "in a ring"), said)
      named(said, "egg/pack.lua:3: ", "take one of these names out of `requires`")
    end
    assert.equal(1, run(folder, "check", "hen", "--no-default-content").code)
  end)

  it("is one line when another was switched off on purpose", function()
    local folder = packs("content", {
      islet = { ["pack.lua"] = manifest "islet", ["init.lua"] = story("islet", "An islet.") },
      pier = { ["pack.lua"] = manifest "pier" },
      boat = { ["pack.lua"] = manifest("boat", 'requires = { "pier" }') },
      crew = { ["pack.lua"] = manifest("crew", 'requires = { "boat" }') },
    })
    run(folder, "pack", "disable", "pier")
    local done = run(folder, "play", "islet:islet", "--auto", "1", "--no-default-content", "--store", support.path("s.db"))
    assert.same({ 0, 'turnstone: left out, as "pier" is switched off: boat, crew\n' }, { done.code, done.err })
  end)
end)
