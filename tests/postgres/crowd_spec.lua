-- crowd_spec.lua - many players in one universe of a server, they and the server killed at random: no turn lost, none doubled, one order
local crowd = require "crowd"
local one = require("server").get()
local support = require "support"

describe("many players in one universe, any of them killed, on a server that crashes and comes back", function()
  teardown(function()
    one:stop()
    support.remove_scratch()
  end)

  it("take every turn once and see one order", function()
    local restarts = 0
    crowd.trial(one:database(), function()
      one:restart()
      restarts = restarts + 1
    end)
    print(restarts .. " restarts of the server")
    assert.is_true(restarts >= 4)
  end)
end)
