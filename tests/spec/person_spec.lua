-- person_spec.lua - the user's data: exported whole, erased to the last byte, kept from others' eyes
local guest = require "guest"
local support = require "support"

local function new_tale() return guest.tale({ "tell Zebulon", "end" }, { "tell Zebulon" }, { "tell Nobody" }) end

local function left_in(store) return support.left_in(store, guest.secrets) end

local function mode(path) return support.shell("stat -c %a " .. support.quote(path)) end

local function erase(it, ...)
  local done = it:run("player", "erase", "maria-quux", "--yes", ...)
  assert.equal(0, done.code, done.err)
  return done.out
end

describe("a person's data", function()
  teardown(support.remove_scratch)

  it("is exported whole", function()
    local it = new_tale()
    local all = support.answer(it:call { "player", "export", "maria-quux" })
    assert.same({ "maria-quux", 2, 1, 2, 1 }, { all.player_id, #all.runs, #all.completions, #all.events, all.progression.completed_runs })
    local first, second = all.runs[1], all.runs[2]
    assert.same({ "mq-first", "Rosalind", "Over.", "Zebulon" }, { first.run_id, first.character_name, first.text, first.vars.name })
    assert.same({ "start", "turn", "turn" }, { first.turn_list[1].kind, first.turn_list[2].kind, first.turn_list[3].kind })
    assert.same({ "Zebulon", 1, "tale:s/here/tell" },
      { first.turn_list[2].answer, first.turn_list[2].position, first.turn_list[2].choice })
    assert.equal("dear diary", second.reason)
    assert.same({ "Rosalind tells a name", "u", 1 }, { all.events[1].action, all.events[1].universe_id, all.events[1].position })
    assert.is_string(all.first_seen)
  end)

  it("is exported with what is left of deleted runs", function()
    local it = new_tale()
    it:must("run", "resume", "mq-second")
    it:must("run", "complete", "mq-second", "--reason", "it was enough")
    it:must("run", "delete", "mq-first", "--yes")
    it:must("run", "delete", "mq-second", "--yes")
    local all = support.answer(it:call { "player", "export", "maria-quux" })
    assert.same({ 0, "mq-first", "mq-second" }, { #all.runs, all.deleted_run_ids[1], all.deleted_run_ids[2] })
    assert.same({ 2, "it was enough", 2 }, { #all.completions, all.completions[2].reason, #all.events })
  end)

  it("is exported into a new file that only its owner reads", function()
    local it = new_tale()
    local path = it.folder .. "export.json"
    it:must("player", "export", "maria-quux", "--output", path)
    assert.equal("600", mode(path))
    local text = support.read(path)
    assert.equal("maria-quux", support.decode(text).player_id)
    local again = it:run("player", "export", "maria-quux", "--output", path)
    assert.equal(73, again.code)
    assert.truthy(again.err:find(path, 1, true))
    assert.equal(text, support.read(path))
    assert.equal(65, it:run("player", "export", "nobody").code)
  end)

  it("is erased to the last byte, and others read on", function()
    local it = new_tale()
    assert.equal(#guest.secrets, #left_in(it.store))
    local out = erase(it)
    assert.truthy(out:find("2 runs, 1 completion", 1, true), out)
    assert.truthy(out:find("backups", 1, true), out)
    assert.same({}, left_in(it.store))
    it:must("store", "check")
    assert.same({ "1 someone someone tells a name", "3 someone someone tells a name", "4 Otto Otto tells a name" }, it:deeds("u"))
    assert.equal(65, it:run("player", "show", "maria-quux").code)
    assert.equal(65, it:run("run", "show", "mq-first").code)
    it:resume("other", { "read" })
    it:must("store", "check")
    it:play("mq-first", { "shout" }, "--player", "maria-quux", "--as", "Rosalind", "--universe", "u") -- somebody new
    assert.equal(0, support.answer(it:call { "player", "show", "maria-quux", "--json" }).completed_runs)
    it:must("store", "check")
  end)

  it("is listed where scripts copied it", function()
    local it = new_tale()
    it:play("mq-third", { "tell Zebulon", "shout", "sign" }, "--player", "maria-quux", "--as", "Rosalind", "--universe", "u")
    it:resume("other", { "read", "tell Zebulon's friend" })
    local told = support.decode(erase(it, "--json"))
    local where = {}
    for index, remnant in ipairs(told.remnants) do where[index] = remnant.where .. ": " .. remnant.text end
    assert.same({ "event: shouts Zebulon", "world value: Zebulon", "variable: Zebulon's friend",
      "answer: Zebulon's friend" }, where)
    assert.same({ true, true, 3 }, { told.erased, told.clean, told.runs })
    it:must("store", "check")
  end)

  it("is not erased unasked, unknown or played", function()
    local it = new_tale()
    local unasked = it:run("player", "erase", "maria-quux")
    assert.equal(64, unasked.code)
    assert.truthy(unasked.err:find("--yes", 1, true), unasked.err)
    assert.equal(65, it:run("player", "erase", "nobody", "--yes").code)
    local words = {}
    for index, word in ipairs(it:call { support.binary, "player", "erase", "maria-quux" }) do words[index] = support.quote(word) end
    local said = support.shell(("printf 'n\\n' | script -qec %s /dev/null"):format(support.quote(table.concat(words, " "))))
    assert.truthy(said:find("cannot be undone", 1, true), said)
    assert.truthy(said:find("was kept", 1, true), said)
    assert.equal(2, #support.answer(it:call { "player", "export", "maria-quux" }).runs)
  end)

  if support.is_over_server then return end -- see tests/postgres/erase_spec.lua; the others are of files and processes

  it("is wholly there or wholly erased when the process is killed at any sync", function()
    local it, kills = new_tale(), 0
    local kept = support.shell("cat " .. it.store .. " | base64 -w0")
    for number = 1, support.is_long and 40 or 12 do
      os.execute(("rm -f %s-wal %s-shm; printf %%s '%s' | base64 -d >%s"):format(it.store, it.store, kept, it.store))
      for _, call in ipairs { "fdatasync", "pwrite64" } do
        local at = call == "fdatasync" and number or number * 5
        local done = support.run(it:call { "player", "erase", "maria-quux", "--yes",
          under = ("strace -f -qq -o /dev/null -e trace=%s -e inject=%s:signal=SIGKILL:when=%d"):format(call, call, at),
          env = { ASAN_OPTIONS = "detect_leaks=0" } })
        if done.code ~= 0 and done.code ~= 65 then kills = kills + 1 end
        local again = it:run("player", "erase", "maria-quux", "--yes")
        local shown = again.code == 0 and again.out or again.err
        assert.truthy(again.code == 0 or shown:find("no player", 1, true), shown)
        assert.same({}, left_in(it.store))
        it:must("store", "check")
        assert.same({ "1 someone someone tells a name", "3 someone someone tells a name", "4 Otto Otto tells a name" }, it:deeds("u"))
        os.execute(("rm -f %s-wal %s-shm; printf %%s '%s' | base64 -d >%s"):format(it.store, it.store, kept, it.store))
      end
    end
    assert.is_true(kills >= 8, "only " .. kills .. " were killed")
  end)

  it("is in files that only their owner reads, whatever the umask", function()
    local it = new_tale()
    local folder = it.folder .. "loose"
    os.execute("mkdir " .. folder)
    it.common[#it.common] = folder .. "/a.db"
    local done = support.run(it:call { "play", "tale:s", "--run", "r", "--seed", "7", "--auto", "1000000", "--jsonl",
      under = "sh -c 'umask 000; exec \"$@\"' sh " .. support.killed_when(("[ -s %s/a.db-wal ]"):format(folder)) })
    assert.is_true(done.code ~= 0)
    assert.truthy(support.exists(folder .. "/a.db-wal"))
    assert.equal("600", support.shell(("stat -c %%a %s/* | sort -u"):format(folder)))
  end)

  it("is not in what a dying process leaves", function()
    local it = new_tale()
    local words = {}
    for index, word in ipairs(it:call { support.binary, "play", "--run", "other", "--jsonl" }) do words[index] = support.quote(word) end
    local text = support.shell(("strace -f -qq -e trace=prctl %s </dev/null 2>&1 >/dev/null"):format(table.concat(words, " ")))
    assert.truthy(text:find("PR_SET_DUMPABLE, SUID_DUMP_DISABLE", 1, true), text)
  end)
end)
