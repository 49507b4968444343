-- durability_spec.lua - what was told is stored: kill -9, failing disks, signals, copies, several processes
local support = require "support"

local story = "enchanted_realm:journey"
local rounds = support.is_long and 60 or support.is_dev and 4 or 15
local environment = { ASAN_OPTIONS = "detect_leaks=0" } -- the leak check cannot work under strace

local disk, serial = nil, 0
local function new_path(name)
  serial = serial + 1
  return ("%s/%s%d.db"):format(disk, name, serial)
end

local function new_store(name)
  local store = new_path(name)
  support.must { "play", story, "--run", "r", "--player", "p", "--universe", "u", "--seed", "7", "--auto", "3", "--jsonl", "--store", store }
  return store
end

local function turns_of(store, run) return support.answer({ "run", "show", run or "r", "--store", store, "--json" }).turns end

-- Plays on under a tool; checks that what was told was stored and that the store is whole; gives { code, out, err, told }.
local function play_under(store, tool, turns)
  local before = turns_of(store)
  local done = support.run { "play", "--run", "r", "--auto", turns or 1000000, "--jsonl", "--store", store, under = tool, env = environment }
  local lines = support.lines(done.out:match(".*\n") or "")
  for index, line in ipairs(lines) do assert.equal(before + index, line.turn) end
  local told, stored = before + #lines, turns_of(store)
  assert(stored == told or stored == told + 1, ("%s: %d told, %d stored"):format(tool, told, stored))
  local check = support.run { "store", "check", "--store", store }
  assert(check.code == 0, tool .. ": " .. check.out .. check.err)
  local events = #support.answer({ "universe", "timeline", "u", "--store", store, "--json" }).events
  assert(events == stored, ("%s: %d turns, %d events"):format(tool, stored, events))
  done.told, done.stored = #lines, stored
  return done
end

-- Kills the process at the sync of that number: some turns in, however slow the machine is.
local function killed_at_sync(number)
  return ("strace -f -qq -o /dev/null -e trace=fdatasync -e inject=fdatasync:signal=SIGKILL:when=%d"):format(number)
end

local function has(program) return os.execute("command -v " .. program .. " >/dev/null") end

describe("what was told", function()
  setup(function() disk = support.folder(true) end)
  teardown(function()
    support.remove(disk)
    support.remove_scratch()
  end)

  it("was given to the disk before it was told, turn by turn", function()
    local store, trace = new_store("sync"), support.path("trace")
    local done = play_under(store, "strace -f -qq -e trace=fsync,fdatasync,write -e signal=none -o " .. trace, 20)
    assert.equal(20, done.told)
    local synced, told = 0, 0
    for line in support.read(trace):gmatch("[^\n]+") do
      if line:find("f[data]*sync%(") then synced = synced + 1 end
      if line:find('write%(1, "{\\"', 1) then
        told = told + 1
        assert(synced >= told, ("turn %d was told after %d syncs"):format(told, synced))
      end
    end
    assert.is_true(synced >= 20, "only " .. synced .. " syncs")
    assert.equal(20, told)
  end)

  it("survives kill -9 at any moment", function()
    local store, kills, shortest = new_store("kill"), 0, support.is_dev and 0.2 or 0.02
    for round = 1, rounds do
      local done = play_under(store, ("timeout -s KILL %.3f"):format(shortest + (round * 37 % 100) / 400))
      if done.code ~= 0 then kills = kills + 1 end
    end
    assert.equal(rounds, kills)
    play_under(store, killed_at_sync(8)) -- however slow the machine: some turns were told before this one
    assert.is_true(turns_of(store) > 3)
  end)

  it("survives kill -9 at each write and each sync", function()
    local store = new_store("inject")
    local killed = 0
    for _, call in ipairs { "pwrite64", "fdatasync" } do
      for index = 1, support.is_long and 60 or support.is_dev and 4 or 14 do
        local number = call == "pwrite64" and index * 2 - 1 or index
        local done = play_under(store, ("strace -f -qq -o /dev/null -e trace=%s -e inject=%s:signal=SIGKILL:when=%d"):format(call, call, number), 6)
        if done.code ~= 0 then killed = killed + 1 end
      end
    end
    assert.is_true(killed >= 4, "only " .. killed .. " were killed")
  end)

  it("ends with 74 and takes no turn when the disk fails or is full", function()
    for _, fault in ipairs { "fdatasync:error=EIO", "pwrite64:error=EIO", "pwrite64:error=ENOSPC" } do
      local store = new_store("fault")
      local refused = 0
      for number = 1, support.is_long and 40 or support.is_dev and 3 or 8 do
        local call = fault:match("^%w+")
        local done = play_under(store, ("strace -f -qq -o /dev/null -e trace=%s -e inject=%s:when=%d"):format(call, fault, number), 4)
        if done.code ~= 0 then
          refused = refused + 1
          assert(done.code == 74, ("%s at %d: exit %d: %s"):format(fault, number, done.code, done.err))
          assert.truthy(done.err:find("not taken", 1, true) or done.err:find("could not be", 1, true), done.err)
        end
      end
      assert.is_true(refused > 0, fault .. " was never met")
      assert.equal(2, play_under(store, "", 2).told)
    end
  end)

  it("is whole when the process is asked to end", function()
    for signal, code in pairs { TERM = 143, INT = 130 } do
      local store = new_store("signal")
      local done = play_under(store, ("timeout --preserve-status -s %s 0.3"):format(signal))
      assert(done.code == code, signal .. ": exit " .. done.code .. ": " .. done.err)
    end
  end)

  it("closes the dead session as interrupted and opens a new one", function()
    local store = new_store("session")
    assert.is_true(play_under(store, killed_at_sync(12)).told > 0)
    assert.equal(1, play_under(store, "", 1).told)
    local shown = support.answer { "run", "show", "r", "--store", store, "--json" }
    assert.same({ 3, "paused" }, { shown.sessions, shown.state })
  end)

  it("is not opened from a copy that lacks its log", function()
    local store, copy = new_store("whole"), new_path("copy")
    play_under(store, "", 5)
    -- killed, so that its log is left beside it
    support.run { "play", "--run", "r", "--auto", "1000000", "--jsonl", "--store", store, under = killed_at_sync(12), env = environment }
    assert.is_true(support.exists(store .. "-wal"))
    os.execute("cp " .. store .. " " .. copy)
    local bytes = support.read(copy)
    for _, call in ipairs { { "runs", "--store", copy }, { "play", "--run", "r", "--auto", "1", "--store", copy } } do
      local done = support.run(call)
      assert(done.code == 65 and done.err:find(copy, 1, true), "exit " .. done.code .. ": " .. done.err)
    end
    assert.equal(bytes, support.read(copy))
    assert.is_true(turns_of(store) >= 8)
  end)

  it("says which folder it may not write in", function()
    if support.shell("id -u") == "0" and not has("setpriv") then return pending("root ignores modes, and setpriv is missing") end
    local folder = support.folder(true)
    os.execute("chmod 755 " .. disk .. "; chmod 555 " .. folder)
    local tool = support.shell("id -u") == "0" and "setpriv --reuid=65534 --regid=65534 --clear-groups" or ""
    if not os.execute(tool .. " test -x " .. support.quote(support.binary) .. " && " .. tool .. " test -r content/core/pack.lua") then
      support.remove(folder)
      return pending("another user cannot run the binary here")
    end
    local done = support.run { "play", story, "--auto", "1", "--store", folder .. "/x.db", under = tool }
    support.remove(folder)
    assert(done.code == 73 or done.code == 77, "exit " .. done.code .. ": " .. done.err)
    assert.truthy(done.err:find(folder, 1, true), done.err)
  end)

  it("is shared by many processes in one universe", function()
    local store = new_store("many")
    local processes, each = support.is_long and 50 or support.is_dev and 3 or 8, support.is_long and 200 or support.is_dev and 10 or 40
    local command = {}
    for number = 1, processes do
      command[#command + 1] = ("%s play %s --run w%d --player p --universe u --seed %d --auto %d --jsonl --store %s >%s/w%d.out 2>%s/w%d.err & pids=\"$pids $!\"")
        :format(support.quote(support.binary), story, number, number, each, store, disk, number, disk, number)
    end
    command[#command + 1] = "failed=0; for pid in $pids; do wait $pid || failed=$((failed + 1)); done; echo $failed"
    assert.equal("0", support.shell(table.concat(command, "\n")))
    local told = 0
    for number = 1, processes do told = told + #support.lines(support.read(("%s/w%d.out"):format(disk, number))) end
    assert.equal(processes * each, told)
    assert.equal(told + 3, #support.answer({ "universe", "timeline", "u", "--store", store, "--json" }).events)
    support.must { "store", "check", "--store", store }
  end)
end)
