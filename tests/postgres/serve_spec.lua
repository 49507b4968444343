-- serve_spec.lua - pages and programs over a store in a database server: workers commit by themselves there
local server = require "server"
local support = require "support"

describe("a server of pages over a database server", function()
  if support.shell("command -v node || true") == "" then server.skip "there is no node, which plays these players" end
  local one = server.get()
  teardown(function()
    one:stop()
    support.remove_scratch()
  end)

  local function play(target)
    local said = support.shell(("XDG_DATA_HOME=%s TURNSTONE=%s TURNSTONE_STORE=%s timeout 300 node tests/web/kills.js %s 20 4 %s 2>&1"):format(
      support.quote(support.path("data")), support.quote(support.binary), support.quote(one:database()), support.quote(support.path("")), target))
    assert(said:find('^{"kills":%d+,"players":4,"turns":80}$'), said)
  end

  it("loses no turn that was acknowledged and takes none twice, whichever of its processes is killed", function() play("") end)
  it("goes on where it was when all of it is started again", function() play("master") end)
end)
