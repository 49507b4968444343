-- fault_disk_spec.lua - disks that are full; what was told was given to the disk before
local support = require "support"
local trial = require "trial"

describe("the disk", function()
  local disk
  before_each(function()
    disk = trial.disk()
    disk:play("r", { "step", "step" }, { begin = true })
    disk:keep()
  end)
  after_each(function() disk:remove() end)
  teardown(support.remove_scratch)

  it("is given each turn before it is told", function()
    local none, some = disk:play("r", {}), disk:play("r", { "step", "step", "step", "step", "step" })
    assert.equal(5, #some.told)
    assert(some.sync - none.sync >= 5, ("%d syncs for 5 turns"):format(some.sync - none.sync))
  end)

  it("may stay full from any write on: the turn is not taken, reading goes on, and so does play when there is space again", function()
    local counted = disk:play("r", { "step", "step" })
    for _, class in ipairs { "write", "name" } do
      for _, number in ipairs(trial.spread(counted[class], 6, 1)) do
        disk:put_back()
        local done = disk:play("r", { "step", "step" }, { fault = ("%s:%d+:enospc"):format(class, number) })
        trial.expect_manners(done, class)
        local full = disk:run { "run", "show", "r", "--json", fault = "write:1+:enospc" }
        assert(full.code == 0, ("%s:%d: reading: exit %d: %s"):format(class, number, full.code, full.err))
        disk:expect_next_start("r", disk:expect_ledger("r", 2, done.told))
      end
    end
  end)

  it("that is really full refuses the turn, is read, and goes on when space is freed", function()
    local place = disk.folder .. ".full"
    if not os.execute(("mkdir %s && mount -t tmpfs -o size=400k none %s 2>%s.err"):format(place, place, place)) then
      os.execute(("rmdir %s; rm -f %s.err"):format(place, place))
      return pending("this user may not mount")
    end
    local fine, problem = pcall(function()
      os.execute(("cp %s %s; head -c 10M /dev/zero >%s/ballast 2>/dev/null"):format(disk.store, place, place))
      local full = setmetatable({ folder = place, store = place .. "/s.db", room = disk.room }, getmetatable(disk))
      local done = full:play("r", { "step" }, { watched = false })
      assert(done.code == 74 and done.err:find("full", 1, true), ("exit %d: %s"):format(done.code, done.err))
      assert.equal(0, #done.told)
      assert.equal(2, full:shown("r").turns)
      os.execute("rm " .. place .. "/ballast")
      full:expect_next_start("r", full:expect_ledger("r", 2, {}))
    end)
    os.execute(("umount %s; rmdir %s; rm -f %s.err"):format(place, place, place))
    assert(fine, problem)
  end)
end)
