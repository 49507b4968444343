-- fault_copy_spec.lua - a fault at the n-th call while a store is copied: the copy is whole or not there, the store as it was
local support = require "support"
local trial = require "trial"

local classes = { "write", "sync", "name", "read" }

local function paused(disk) disk:play("r", { "step", "step" }, { begin = true }) end

describe("a copy is whole or not there:", function()
  local disk
  before_each(function() disk = trial.disk() end)
  after_each(function() disk:remove() end)
  teardown(support.remove_scratch)

  for _, words in ipairs { { "store", "backup" }, { "store", "copy", "STORE" }, { "store", "export", "--output" } } do
    it("by `" .. words[1] .. " " .. words[2] .. "`", function()
      local place = disk.folder .. "/other"
      local function call(fault)
        local full = { fault = fault, watched = fault ~= nil }
        for index, word in ipairs(words) do full[index] = word == "STORE" and disk.store or word end
        full[#full + 1] = place
        return disk:run(full)
      end
      -- What the copy holds; an export is its lines.
      local function state()
        if not support.exists(place) then return nil end
        if words[2] == "export" then return support.read(place) end
        return setmetatable({ folder = disk.folder, store = place }, getmetatable(disk)):state()
      end
      paused(disk)
      disk:keep()
      local source = disk:state()
      local counted = call("")
      local whole = assert(state(), counted.err)
      trial.each_fault(classes, counted, 1, function(fault)
        disk:put_back()
        local done = call(fault)
        trial.expect_manners(done, fault)
        local now = state()
        -- an export that a kill cut off is known by its missing last line
        local is_cut_off = words[2] == "export" and done.is_killed and whole:sub(1, #(now or "")) == now
        assert(now == whole or done.code ~= 0 and (not now or is_cut_off), "exit " .. done.code .. ", and the copy: " .. tostring(now))
        assert.equal(source, disk:state())
        os.execute(("rm -f %s; find %s -type f -exec touch -d '2 minutes ago' {} +"):format(place, disk.folder))
        local again = call()
        assert(again.code == 0, again.err)
        disk:expect_next_start("next", nil, "^other$")
        return done
      end)
    end)
  end
end)
