-- migrate_spec.lua - stores of every released version are brought to this one: nothing is lost, whatever happens on the way
local support = require "support"

local fixtures = "tests/store/fixtures"
local versions = { 1, 2, 3, 4, 5, 6 }
local present = 7
local environment = { ASAN_OPTIONS = "detect_leaks=0" } -- the leak check cannot work under strace

local disk, content, serial = nil, nil, 0

-- Content for what asks nothing of packs: of what is shipped only what those stores' lives are of, as a start with all of it takes three times as long.
local function set_up()
  disk, content = support.folder(), support.path("content")
  os.execute(("mkdir -p %s && cp -r content/core content/harbour content/enchanted_realm %s/packs/odds %s"):format(content, fixtures, content))
end

local function with_content(call)
  for _, word in ipairs { "--no-default-content", "--content", content } do call[#call + 1] = word end
  return call
end

-- A copy of the store that the last turnstone of that version left.
local function old_store(version)
  serial = serial + 1
  local path = ("%s/old%d.db"):format(disk, serial)
  support.write(path, support.read(("%s/v%d.db"):format(fixtures, version)))
  return path
end

local function fixture(version) return ("%s/v%d.db"):format(fixtures, version) end
-- What the file alone says; leaves nothing beside it.
local function look(store, words) return support.shell(("sqlite3 %s %s"):format(support.quote("file:" .. store .. "?immutable=1"), support.quote(words))) end
local function version_of(store) return tonumber(look(store, "PRAGMA user_version")) end
local function beside(store) return support.shell(("cd %s && ls -d %s*"):format(disk, store:match("[^/]+$"))) end
local function name(store, ...)
  local list = {}
  for _, ending in ipairs { "", ... } do list[#list + 1] = store:match("[^/]+$") .. ending end
  return table.concat(list, "\n")
end

-- Questions that the old turnstone was asked, and its answers.
local function questions(version)
  local list = {}
  for line in support.read(("%s/v%d.txt"):format(fixtures, version)):gmatch("[^\n]+") do
    local question, answer = line:match("^(.-)\t(.*)$")
    local words = {}
    for word in question:gmatch("%S+") do words[#words + 1] = word end
    list[#list + 1] = { words = words, question = question, answer = support.decode(answer) }
  end
  return list
end

-- All that `before` holds, `after` holds too; it may know more fields. Names in a world's values were given as references.
local function expect_kept(where, before, after)
  if type(before) ~= "table" then
    if type(before) == "string" then before = before:gsub("\2[^\3]*/([^\3]*)\3", "%1") end
    assert(before == after, ("%s was %s, is %s"):format(where, tostring(before), tostring(after)))
    return
  end
  assert(type(after) == "table", where .. " is gone")
  assert(#before == #after, ("%s had %d, has %d"):format(where, #before, #after))
  for key, value in pairs(before) do expect_kept(where .. "." .. tostring(key), value, after[key]) end
end

local function ask(store, words)
  local call = { table.unpack(words) }
  for _, word in ipairs { "--json", "--store", store, "--content", fixtures .. "/packs" } do call[#call + 1] = word end
  return support.answer(call)
end

-- All questions, or every `step`th.
local function expect_whole(version, store, step)
  local list = questions(version)
  assert.equal(present, version_of(store))
  for index = 1, #list, step or 1 do expect_kept(list[index].question, list[index].answer, ask(store, list[index].words)) end
end

local function migrate(store, tool) return support.run(with_content { "store", "migrate", "--store", store, under = tool, env = environment }) end
local function must_migrate(store) return support.answer(with_content { "store", "migrate", "--store", store, "--json" }) end

-- The older turnstone can go on with it.
local function expect_as_it_was(store, before, where)
  assert(version_of(store) == 1 and look(store, "PRAGMA application_id") == tostring(0x5475726e), where .. "version or mark")
  assert(look(store, ".dump") == before, where .. "content")
  assert(#support.read(store) == tonumber(look(store, "PRAGMA page_count")) * 2048, where .. "what was reserved was not given back")
  assert.equal(name(store, ".lock"), beside(store))
end

-- strace so that the `number`th call of that name meets `fault`.
local function at(call, number, fault)
  return ("strace -f -qq -o /dev/null -e trace=%s -e inject=%s:%s:when=%s"):format(call, call, fault, number)
end

local function count_calls(call)
  local trace = support.path("trace")
  local done = migrate(old_store(1), ("strace -f -qq -e signal=none -e trace=%s -o %s"):format(call, trace))
  assert(done.code == 0, done.err)
  return select(2, support.read(trace):gsub(call .. "%(", ""))
end

-- Every one of few, and a spread of many.
local few = support.is_long and 10000 or support.is_dev and 4 or 6
local function spread(count)
  local list, step = {}, math.max(1, count // few)
  for number = 1, count, step do list[#list + 1] = number end
  return list
end

-- Under sanitizers everything is slow: the calls that are rare still get their turn.
local calls = { "pwrite64", "fdatasync", "fsync", "ftruncate", "link", "unlink", "write" }

describe("an older store", function()
  setup(set_up)
  teardown(function()
    support.remove(disk)
    support.remove_scratch()
  end)

  for _, version in ipairs(versions) do
    it("of version " .. version .. " says the same of everything after it was migrated", function()
      local store = old_store(version)
      assert.same({ from = version, to = present, backup = ("%s.v%d.bak"):format(store, version) }, must_migrate(store))
      expect_whole(version, store)
      assert.equal(tostring(present), support.sql(store, "SELECT count(*) FROM version"))
    end)

    it("of version " .. version .. " is kept byte for byte before it is changed", function()
      local store = old_store(version)
      local backup = must_migrate(store).backup
      assert.equal(support.read(fixture(version)), support.read(backup))
      assert.equal(version, version_of(backup))
      assert.equal("600", support.shell("stat -c %a " .. backup))
    end)
  end

  it("is migrated by whatever is about to change it, which says so, and is played on", function()
    local store = old_store(1)
    local done = support.run { "play", "--run", "hare", "--auto", "3", "--jsonl", "--store", store }
    assert.equal(0, done.code)
    assert.truthy(done.err:find(('brought the store "%s" from version 1 to %d'):format(store, present), 1, true), done.err)
    assert.truthy(done.err:find(('the store as it was is "%s.v1.bak"'):format(store), 1, true), done.err)
    assert.equal(3, #support.lines(done.out))
    for _, run in ipairs { "tent", "thread", "late", "two" } do -- in detours, behind others, in the present
      support.must { "play", "--run", run, "--auto", "4", "--jsonl", "--store", store, "--content", fixtures .. "/packs" }
    end
    support.must { "run", "resume", "left", "--store", store }
    support.must { "run", "complete", "late", "--store", store }
    assert.is_true(ask(store, { "store", "check" }).fine)
    assert.is_true(ask(store, { "player", "show", "noor" }).completed_runs == 3)
  end)

  it("is left alone the second time", function()
    local store = old_store(1)
    must_migrate(store)
    local bytes, listing = support.read(store), beside(store)
    assert.same({ from = present, to = present, backup = support.null }, must_migrate(store))
    assert.truthy(migrate(store).out:find("nothing to do", 1, true))
    assert.equal(bytes, support.read(store))
    assert.equal(listing, beside(store))
  end)

  it("never has its backup written over", function()
    local store = old_store(1)
    support.write(store .. ".v1.bak", "mine")
    assert.equal(store .. ".v1.bak.2", must_migrate(store).backup)
    assert.equal("mine", support.read(store .. ".v1.bak"))
    support.write(store, support.read(fixture(1)))
    assert.equal(store .. ".v1.bak.3", must_migrate(store).backup)
  end)

  it("is not changed by what only reads, which says what to do", function()
    local store = old_store(1)
    for _, words in ipairs { { "runs" }, { "run", "show", "hare" }, { "universe", "list" }, { "player", "show", "mira" }, { "store", "check" } } do
      words[#words + 1], words[#words + 2] = "--store", store
      local done = support.run(words)
      assert(done.code == 65, ("%s: exit %d"):format(words[1], done.code))
      assert.truthy(done.err:find(('of version 1, this turnstone reads version %d'):format(present), 1, true), done.err)
      assert.truthy(done.err:find("turnstone store migrate --store " .. store, 1, true), done.err)
    end
    assert.equal(support.read(fixture(1)), support.read(store))
    assert.equal(name(store), beside(store))
  end)

  it("goes with what its log holds", function()
    local store = old_store(1)
    local last = "UPDATE run SET last_played = 1234567"
    os.execute(("echo 'PRAGMA wal_autocheckpoint = 0; %s;' | sqlite3 -cmd '.dbconfig no_ckpt_on_close on' %s >/dev/null"):format(last, store))
    assert.is_true(support.exists(store .. "-wal"))
    local backup = must_migrate(store).backup
    for _, path in ipairs { store, backup } do
      assert.equal("1234567", look(path, "SELECT DISTINCT last_played FROM run"))
    end
  end)

  it("that does not hold together is refused and stays as it was", function()
    local store = old_store(1)
    os.execute(("sqlite3 %s 'UPDATE run SET focus = 4711 WHERE id = 1'"):format(store))
    local before = look(store, ".dump")
    local done = migrate(store)
    assert.equal(65, done.code)
    assert.truthy(done.err:find("does not hold together", 1, true), done.err)
    expect_as_it_was(store, before, "")
  end)

  it("is whole after a death at any moment, and has a backup once it was touched", function()
    local killed = 0
    for _, call in ipairs(calls) do
      for _, number in ipairs(spread(count_calls(call))) do
        local store = old_store(1)
        local done = migrate(store, at(call, number, "signal=SIGKILL"))
        if done.code ~= 0 then killed = killed + 1 end
        local where = ("killed at %s %d: "):format(call, number)
        local again = migrate(store)
        assert(again.code == 0, where .. again.err)
        assert(version_of(store) == present, where .. "version")
        assert(support.read(store .. ".v1.bak") == support.read(fixture(1)), where .. "backup")
        local check = support.run { "store", "check", "--store", store }
        assert(check.code == 0, where .. check.out .. check.err)
        if number % 7 == 0 then expect_whole(1, store, not support.is_long and 6) end
        assert(not support.exists(store .. "-wal"), where .. "the log was left")
        os.execute("rm -f " .. store .. "*")
      end
    end
    assert.is_true(killed > 20, "only " .. killed .. " were killed")
  end)

  it("stays as it was when the disk fails or is full, and leaves no copies behind", function()
    local refused, before = 0, look(fixture(1), ".dump") -- a disk that is full can still be written where there is something already
    for _, fault in ipairs { "pwrite64:error=ENOSPC", "write:error=ENOSPC", "pwrite64:error=EIO", "fdatasync:error=EIO", "fsync:error=EIO", "ftruncate:error=EIO" } do
      local call, error = fault:match("^(%w+):(.*)$")
      for _, number in ipairs(spread(count_calls(call) - (call == "write" and 1 or 0))) do -- the last one is what it says
        local store, where = old_store(1), ("%s at %d: "):format(fault, number)
        local done = migrate(store, at(call, number, error))
        if done.code ~= 0 and not done.out:find("brought", 1, true) then
          refused = refused + 1
          assert(done.code == 74, ("%sexit %d: %s"):format(where, done.code, done.err))
          assert(done.err:find("disk", 1, true), where .. done.err)
          if error == "error=ENOSPC" and version_of(store) == 1 then expect_as_it_was(store, before, where) end
        end
        local again = migrate(store)
        assert(again.code == 0, where .. again.err)
        assert(ask(store, { "store", "check" }).fine, where .. "check")
        os.execute("rm -f " .. store .. "*")
      end
    end
    assert.is_true(refused > (support.is_dev and 10 or 20), "only " .. refused .. " were refused")
  end)

  it("goes on when there is room again on a disk that stayed full", function()
    local refused = 0
    for _, number in ipairs(spread(count_calls("pwrite64"))) do
      local store, where = old_store(1), ("full from write %d on: "):format(number)
      local done = migrate(store, at("pwrite64", number .. "+", "error=ENOSPC"))
      if done.code ~= 0 then refused = refused + 1 end
      assert(done.code == 74 or done.code == 0, ("%sexit %d: %s"):format(where, done.code, done.err))
      local again = migrate(store)
      assert(again.code == 0, where .. again.err)
      assert(ask(store, { "store", "check" }).fine, where .. "check")
      os.execute("rm -f " .. store .. "*")
    end
    assert.is_true(refused >= 3, "only " .. refused .. " were refused")
  end)

  it("is refused when it was copied without its log on the way", function()
    local store, copy = old_store(1), disk .. "/copy.db"
    migrate(store, at("fdatasync", 10, "signal=SIGKILL"))
    assert.is_true(support.exists(store .. "-wal"))
    local bytes = support.read(store)
    support.write(copy, bytes)
    for _, words in ipairs { { "runs", "--store", copy }, { "store", "migrate", "--store", copy } } do
      local done = support.run(words)
      assert.equal(65, done.code)
      assert.truthy(done.err:find("without its log", 1, true) and done.err:find("backup", 1, true), done.err)
    end
    assert.equal(bytes, support.read(copy))
    must_migrate(store)
    expect_whole(1, store)
  end)

  it("waits for nobody who has it open, and says who plays in it", function()
    local store, fifo = old_store(1), support.path("fifo")
    os.execute("mkfifo " .. fifo)
    local other = assert(io.popen("sqlite3 " .. store, "w"))
    other:write("BEGIN; SELECT count(*) FROM run;\n.shell echo ready > " .. fifo .. "\n")
    other:flush()
    assert.equal("ready\n", support.read(fifo))
    local done = migrate(store)
    assert.equal(75, done.code)
    assert.truthy(done.err:find("another program has it open", 1, true), done.err)
    other:close()
    assert.equal(1, version_of(store))
    assert.equal(1, must_migrate(store).from)
  end)

  it("is migrated once when several come at once", function()
    local store, jobs = old_store(1), {}
    for _, run in ipairs { "hare", "late", "thread", "lamp" } do
      jobs[#jobs + 1] = ("%s play --run %s --auto 2 --jsonl --store %s --quiet >/dev/null || echo failed"):format(support.quote(support.binary), run, store)
    end
    assert.equal("", support.shell("(" .. table.concat(jobs, " & ") .. " & wait) 2>&1"))
    assert.equal(name(store, ".lock", ".v1.bak"), beside(store))
    assert.equal(support.read(fixture(1)), support.read(store .. ".v1.bak"))
    assert.is_true(ask(store, { "store", "check" }).fine)
    assert.equal(tostring(present), support.sql(store, "SELECT count(*) FROM version"))
  end)
end)

describe("a newer store", function()
  setup(set_up)
  teardown(function()
    support.remove(disk)
    support.remove_scratch()
  end)

  local function expect_refused(store)
    local bytes, listing = support.read(store), beside(store)
    for _, words in ipairs { { "runs" }, { "store", "migrate" }, { "store", "check" }, { "play", "harbour:lantern", "--auto", "1" }, { "run", "pause", "hare" } } do
      words[#words + 1], words[#words + 2] = "--store", store
      local done = support.run(words)
      assert(done.code == 65, ("%s: exit %d: %s"):format(words[1], done.code, done.err))
      assert.truthy(done.err:find("newer turnstone", 1, true), done.err)
    end
    assert.equal(bytes, support.read(store))
    return listing
  end

  it("is refused before a byte is written", function()
    local store = old_store(1)
    os.execute(("sqlite3 %s 'PRAGMA user_version = 99'"):format(store))
    local listing = expect_refused(store)
    assert.equal(listing, beside(store))
  end)

  it("is refused when only its log says that it is newer", function()
    local store = old_store(1)
    support.shell(("echo 'PRAGMA user_version = 99;' | sqlite3 -cmd '.dbconfig no_ckpt_on_close on' %s"):format(store))
    local log = support.read(store .. "-wal")
    assert.is_true(#log > 0)
    expect_refused(store)
    assert.equal(log, support.read(store .. "-wal"))
  end)
end)
