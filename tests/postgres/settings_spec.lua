-- settings_spec.lua - a server whose settings break what a commit promises: who plays there is told
local server = require("server").get()
local support = require "support"

local function set(words)
  server:sql(server.url, "ALTER SYSTEM " .. words)
  server:sql(server.url, "SELECT pg_reload_conf()")
  server:restart()
end

describe("a server with", function()
  local database = server:database()
  local function play(...) return support.run { "play", "harbour:lantern", "--auto", 1, "--store", database, "--run", ... } end
  teardown(function()
    server:stop()
    support.remove_scratch()
  end)

  it("its usual settings gives no cause to warn", function()
    assert.is_nil(play("a").err:find("fsync", 1, true))
  end)

  for name, run in pairs { fsync = "b", full_page_writes = "c" } do
    it(name .. " off is warned of once by who writes, and not by who reads", function()
      set(("SET %s = off"):format(name))
      local done = play(run)
      assert.equal(0, done.code, done.err)
      assert.equal(1, select(2, done.err:gsub("warning: the server of the store .- has fsync or full_page_writes off: .-; have them switched on", "")))
      assert.equal("", play(run .. "2", "--quiet").err)
      assert.is_nil(support.run({ "runs", "--store", database }).err:find("fsync", 1, true))
      set(("RESET %s"):format(name))
    end)
  end

  it("synchronous_commit off keeps what was said to be saved all the same", function()
    set "SET synchronous_commit = off"
    server:sql(server.url, "ALTER SYSTEM SET wal_writer_delay = '10s'")
    server:sql(server.url, "SELECT pg_reload_conf()")
    assert.equal(0, play("d").code)
    server:restart()
    assert.equal(1, support.answer({ "run", "show", "d", "--json", "--store", database }).turns)
  end)
end)
