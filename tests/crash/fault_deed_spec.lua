-- fault_deed_spec.lua - a fault at the n-th call of a command that does one thing: it is done wholly or not at all
local support = require "support"
local trial = require "trial"

local classes = { "write", "sync", "name", "read" }

local function paused(disk) disk:play("r", { "step", "step" }, { begin = true }) end
local function killed(disk)
  paused(disk)
  disk:kill_after("r", 1)
end

local function branched(disk)
  paused(disk)
  disk:must { "run", "branch", "r", "--at", "1", "--id", "b" }
  disk:play("b", { "step" })
  return { "universe", "merge", disk:shown("b").universe_id, "--into", "u", "--rule", "*=sum" }
end

local function exported(disk)
  paused(disk)
  local lines = support.path("lines")
  os.remove(lines)
  disk:must { "store", "export", "--output", lines }
  os.execute(("rm %s*"):format(disk.store))
  return { "store", "import", lines }
end

local function older(version)
  return function(disk) os.execute(("cp tests/store/fixtures/v%d.db %s"):format(version, disk.store)) end
end

-- call: what is done under the fault; before: what is there by then, it may give the call; also: names that may stand beside the store afterwards;
-- again: what was begun may stand half-way, as long as doing it again ends it.
local deeds = {
  { name = "a run is paused", before = killed, call = { "run", "pause", "r" } },
  { name = "a run is resumed", before = killed, call = { "run", "resume", "r" } },
  { name = "a run is abandoned", before = paused, call = { "run", "abandon", "r" } },
  { name = "a run is completed by hand", before = paused, call = { "run", "complete", "r", "--reason", "Retired." } },
  { name = "a run is deleted", before = paused, call = { "run", "delete", "r" } },
  { name = "a run is branched", before = paused, call = { "run", "branch", "r", "--at", "1", "--id", "b" } },
  { name = "a universe is branched", before = paused, call = { "universe", "branch", "u", "--at", "1", "--id", "b" } },
  { name = "a branch is merged", before = branched },
  { name = "a player is erased", before = paused, call = { "player", "erase", "p", "--yes" }, again = true, done = "no player" },
  { name = "a store is imported", before = exported },
}
for _, version in ipairs(support.is_long and { 1, 2, 3, 4, 5, 6 } or { 1, 6 }) do
  deeds[#deeds + 1] = { name = ("a store of version %d is migrated"):format(version), before = older(version), call = { "store", "migrate" }, also = "%.bak", again = true }
end

describe("done wholly or not at all:", function()
  local disk
  before_each(function() disk = trial.disk() end)
  after_each(function() disk:remove() end)
  teardown(support.remove_scratch)

  for _, deed in ipairs(deeds) do
    it(deed.name, function()
      local what = deed.before(disk) or deed.call
      local function call(fault)
        local words = { fault = fault }
        for _, word in ipairs(what) do words[#words + 1] = word end
        return disk:run(words)
      end
      disk:keep()
      local before = disk:state()
      disk:put_back()
      local counted = call()
      assert(counted.code == 0, counted.err)
      local after = disk:state()
      assert(before ~= after)
      local met = trial.each_fault(classes, counted, 1, function(fault)
        disk:put_back()
        local done = call(fault)
        trial.expect_manners(done, fault)
        if deed.again and done.code ~= 0 then
          local again = disk:plain { table.unpack(what) }
          assert(again.code == 0 or deed.done and again.err:find(deed.done, 1, true), again.err)
        end
        local now = disk:state()
        assert(now == after or done.code ~= 0 and now == before, "neither done nor undone: " .. now)
        if disk:has_store() then disk:check() end
        disk:expect_next_start("next", nil, deed.also)
        return done
      end)
      print(("%s: %d faults met"):format(deed.name, met))
    end)
  end
end)
