-- kills_spec.lua - a server whose processes are killed while players play
local support = require "support"

local is_long = os.getenv("TURNSTONE_LONG") ~= nil

local function play(target)
  local folder = support.folder()
  finally(function() support.remove(folder) end)
  local said = support.shell(("TURNSTONE=%s timeout 500 node tests/web/kills.js %s %d 6 %s 2>&1")
    :format(support.quote(support.binary), support.quote(folder), is_long and 1000 or 40, target))
  local kills = said:match('^{"kills":(%d+),"players":6,"turns":%d+}$')
  assert(kills, said)
  assert.is_true(tonumber(kills) > 1, said)
end

describe("a server that is killed", function()
  teardown(support.remove_scratch)

  it("loses no turn that was acknowledged and takes none twice, whichever of its processes it was", function() play("") end)
  it("goes on where it was when all of it is started again", function() play("master") end)
end)
