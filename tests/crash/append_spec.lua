-- append_spec.lua - many players in one universe of a file, killed at random: no turn lost, none doubled, one order for all
local crowd = require "crowd"
local support = require "support"

describe("many players in one universe, any of them killed", function()
  teardown(support.remove_scratch)

  it("take every turn once and see one order", function()
    crowd.trial(support.path("crowd.db"), function() end)
  end)
end)
