-- cli_spec.lua - the command line: exit codes, messages that name the thing, nothing changed by what is refused
local support = require "support"

local story = "enchanted_realm:journey"

local function one_of(codes, code)
  for _, wanted in ipairs(codes) do
    if wanted == code then return true end
  end
  return false
end

-- The call must end with one of the codes, print no data, and name `must` in its talk.
local function refuses(codes, must, call)
  local done = support.run(call)
  local said = table.concat(call, " ") .. ": exit " .. done.code .. ": " .. done.err
  assert(one_of(codes, done.code), said)
  assert(done.err:find(must, 1, true), said .. " does not name " .. must)
  assert(not done.err:find("stack traceback", 1, true) and not done.err:find("SQLITE_", 1, true), said)
  return done
end

local function new_store(name)
  local store = support.path(name)
  support.must { "play", story, "--player", "p1", "--universe", "u1", "--run", "r1", "--auto", "3", "--jsonl", "--store", store }
  return store
end

describe("the command line", function()
  local store
  setup(function() store = new_store("cli.db") end)
  teardown(support.remove_scratch)

  it("says what it is", function()
    assert.truthy(support.must({ "--version" }):find("%d+%.%d+%.%d+"))
    assert.truthy(support.must({ "--help" }):find("play", 1, true))
    assert.truthy(support.must({ "play", "--help" }):find("--auto", 1, true))
  end)

  it("refuses words it does not know", function()
    refuses({ 64 }, "dance", { "dance" })
    refuses({ 64 }, "--frob", { "runs", "--frob" })
    refuses({ 64 }, "--frob", { "--frob", "runs" })
    refuses({ 64 }, "dance", { "run", "dance", "r1", "--store", store })
    refuses({ 64 }, "", {})
  end)

  it("suggests what was probably meant", function()
    refuses({ 64 }, "universe", { "univers" })
    refuses({ 65 }, "enchanted_realm:journey", { "play", "enchanted_realm:jorney", "--auto", "1", "--store", store })
    refuses({ 65 }, "grief", { "play", story, "--focus", "greif", "--auto", "1", "--store", store })
  end)

  it("refuses ids that nobody has", function()
    refuses({ 65 }, "enchanted_realm:jorney", { "play", "enchanted_realm:jorney", "--auto", "1", "--store", store })
    refuses({ 65 }, "nobody", { "run", "show", "nobody", "--store", store })
    refuses({ 65 }, "nobody", { "run", "complete", "nobody", "--store", store })
    refuses({ 65 }, "nobody", { "player", "show", "nobody", "--store", store })
    refuses({ 65 }, "nowhere", { "universe", "show", "nowhere", "--store", store })
    refuses({ 65 }, "nowhere", { "universe", "timeline", "nowhere", "--store", store })
    refuses({ 65 }, "cheese", { "play", story, "--focus", "cheese", "--auto", "1", "--store", store })
  end)

  it("refuses ids that nobody should have", function()
    local ids = { path = "../../x", control = "a\1b", newline = "a\nb", long = ("x"):rep(300), empty = "", dots = "..", bidi = "a\u{202e}b",
      space = " a", broken = "a\xff", slash = "a/b" }
    for what, id in pairs(ids) do
      for _, flag in ipairs { "--run", "--player", "--universe" } do
        local done = support.run { "play", story, flag, id, "--auto", "1", "--store", store }
        assert(one_of({ 64, 65 }, done.code), flag .. " " .. what .. ": exit " .. done.code)
        assert(not done.err:find("[\0-\8\11-\31\127]"), flag .. " " .. what .. ": control characters in the message")
      end
    end
  end)

  it("refuses numbers that are none", function()
    refuses({ 64 }, "many", { "play", story, "--auto", "many", "--store", store })
    for _, number in ipairs { "-5", "1e3", "1.5", "", "99999999999999999999", "0x10" } do
      refuses({ 64 }, "--auto", { "play", story, "--auto", number, "--store", store })
    end
    refuses({ 64 }, "--at", { "play", story, "--at", "-1", "--auto", "1", "--store", store })
    refuses({ 64 }, "soon", { "sim", "standard", "--runs", "soon" })
  end)

  it("prints data as JSON and nothing beside it", function()
    local shown = support.answer { "run", "show", "r1", "--store", store, "--json" }
    assert.equal("r1", shown.run_id)
    for _, key in ipairs { "run_id", "player_id", "character_name", "universe_id", "story", "state", "turns", "sessions", "position",
      "milestones", "metaconcepts", "scene", "vars" } do
      assert(shown[key] ~= nil, "run show has no " .. key)
    end
    assert.same({ 3, 3, 1, "paused" }, { shown.turns, shown.position, shown.sessions, shown.state })
    local player = support.answer { "player", "show", "p1", "--store", store, "--json" }
    assert.same({ 0, 0, 0 }, { player.completed_runs, player.turns, player.milestones })
    for _, key in ipairs { "player_id", "completed_run_ids", "universes", "metaconcepts", "unlocks" } do
      assert(player[key] ~= nil, "player show has no " .. key)
    end
    local runs = support.answer { "runs", "--store", store, "--json" }
    assert.equal("table", type(runs))
    local timeline = support.answer { "universe", "timeline", "u1", "--store", store, "--json" }
    assert.same({ "u1", 3, 3 }, { timeline.universe_id, timeline.position, #timeline.events })
    for _, key in ipairs { "position", "run_id", "character_name", "action", "major", "place" } do
      assert(timeline.events[1][key] ~= nil, "an event has no " .. key)
    end
    local part = support.answer { "universe", "timeline", "u1", "--store", store, "--json", "--since", "2", "--limit", "1" }
    assert.equal(1, #part.events)
  end)

  it("takes the store from the environment", function()
    local shown = support.answer { "run", "show", "r1", "--json", env = { TURNSTONE_STORE = store } }
    assert.equal(3, shown.turns)
  end)

  it("says on standard output what standard error does not, and the other way round", function()
    local done = support.run { "run", "show", "r1", "--store", store, "--json" }
    assert.equal("", done.err)
    done = support.run { "run", "show", "nobody", "--store", store, "--json" }
    assert.equal("", done.out)
  end)

  it("moves runs only as states allow, and says which moves there are", function()
    local own = new_store("moves.db")
    local function run(verb, ...) return support.run { "run", verb, "r1", "--store", own, ... } end
    local function state() return support.answer({ "run", "show", "r1", "--store", own, "--json" }).state end
    assert.equal(0, run("abandon").code)
    assert.equal("abandoned", state())
    local refused = run("complete")
    assert.equal(1, refused.code)
    assert.truthy(refused.err:find("abandoned", 1, true) and refused.err:find("active", 1, true))
    assert.equal(0, run("resume").code)
    assert.equal("active", state())
    assert.equal(0, run("pause").code)
    assert.equal("paused", state())
    assert.equal(0, run("complete", "--reason", "Enough for a lifetime").code)
    assert.equal("completed", state())
    assert.equal(0, run("complete").code)
    assert.equal(1, run("resume").code)
    assert.equal(1, run("abandon").code)
    assert.equal(0, run("archive").code)
    assert.equal("archived", state())
    assert.equal(1, support.answer({ "player", "show", "p1", "--store", own, "--json" }).completed_runs)
  end)

  it("keeps completion and deeds of a run that is deleted", function()
    local own = new_store("delete.db")
    support.must { "run", "complete", "r1", "--store", own }
    local deleted = support.run { "run", "delete", "r1", "--store", own }
    assert.same({ 0, true }, { deleted.code, deleted.err:find("without asking: run \"r1\", completed, 3 turns", 1, true) ~= nil }, deleted.err)
    local player = support.answer { "player", "show", "p1", "--store", own, "--json" }
    assert.same({ 1, 3 }, { player.completed_runs, player.turns })
    assert.equal(3, #support.answer({ "universe", "timeline", "u1", "--store", own, "--json" }).events)
    support.must { "store", "check", "--store", own }
  end)
end)

describe("words kept with a run", function()
  local store
  setup(function()
    store = support.path("remarks.db")
    support.must { "play", story, "--run", "r1", "--player", "p1", "--auto", "1", "--store", store }
  end)
  teardown(support.remove_scratch)

  it("are refused when they are no plain text", function()
    for words, why in pairs { ["x\255"] = "UTF-8", ["a\nb"] = "control character", ["a\194\133b"] = "control character", [("x"):rep(2001)] = "2000 bytes" } do
      for _, call in ipairs { { "abandon", "--reason" }, { "complete", "--reason" }, { "pause", "--notes" } } do
        refuses({ 65 }, why, { "run", call[1], "r1", call[2], words, "--store", store })
      end
    end
    assert.equal("paused", support.answer({ "run", "show", "r1", "--json", "--store", store }).state)
  end)

  it("are shown as well as they can be when a store holds others", function()
    support.must { "run", "abandon", "r1", "--reason", "gone to sea", "--store", store }
    support.shell(("sqlite3 %s \"update run set reason = cast(x'78ff79' as text)\""):format(support.quote(store)))
    for _, call in ipairs { { "runs" }, { "runs", "--player", "p1" }, { "run", "show", "r1" }, { "player", "explain", "p1" } } do
      call[#call + 1], call[#call + 2] = "--store", store
      support.must(call)
    end
    assert.equal("x\u{fffd}y", support.answer({ "run", "show", "r1", "--json", "--store", store }).reason)
  end)
end)

describe("a signal", function()
  teardown(support.remove_scratch)

  it("ends at once what has nothing to save", function()
    local script = support.write(support.path("long.lua"), "local n = 0\nfor i = 1, 1e15 do n = n + 1 end\n")
    for signal, code in pairs { INT = 130, TERM = 143 } do
      local done = support.run { "sim", script, under = "timeout --preserve-status -s " .. signal .. " 0.3" }
      assert.equal(code, done.code, done.err)
    end
  end)
end)

describe("a store that is none", function()
  teardown(support.remove_scratch)

  local function untouched(path, codes, call)
    local before = support.read(path)
    refuses(codes, path, call)
    assert.equal(before, support.read(path))
    for _, ending in ipairs { "-wal", "-shm", "-journal" } do assert.is_false(support.exists(path .. ending), ending .. " was left") end
  end

  it("is refused and left as it was, for reading and for writing", function()
    local noise = {}
    for index = 1, 8192 do noise[index] = string.char((index * 131 + index // 7 * 17) % 256) end
    for name, bytes in pairs { zero = "", noise = table.concat(noise), words = ("hello\n"):rep(100) } do
      local path = support.write(support.path(name .. ".db"), bytes)
      untouched(path, { 65 }, { "runs", "--store", path })
      untouched(path, { 65 }, { "play", story, "--auto", "1", "--store", path })
      untouched(path, { 65 }, { "store", "check", "--store", path })
    end
  end)

  it("is refused when it belongs to another program", function()
    local path = support.path("foreign.db")
    support.shell("sqlite3 " .. path .. " 'CREATE TABLE t(x)'")
    untouched(path, { 65 }, { "runs", "--store", path })
    untouched(path, { 65 }, { "play", story, "--auto", "1", "--store", path })
  end)

  it("is refused when it is newer than the program", function()
    local path = new_store("newer.db")
    support.shell("sqlite3 " .. path .. " 'PRAGMA user_version = 99999'")
    untouched(path, { 65 }, { "runs", "--store", path })
    untouched(path, { 65 }, { "play", "--run", "r1", "--auto", "1", "--store", path })
  end)

  it("is found damaged by store check when half of it is missing", function()
    local path = new_store("cut.db")
    support.must { "store", "check", "--store", path }
    local bytes = support.read(path)
    support.write(path, bytes:sub(1, #bytes // 2))
    refuses({ 65 }, path, { "store", "check", "--store", path })
  end)

  it("is not made by a question, and not in a folder that is missing", function()
    local path = support.path("missing.db")
    refuses({ 65, 69 }, path, { "run", "show", "r1", "--store", path })
    refuses({ 65, 69 }, path, { "player", "show", "p1", "--store", path })
    assert.is_false(support.exists(path))
    local nowhere = support.path("no/such/x.db")
    refuses({ 65, 69, 73 }, support.path("no/such"), { "play", story, "--auto", "1", "--store", nowhere })
    local folder = support.path("folder")
    os.execute("mkdir " .. folder)
    refuses({ 65, 69, 73, 74 }, folder, { "runs", "--store", folder })
  end)

  it("is not left behind when the first act is refused", function()
    local path = support.path("first.db")
    refuses({ 65 }, "nothing_there:at_all", { "play", "nothing_there:at_all", "--auto", "1", "--store", path })
    assert.is_false(support.exists(path))
  end)
end)
