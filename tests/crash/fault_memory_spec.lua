-- fault_memory_spec.lua - no memory: a clear message, nothing lost
local support = require "support"
local trial = require "trial"

describe("without memory", function()
  local disk
  before_each(function()
    disk = trial.disk()
    disk:play("r", { "step", "step" }, { begin = true })
    disk:keep()
  end)
  after_each(function() disk:remove() end)
  teardown(support.remove_scratch)

  -- A process that cannot go on says so and ends with 74; one that found another way has done all that it said.
  local function expect_said(done, what)
    assert(done.code == 0 or done.code == 74 or done.code == 1, ("%s: exit %d: %s"):format(what, done.code, done.err))
    if done.code ~= 0 then assert(done.err:find("memory", 1, true), what .. ": " .. done.err) end
  end

  it("at the n-th request, once or from then on, the process says so, and no turn is lost", function()
    local start, all = disk:play("r", {}).alloc, disk:play("r", { "step", "step", "finish" }).alloc
    for _, kind in ipairs { "alloc:%d:null", "alloc:%d+:null" } do
      -- few while content is loaded, more while turns are taken
      local numbers = trial.spread(start, support.is_long and 300 or 4, 3)
      if support.is_long then numbers = {} for n = 1, start, start // 300 do numbers[#numbers + 1] = n end end
      for _, n in ipairs(trial.spread(all - start, support.is_long and all or 12, 5)) do numbers[#numbers + 1] = start - 60 + n end
      for _, number in ipairs(numbers) do
        disk:put_back()
        local fault = kind:format(number)
        local done = disk:play("r", { "step", "step", "finish" }, { fault = fault })
        expect_said(done, fault)
        if done.code == 0 then assert(#done.told == 3 or done.out:find("error", 1, true), fault .. ": " .. done.out) end
        local fine, problem = pcall(function() disk:expect_next_start("r", disk:expect_ledger("r", 2, done.told)) end)
        assert(fine, fault .. ": " .. tostring(problem) .. done.out .. done.err)
      end
    end
  end)

  it("by a limit on the process, the process says so, and no turn is lost", function()
    for _, kilobytes in ipairs { 20000, 24000, 30000, 40000 } do
      disk:put_back()
      local done = disk:play("r", { "step", "step" }, { watched = false, under = ("sh -c 'ulimit -v %d; exec \"$@\"' limited"):format(kilobytes) })
      if done.code == 127 then
        assert(done.err:find("shared", 1, true) or done.err:find("cannot", 1, true), done.err) -- the program could not even be loaded
      else
        expect_said(done, kilobytes .. " kB")
      end
      disk:expect_next_start("r", disk:expect_ledger("r", 2, done.told))
    end
  end)
end)
