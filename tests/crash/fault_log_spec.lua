-- fault_log_spec.lua - a store whose log is missing, cut, or not its own
local support = require "support"
local trial = require "trial"

describe("a store's log", function()
  local disk, shown
  before_each(function()
    disk = trial.disk()
    disk:play("r", { "step" }, { begin = true })
    disk:kill_after("r", 2)
    disk:keep()
    shown = disk:shown("r")
    disk:put_back()
    assert.is_true(support.exists(disk.store .. "-wal") and shown.turns >= 3)
  end)
  after_each(function() disk:remove() end)
  teardown(support.remove_scratch)

  it("is missed when a copy was made without it, and nothing is written", function()
    local text = support.read(disk.store)
    os.execute(("rm %s-*"):format(disk.store))
    for _, call in ipairs { { "runs" }, { "store", "check" }, { "play", "--run", "r" }, { "play", "crash:walk", "--run", "new" } } do
      local done = disk:plain { table.unpack(call) }
      assert(done.code == 65 and done.err:find(disk.store .. "-wal", 1, true), ("exit %d: %s"):format(done.code, done.err))
      assert.equal(text, support.read(disk.store))
      assert.equal("", disk:litter())
    end
  end)

  it("gives up its last turns, and no more, when its end is cut off or torn", function()
    local log = support.read(disk.store .. "-wal")
    for _, keep in ipairs(trial.spread(#log, 12, 17)) do
      disk:put_back()
      support.write(disk.store .. "-wal", log:sub(1, keep))
      local done = disk:play("r", { "step" }, { watched = false })
      assert(done.code == 0 and #done.told == 1 and done.told[1].turn <= shown.turns + 1, ("%d bytes: exit %d: %s"):format(keep, done.code, done.err))
      disk:expect_deeds(disk:shown("r"))
      disk:check()
    end
  end)

  it("is told apart from an older one of the same store", function()
    local old = support.path("old-wal")
    os.execute(("cp %s-wal %s"):format(disk.store, old))
    disk:play("r", { "step", "step", "step" })
    for _, ending in ipairs { "closed", "killed" } do
      if ending == "killed" then disk:kill_after("r", 2) end
      os.execute(("rm -f %s-shm; cp %s %s-wal"):format(disk.store, old, disk.store))
      local text = support.read(disk.store)
      for _, call in ipairs { { "runs" }, { "store", "check" }, { "play", "--run", "r" } } do
        local done = disk:plain { table.unpack(call) }
        assert(done.code == 65 and done.err:find(disk.store .. "-wal", 1, true), ("%s: exit %d: %s%s"):format(ending, done.code, done.out, done.err))
        assert.equal(text, support.read(disk.store))
      end
      os.execute(("rm -f %s-wal"):format(disk.store))
      if ending == "closed" then assert.equal(shown.turns + 3, disk:shown("r").turns) end
    end
  end)

  local function expect_refused(what)
    local text = support.read(disk.store)
    for _, call in ipairs { { "runs" }, { "store", "check" }, { "play", "--run", "r" } } do
      local done = disk:plain { table.unpack(call) }
      assert(done.code == 65 and done.err:find(disk.store .. "-wal", 1, true), ("%s: exit %d: %s%s"):format(what, done.code, done.out, done.err))
      assert.equal(text, support.read(disk.store))
    end
  end

  it("is told apart from that of another store", function()
    local other = trial.disk()
    other:play("r", { "step" }, { begin = true })
    other:kill_after("r", 9)
    disk:play("r", { "step" })
    os.execute(("rm -f %s-shm; cp %s-wal %s-wal"):format(disk.store, other.store, disk.store))
    other:remove()
    expect_refused("another store's log")
    os.execute(("rm %s-wal"):format(disk.store))
    assert.equal(shown.turns + 1, disk:shown("r").turns)
  end)

  it("is not taken for that of a backup, or of an older copy, put back in the store's place", function()
    disk:play("r", { "step" })
    local then_ = disk:shown("r").turns
    for _, how in ipairs { "store backup %s.kept --store %s", "cp" } do
      local copy = disk.store .. ".kept"
      os.execute(how == "cp" and ("cp %s %s"):format(disk.store, copy) or ("%s " .. how .. " >/dev/null 2>&1"):format(support.quote(support.binary), disk.store, disk.store))
      assert.is_true(support.exists(copy))
      disk:play("r", { "step", "step" })
      disk:kill_after("r", 3)
      os.execute(("rm -f %s-shm; mv %s %s"):format(disk.store, copy, disk.store))
      expect_refused(how)
      os.execute(("rm %s-wal"):format(disk.store))
      assert.equal(then_, disk:shown("r").turns)
    end
  end)

  it("may come back after a power cut, when all of it is in the store already", function()
    local log = support.path("log")
    os.execute(("cp %s-wal %s"):format(disk.store, log))
    disk:plain { "run", "pause", "r" }
    assert.equal("", disk:litter())
    local done = disk:play("r", { "step" }, { fault = "sync:100:kill", watched = true })
    assert.equal(0, done.code)
    done = disk:play("r", { "step" }, { fault = ("name:%d:cut"):format(done.name) })
    assert.is_true(done.is_killed and support.exists(disk.store .. "-wal"))
    disk:expect_next_start("r", disk:expect_ledger("r", shown.turns + 1, done.told))
  end)
end)
