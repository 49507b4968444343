-- fault_turn_spec.lua - a fault at the n-th call while a store is made, turns are taken, a session ends, a run is completed
local support = require "support"
local trial = require "trial"

local classes = { "write", "sync", "name", "read" }

-- name; what is there before; what is done under the fault, in run "r"; few: how many numbers of each kind are tried, unless all are.
local acts = {
  { name = "while a store is made", before = function() end, begin = true, choices = { "step", "step" }, few = 1 },
  { name = "while turns are taken and a session ends", choices = { "step", "step" }, few = 2,
    before = function(disk) disk:play("r", { "step", "step" }, { begin = true }) end },
  { name = "while a run is completed", choices = { "step", "finish" }, few = 1,
    before = function(disk) disk:play("r", { "step" }, { begin = true }) end },
  { name = "while what a kill left is taken up", choices = { "step" }, few = 1,
    before = function(disk)
      disk:play("r", { "step" }, { begin = true })
      disk:kill_after("r", 2)
    end },
}

describe("every turn told is stored, and the others wholly or not at all", function()
  local disk
  before_each(function() disk = trial.disk() end)
  after_each(function() disk:remove() end)
  teardown(support.remove_scratch)

  for _, act in ipairs(acts) do
    it(act.name, function()
      act.before(disk)
      disk:keep()
      local shown = disk:shown("r")
      local before = shown and shown.turns or 0
      disk:put_back()
      local counted = disk:play("r", act.choices, { begin = act.begin })
      assert.equal(#act.choices, #counted.told)
      local met = trial.each_fault(classes, counted, act.few, function(fault)
        disk:put_back()
        local done = disk:play("r", act.choices, { begin = act.begin, fault = fault })
        trial.expect_manners(done, fault)
        if done.code == 0 then assert.equal(#act.choices, #done.told) end
        local now = disk:expect_ledger("r", before, done.told)
        disk:expect_next_start("r", now)
        return done
      end)
      print(("%s: %d faults met"):format(act.name, met))
    end)
  end

  it("and the dead session is closed as interrupted, and a new one opened", function()
    disk:play("r", { "step" }, { begin = true })
    disk:kill_after("r", 1)
    disk:play("r", { "step" }, { watched = false })
    local ends = {}
    for _, session in ipairs(disk:shown("r").session_list) do ends[#ends + 1] = session["end"] end
    assert.same({ "paused", "interrupted", "paused" }, ends)
  end)
end)
