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

  -- As on servers that know such locks by name alone: an act's place is a key of its own.
  it("take every turn once and see one order where locks hold nothing", function()
    local url = one:database()
    one:sql(url, [[SET allow_system_table_mods = on;
      ALTER FUNCTION pg_catalog.pg_advisory_xact_lock(bigint) RENAME TO really_lock;
      CREATE FUNCTION pg_catalog.pg_advisory_xact_lock(bigint) RETURNS void LANGUAGE sql AS 'SELECT']])
    assert.equal("0", one:sql(url, "BEGIN; SELECT FROM pg_advisory_xact_lock(1); SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"))
    crowd.trial(url, function() end)
    print(support.shell("grep -c 'duplicate key' " .. support.quote(one.folder .. "/log")) .. " acts came second")
  end)
end)
