-- cluster_spec.lua - the server that specs are given: what a crash leaves is there again, and nothing of it stays behind
local server = require "server"
local support = require "support"

describe("a server of one's own", function()
  local one = server.get_any()
  teardown(function()
    one:stop()
    support.remove_scratch()
  end)

  it("gives databases that know nothing of each other", function()
    local a, b = one:database(), one:database()
    one:sql(a, "CREATE TABLE t AS SELECT 7 AS n")
    assert.equal("7", one:sql(a, "SELECT n FROM t"))
    assert.equal("0", one:sql(b, "SELECT count(*) FROM pg_class WHERE relname = 't'"))
  end)

  it("keeps what was committed through a crash, at the same url", function()
    local a = one:database()
    one:sql(a, "CREATE TABLE t AS SELECT 8 AS n")
    one:cut()
    assert.is_nil(os.execute("psql -X -c 'SELECT 1' " .. support.quote(a) .. " >/dev/null 2>&1"))
    one:go()
    assert.equal("8", one:sql(a, "SELECT n FROM t"))
  end)

  it("sorts as people do, so that an order of bytes must be asked for", function()
    assert.equal("t", one:sql(one:database(), "SELECT 'a' < 'B' AND 'a' COLLATE \"C\" > 'B'"))
  end)

  it("is run by somebody who is not root", function()
    local process = support.read(one.folder .. "/data/postmaster.pid"):match("%d+")
    assert.is_true(tonumber(support.shell("stat -c %u /proc/" .. process)) > 0)
  end)

  it("goes with the process it was started for, when that is killed", function()
    local folder = support.folder()
    local told = support.shell(("sh -c 'tests/postgres/cluster.sh start %s $$; cat %s/watcher; kill -9 $$' 2>/dev/null"):format(folder, folder))
    local url, watcher = told:match("^(postgresql://%S+)\n(%d+)$")
    assert(url, told)
    assert(os.execute("timeout 60 tail --pid=" .. watcher .. " -f /dev/null"))
    assert.is_nil(os.execute("psql -X -c 'SELECT 1' " .. support.quote(url) .. " >/dev/null 2>&1"))
    assert.is_nil(os.execute("test -e " .. folder))
  end)

  it("is lent to a command, and what that says is said", function()
    local told = support.shell("tests/postgres/cluster.sh with sh -c 'psql -X -A -t -c \"SELECT 5\" $TURNSTONE_TEST_POSTGRESQL; exit 7'; echo $?")
    assert.equal("5\n7", told)
  end)

  it("is not made in a folder that holds something", function()
    local folder = support.folder()
    support.write(folder .. "/kept", "mine")
    assert.is_nil(os.execute(("tests/postgres/cluster.sh start %s $$ >/dev/null 2>&1"):format(folder)))
    assert.equal("mine", support.read(folder .. "/kept"))
    support.remove(folder)
  end)
end)
