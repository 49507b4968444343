-- pack_spec.lua - packs as their users have them: listed, added, switched off, set; the bad ones never in the way of the good
local support = require "support"
local zip = require "zip"

local function quoted(...) return support.quote(support.path(...)) end

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

local islet = [[
define.story "islet" { title = "Islet", start = "here", endless = true, scenes = { here = { text = "An islet.", choices = { { "Wait", id = "wait" } } } } }
]]

-- Runs with the packs of one folder, beside the user's own.
local function run(folder, call, ...)
  for _, word in ipairs { ... } do call[#call + 1] = word end
  call[#call + 1] = "--content"
  call[#call + 1] = folder
  return support.run(call)
end

local function list(folder, ...)
  local done = run(folder, { "pack", "list", "--json" }, ...)
  assert.equal(0, done.code, done.err)
  local by_name = {}
  for index, pack in ipairs(support.decode(done.out)) do
    by_name[#by_name + 1] = pack.name
    by_name[pack.name] = pack
    pack.place = index
  end
  return by_name
end

local function named(text, ...)
  for _, words in ipairs { ... } do assert(text:find(words, 1, true), ("%q is not in: %s"):format(words, text)) end
end

describe("the packs of a user", function()
  after_each(support.remove_scratch)

  it("are listed in the order of loading, with version, state and where they are from", function()
    local folder = packs("content", {
      zebra = { ["pack.lua"] = manifest("zebra", nil, "2.1.0") },
      apple = { ["pack.lua"] = manifest("apple", 'requires = { "zebra >= 2" }') },
    })
    local found = list(folder, "--no-default-content")
    assert.same({ "zebra", "apple" }, { found[1], found[2] })
    assert.same({ "2.1.0", "enabled", folder .. "/zebra" }, { found.zebra.version, found.zebra.state, found.zebra.path })
    local page = run(folder, { "pack", "list", "--no-default-content" })
    named(page.out, "zebra", "2.1.0", "enabled", folder)
  end)

  it("are shown with all that they say of themselves, and the nearest is named when there is none", function()
    local folder = packs("content", { islet = {
      ["pack.lua"] = manifest("islet", [[title = "An Islet", authors = { "Ada" }, license = "MIT", description = "Small.",
        permissions = { "universe.write" }, settings = { fog = { default = 0.5, min = 0, max = 1, doc = "how thick" } } ]]),
      ["init.lua"] = islet,
    }, lone = { ["pack.lua"] = manifest("lone", 'requires = { "zoo >= 2", "! owl" }') } })
    local shown = run(folder, { "pack", "show", "islet", "--no-default-content" })
    named(shown.out, "An Islet", "Ada", "MIT", "Small.", "write other packs' worlds", "fog", "0.5", "how thick", "islet:islet")
    local json = support.decode(run(folder, { "pack", "show", "islet", "--json", "--no-default-content" }).out)
    assert.same({ "Ada" }, json.authors)
    assert.same({ "islet:islet" }, json.defines.stories)
    named(run(folder, { "pack", "show", "lone", "--no-default-content" }).out, "left out", "zoo >= 2", "not there")
    assert.same({ { here = "not there", met = false, requirement = "zoo >= 2" }, { here = "not there", met = true, requirement = "! owl" } },
      support.decode(run(folder, { "pack", "show", "lone", "--json", "--no-default-content" }).out).requires)
    local done = run(folder, { "pack", "show", "islt", "--no-default-content" })
    assert.equal(65, done.code)
    named(done.err, "islt", "islet")
  end)

  it("can be switched off and on again, and say what goes with them", function()
    local folder = packs("content", {
      islet = { ["pack.lua"] = manifest "islet", ["init.lua"] = islet },
      bridge = { ["pack.lua"] = manifest("bridge", 'requires = { "islet" }') },
    })
    local done = run(folder, { "pack", "disable", "islet" })
    assert.equal(0, done.code)
    named(done.err, "bridge", "islet")
    local found = list(folder)
    assert.same({ "disabled", "left out" }, { found.islet.state, found.bridge.state })
    named(found.bridge.why, "islet")
    done = run(folder, { "play", "islet:islet", "--auto", "1", "--store", support.path("off.db") })
    assert.equal(65, done.code)
    named(done.err, "islet:islet", "pack enable islet")
    assert.equal(0, run(folder, { "pack", "enable", "islet" }).code)
    assert.equal("enabled", list(folder).bridge.state)
    done = run(folder, { "play", "islet:islet", "--auto", "1", "--store", support.path("off.db") })
    assert.same({ 0, "" }, { done.code, done.err:match("left out") or "" })
    assert.equal(65, run(folder, { "pack", "disable", "iselt" }).code)
  end)

  it("tell a run whose story is switched off why it waits", function()
    local folder = packs("content", { islet = { ["pack.lua"] = manifest "islet", ["init.lua"] = islet } })
    local store = support.path("run.db")
    assert.equal(0, run(folder, { "play", "islet:islet", "--run", "r", "--auto", "1", "--store", store }).code)
    run(folder, { "pack", "disable", "islet" })
    local done = run(folder, { "play", "--run", "r", "--auto", "1", "--store", store })
    assert.equal(65, done.code)
    named(done.err, '"r"', "islet:islet", "pack enable islet")
  end)

  it("are set within what they allow, and back", function()
    local folder = packs("content", { islet = { ["pack.lua"] = manifest("islet", [[settings = {
      fog = { default = 0.5, min = 0, max = 1 }, boats = { default = 3, min = -5, max = 9 }, birds = { default = true },
      tone = { default = "calm", choices = { "calm", "stormy" } } }]]) } })
    local function set(...) return run(folder, { "pack", "set", "islet", ... }) end
    local function value(name)
      for _, setting in ipairs(support.decode(set("--json").out).settings) do
        if setting.name == name then return setting.value end
      end
    end
    for _, pair in ipairs { { "fog", "0.1", 0.1 }, { "boats", "-4", -4 }, { "birds", "off", false }, { "tone", "stormy", "stormy" } } do
      assert.equal(0, set(pair[1], pair[2]).code, pair[1])
      assert.equal(pair[3], value(pair[1]))
    end
    for _, wrong in ipairs { { "fog", "2" }, { "fog", "thick" }, { "boats", "1.5" }, { "boats", "10" }, { "birds", "many" }, { "tone", "calmm" }, { "fgo", "1" } } do
      local done = set(wrong[1], wrong[2])
      assert.equal(65, done.code, wrong[1] .. " " .. wrong[2])
      named(done.err, wrong[1], wrong[1] == "fgo" and '"fog"' or wrong[2])
    end
    named(set("tone", "calmm").err, 'did you mean "calm"?')
    assert.equal(0.1, value("fog"))
    assert.equal(0, set("fog", "--default").code)
    assert.same({ 0.5, -4 }, { value("fog"), value("boats") })
    assert.equal(0, set("--default").code)
    assert.equal(3, value("boats"))
  end)

  it("keep what somebody else wrote into packs.json, and never write over one that is damaged", function()
    local file = support.path("data/turnstone/packs.json")
    local folder = packs("content", { islet = { ["pack.lua"] = manifest "islet", ["init.lua"] = islet } })
    os.execute("mkdir -p " .. quoted("data/turnstone"))
    support.write(file, '{ "colour": { "of": "paper" }, "disabled": [ "islet" ] }')
    assert.equal(0, run(folder, { "pack", "enable", "islet" }).code)
    assert.same({ colour = { of = "paper" }, disabled = {} }, support.decode(support.read(file)))
    for _, text in ipairs { '{ "disabled": [ "isl', '[]', '{"disabled":[1]}', '{"settings":{"islet":{"fog":[]}}}', "" } do
      support.write(file, text)
      for _, call in ipairs { { "pack", "disable", "islet" }, { "play", "islet:islet", "--auto", "1", "--store", support.path("d.db") } } do
        local done = run(folder, call)
        assert.equal(65, done.code, text)
        named(done.err, file)
      end
      assert.equal(text, support.read(file))
    end
  end)

  it("are switched off by several at once, and none of it is lost", function()
    local all, calls = {}, {}
    for _, name in ipairs { "a", "b", "c", "d", "e", "f" } do
      all[name] = { ["pack.lua"] = manifest(name) }
      calls[#calls + 1] = ("%s pack disable %s --quiet --no-default-content --content %s &"):format(support.quote(support.binary), name, quoted("content"))
    end
    packs("content", all)
    os.execute(("export XDG_DATA_HOME=%s; %s wait"):format(quoted("data"), table.concat(calls, " ")))
    local off = support.decode(support.read(support.path("data/turnstone/packs.json"))).disabled
    table.sort(off)
    assert.equal("a b c d e f", table.concat(off, " "))
  end)
end)

describe("a pack that is added", function()
  after_each(support.remove_scratch)

  local function own(name) return support.path("data/turnstone/packs/" .. name) end

  it("is played from the user's own folder, until it is removed", function()
    local from = packs("from", { islet = { ["pack.lua"] = manifest("islet", 'permissions = { "vars.write" }'), ["init.lua"] = islet } })
    local store = support.path("own.db")
    local done = support.run { "pack", "add", from .. "/islet" }
    assert.same({ 0, "" }, { done.code, done.err })
    named(done.out, "islet", "1.0.0", "it asks to change variables of other packs' stories")
    support.must { "play", "islet:islet", "--auto", "1", "--store", store }
    assert.equal(65, support.run({ "play", "islet:islet", "--auto", "1", "--store", store, "--no-default-content", "--content", "tests/bench/content" }).code)
    done = support.run { "pack", "remove", "islet" }
    assert.equal(64, done.code)
    local asked = support.shell(("printf 'n\\n' | XDG_DATA_HOME=%s script -qec %s /dev/null"):format(quoted("data"),
      support.quote(support.quote(support.binary) .. " pack remove islet")))
    named(asked, "[y/N]", "was kept")
    support.must { "pack", "remove", "islet", "--yes" }
    assert.is_false(support.exists(own("islet/pack.lua")))
    assert.equal("", support.shell("ls -A " .. support.quote(own(""))))
    assert.equal(65, support.run({ "play", "islet:islet", "--auto", "1", "--store", store }).code)
  end)

  it("takes the place of the one that is there only when that is said", function()
    local from = packs("from", { islet = { ["pack.lua"] = manifest "islet", ["init.lua"] = islet, ["old.lua"] = "" } })
    support.must { "pack", "add", from .. "/islet" }
    support.write(from .. "/islet/pack.lua", manifest("islet", nil, "1.1.0"))
    os.remove(from .. "/islet/old.lua")
    local done = support.run { "pack", "add", from .. "/islet" }
    assert.equal(1, done.code)
    named(done.err, "1.0.0", "1.1.0", "--replace")
    named(support.must { "pack", "add", from .. "/islet", "--replace" }, "1.0.0", "1.1.0")
    assert.equal("1.1.0", support.answer({ "pack", "show", "islet", "--json" }).version)
    assert.is_false(support.exists(own("islet/old.lua")))
    assert.equal("islet", support.shell("ls -A " .. support.quote(own(""))))
  end)

  it("is no other than a pack, of files and folders, that nobody has yet", function()
    local from = packs("from", {
      islet = { ["pack.lua"] = manifest "islet", ["init.lua"] = islet },
      piped = { ["pack.lua"] = manifest "piped" },
      wrong = { ["pack.lua"] = "return { name = 'wrong', version = 'one' }" },
      harbour = { ["pack.lua"] = manifest("harbour", nil, "9.0.0") },
      nothing = { ["init.lua"] = islet },
    })
    os.execute(("ln -s /etc/passwd %s/islet/secret.lua; mkfifo %s/piped/pipe.lua"):format(support.quote(from), support.quote(from)))
    local refused = { islet = { 65, "secret.lua" }, piped = { 65, "pipe.lua" }, wrong = { 1, "one" }, harbour = { 1, "content/harbour" }, nothing = { 65, "pack.lua" },
      nowhere = { 65, "nowhere" } }
    for name, how in pairs(refused) do
      local done = support.run { "pack", "add", from .. "/" .. name }
      assert.equal(how[1], done.code, name .. ": " .. done.err)
      named(done.err, how[2])
    end
    assert.equal("", support.shell("ls -A " .. support.quote(own(""))))
    local done = support.run { "pack", "remove", "harbour", "--yes" }
    assert.equal(1, done.code)
    named(done.err, "pack disable harbour")
  end)

  it("can be removed when another folder has one of its name, and when it cannot be read", function()
    local from = packs("from", { islet = { ["pack.lua"] = manifest "islet", ["init.lua"] = islet } })
    support.must { "pack", "add", from .. "/islet" }
    local done = run(from, { "play", "islet:islet", "--auto", "1", "--store", support.path("s.db") })
    assert.equal(0, done.code, done.err)
    named(done.err, 'another "islet" is used', "turnstone check islet")
    assert.equal(1, select(2, done.err:gsub("\n", "")))
    support.must { "pack", "remove", "islet", "--yes", "--content", from }
    assert.equal("", support.shell("ls -A " .. support.quote(own(""))))
    os.execute("mkdir " .. support.quote(own("hollow")))
    support.must { "pack", "remove", "hollow", "--yes" }
    assert.equal("", support.shell("ls -A " .. support.quote(own(""))))
    for _, name in ipairs { "../packs", "", "." } do assert.equal(65, support.run({ "pack", "remove", name, "--yes" }).code) end
  end)

  it("is there whole, the old or the new, whenever the program is killed or the disk fails", function()
    local from = packs("from", { islet = { ["pack.lua"] = manifest("islet", nil, "1.1.0"), ["init.lua"] = islet } })
    local before = packs("before", { islet = { ["pack.lua"] = manifest "islet", ["init.lua"] = islet } })
    for _, fault in ipairs { "signal=SIGKILL", support.is_long and "error=EIO" or nil } do
      for _, call in ipairs { "fsync", "renameat2" } do
        local at, code = 0
        repeat
          support.must { "pack", "add", before .. "/islet", at > 0 and "--replace" or "--quiet" }
          at = at + 1
          code = support.run({ "pack", "add", from .. "/islet", "--replace", env = { ASAN_OPTIONS = "detect_leaks=0" },
            under = ("strace -f -qq -o /dev/null -e trace=%s -e inject=%s:%s:when=%d"):format(call, call, fault, at) }).code
          local version = support.answer({ "pack", "show", "islet", "--json" }).version
          assert(version == "1.1.0" or code ~= 0 and version == "1.0.0", version)
          assert.equal(islet, support.read(own("islet/init.lua")))
        until code == 0
        assert.is_true(at > 1)
        support.must { "pack", "remove", "islet", "--yes" }
        assert.equal("", support.shell("ls -A " .. support.quote(own(""))))
      end
    end
  end)

  it("may be a .zip file, and stays one", function()
    local from = packs("from", { islet = { ["pack.lua"] = manifest "islet", ["init.lua"] = islet } })
    zip.write(from .. "/islet.zip", { { "pack.lua", manifest "islet" }, { "init.lua", islet } })
    support.must { "pack", "add", from .. "/islet.zip" }
    assert.is_true(support.exists(own("islet.zip")))
    support.must { "play", "islet:islet", "--auto", "1", "--store", support.path("zip.db") }
    support.must { "pack", "add", from .. "/islet", "--replace" }
    assert.equal("islet", support.shell("ls -A " .. support.quote(own(""))))
    support.must { "pack", "remove", "islet", "--yes" }
    assert.equal("", support.shell("ls -A " .. support.quote(own(""))))
  end)
end)

describe("a bad pack", function()
  after_each(support.remove_scratch)

  local function crowd()
    return packs("crowd", {
      islet = { ["pack.lua"] = manifest "islet", ["init.lua"] = islet },
      typo = { ["pack.lua"] = manifest "typo", ["init.lua"] = "define.world { a = }\n" },
      endless = { ["pack.lua"] = manifest "endless", ["init.lua"] = "while true do end\n" },
      unsaid = { ["pack.lua"] = "return { name = 'unsaid' }\n" },
      lonely = { ["pack.lua"] = manifest("lonely", 'requires = { "absent" }') },
      hen = { ["pack.lua"] = manifest("hen", 'requires = { "egg" }') },
      egg = { ["pack.lua"] = manifest("egg", 'requires = { "hen" }') },
      meddler = { ["pack.lua"] = manifest("meddler", 'requires = { "islet" }'), ["init.lua"] = 'amend.scene "islet:islet/nowhere" { text = { after = "x" } }\n' },
    })
  end
  local bad = { "typo", "endless", "unsaid", "lonely", "hen", "egg", "meddler" }

  it("never stops the others: it is left out and named, and all else is played", function()
    local folder = crowd()
    local done = run(folder, { "play", "islet:islet", "--auto", "3", "--jsonl", "--no-default-content", "--store", support.path("s.db") })
    assert.equal(0, done.code, done.err)
    assert.equal(3, #support.lines(done.out))
    assert.equal(3, select(2, done.out:gsub("\n", "")))
    for _, name in ipairs { "typo", "endless", "unsaid", "lonely", "egg, hen", "meddler" } do named(done.err, "left out: " .. name .. ": ") end
    assert.is_nil(done.err:find("left out: islet", 1, true))
    named(done.err, "typo/init.lua:1", "absent", "egg/pack.lua:1: ", "turnstone check meddler")
  end)

  it("is an error when all must be well", function()
    local folder = crowd()
    local done = run(folder, { "play", "islet:islet", "--auto", "3", "--strict", "--no-default-content", "--store", support.path("s.db") })
    assert.equal(1, done.code)
    assert.is_false(support.exists(support.path("s.db")))
    for _, name in ipairs(bad) do named(done.err, name) end
    assert.equal(1, run(folder, { "check", "--no-default-content" }).code)
  end)

  it("is told of by check, and so is what is left out with it", function()
    local folder = packs("content", {
      wrong = { ["pack.lua"] = manifest "wrong", ["init.lua"] = "oops(\n" },
      heir = { ["pack.lua"] = manifest("heir", 'requires = { "wrong" }') },
      fine = { ["pack.lua"] = manifest "fine" },
    })
    local codes = {}
    for _, name in ipairs { "wrong", "heir", "fine", "hier" } do codes[name] = run(folder, { "check", name, "--no-default-content" }).code end
    assert.same({ wrong = 1, heir = 1, fine = 0, hier = 65 }, codes)
    named(run(folder, { "check", "heir", "--no-default-content" }).out, "heir", "wrong", "left-out")
    run(folder, { "pack", "disable", "heir" })
    local done = run(folder, { "check", "heir", "--no-default-content" })
    assert.equal(65, done.code)
    named(done.err, "pack enable heir")
  end)

  it("is listed with why, and is silent once it is switched off", function()
    local folder = crowd()
    local found = list(folder, "--no-default-content")
    for _, name in ipairs(bad) do
      assert.equal("left out", found[name].state, name)
      assert.is_true(#found[name].why > 5, name)
    end
    for _, name in ipairs(bad) do run(folder, { "pack", "disable", name, "--no-default-content" }) end
    local done = run(folder, { "play", "islet:islet", "--auto", "1", "--jsonl", "--no-default-content", "--store", support.path("s.db") })
    assert.same({ 0, "" }, { done.code, done.err })
  end)

  it("is named when a story of it is asked for", function()
    local folder = packs("content", { islet = { ["pack.lua"] = manifest "islet", ["init.lua"] = islet .. "oops(\n" } })
    local done = run(folder, { "play", "islet:islet", "--auto", "1", "--store", support.path("s.db") })
    assert.equal(65, done.code)
    named(done.err, "islet:islet", "left out", "islet/init.lua:")
  end)
end)

describe("a warning", function()
  after_each(support.remove_scratch)

  -- Of a setting that there is no more.
  local function warned()
    local folder = packs("content", { islet = { ["pack.lua"] = manifest("islet", "settings = { fog = 1 }"), ["init.lua"] = islet } })
    assert.equal(0, run(folder, { "pack", "set", "islet", "fog", "2" }).code)
    support.write(folder .. "/islet/pack.lua", manifest("islet", "settings = { mist = 1 }"))
    return folder
  end

  it("is said once and keeps nobody from playing, unless all must be well", function()
    local folder = warned()
    local call = { "play", "islet:islet", "--auto", "1", "--no-default-content", "--store", support.path("s.db") }
    local done = run(folder, call)
    assert.equal(0, done.code)
    named(done.err, "warning: ", "fog", "turnstone check")
    done = run(folder, call, "--quiet")
    assert.same({ 0, "" }, { done.code, done.err })
    done = run(folder, call, "--strict")
    assert.equal(1, done.code)
    named(done.err, "warning: ", "fog")
  end)

  it("does not change how check ends, unless all must be well", function()
    local folder = warned()
    local done = run(folder, { "check", "--json", "--no-default-content" })
    local problems = support.decode(done.out).problems
    assert.same({ 0, 1, "warning", "islet" }, { done.code, #problems, problems[1].severity, problems[1].pack })
    named(run(folder, { "check", "--no-default-content" }).out, "warning: ", "1 warning")
    assert.equal(1, run(folder, { "check", "--strict", "--no-default-content" }).code)
  end)
end)

describe("the order of packs", function()
  after_each(support.remove_scratch)

  it("can be shuffled where none requires the other, the same for the same seed", function()
    local all = {}
    for _, name in ipairs { "a", "b", "c", "d", "e", "f", "g" } do all[name] = { ["pack.lua"] = manifest(name) } end
    all.a["pack.lua"] = manifest("a", 'requires = { "g" }')
    all.c["pack.lua"] = manifest("c", 'requires = { "a" }')
    local folder = packs("content", all)
    local function order(...) return table.concat(list(folder, "--no-default-content", ...), " ") end
    assert(order():find("g.*a.*c"), order())
    local seen, kinds = {}, 0
    for seed = 1, 5 do
      local one = order("--shuffle-order", seed)
      assert.equal(one, order("--shuffle-order", seed))
      assert(one:find("g.*a.*c"), one)
      if not seen[one] then kinds = kinds + 1 end
      seen[one] = true
    end
    assert.is_true(kinds > 1)
  end)
end)
