-- secrets_spec.lua - passwords: where they may stand, and that nobody tells or keeps them
local server = require("server").get()
local beside = require "beside"
local roles = require "roles"
local support = require "support"
local tale = require "tale"

describe("a password", function()
  local database, player = server:database(), roles.make(server, "player")
  local secret = player.password
  local with, without = roles.url(player, database), roles.url(player, database, true)
  local files = support.path "passwords"
  roles.tables(database)
  roles.grant(database, player)
  support.write(files, "*:*:*:player:" .. secret .. "\n")
  os.execute("chmod 600 " .. files)
  teardown(function()
    server:stop()
    support.remove_scratch()
  end)

  local function expect_untold(text, where) assert.is_nil(text:find(secret, 1, true), where .. " tells it") end

  local function run(words, env)
    words.env = env
    local done = support.run(words)
    expect_untold(done.out, table.concat(words, " ") .. ": output")
    expect_untold(done.err, table.concat(words, " ") .. ": talk")
    return done
  end

  local function play(store, run_id, env) return run({ "play", "harbour:lantern", "--run", run_id, "--auto", 2, "--quiet", "--store", store }, env) end

  it("is taken from the file that PGPASSFILE names, from a service file, and from the environment", function()
    local address, port, name = database:match "@([^:]+):(%d+)/(.+)$"
    support.write(support.path "services", ("[games]\nhost=%s\nport=%s\ndbname=%s\nuser=player\n"):format(address, port, name))
    assert.equal(0, play(without, "a", { PGPASSFILE = files }).code)
    assert.equal(0, play("postgresql://?service=games", "b", { PGSERVICEFILE = support.path "services", PGPASSFILE = files }).code)
    assert.equal(0, play(without, "c", { PGPASSWORD = secret }).code)
    assert.equal(0, run({ "runs" }, { TURNSTONE_STORE = with }).code)
  end)

  it("that is wrong or missing keeps the store shut, and it is said what to do", function()
    local wrong = play(roles.url({ name = "player", password = "is-wrong" }, database), "d")
    assert.equal(69, wrong.code)
    assert.matches('password authentication failed for user "player".*look after user, password and database', wrong.err)
    assert.is_nil(wrong.err:find("is-wrong", 1, true))
    local missing = play(without, "d", { PGPASSFILE = "/dev/null" })
    assert.equal(69, missing.code)
    assert.matches("no password supplied.*put the password that it wants into a password file", missing.err)
  end)

  it("in a url of the command line is warned of once, elsewhere not", function()
    local warned = run { "runs", "--store", with }
    assert.equal(1, select(2, warned.err:gsub("warning: a url with a password", "")))
    assert.equal("", run({ "runs", "--store=" .. without }, { PGPASSFILE = files }).err)
    assert.equal("", run({ "runs" }, { TURNSTONE_STORE = with }).err)
  end)

  it("is not told by what goes wrong", function()
    local copy = support.path "copy.db"
    local calls = {
      { "runs", with }, { with }, { "store", "copy", with, copy }, { "store", "copy", with, copy }, { "store", "copy", copy, with }, { "store", "copy", with, copy, "--salvage" },
      { "store", "copy", with, support.path "again.db", "--json" }, { "store", "check", "--store", with }, { "store", "check", "--json", "--store", with },
      { "store", "export", "--store", with }, { "store", "export", "--output", support.path "lines", "--json", "--store", with }, { "store", "import", "--store", with },
      { "store", "backup", "--store", with }, { "store", "backup", "--json", "--store", with }, { "store", "migrate", "--store", with }, { "store", "migrate", "--json", "--store=" .. with },
      { "run", "show", "a", "--store", with }, { "run", "show", "none", "--store", with }, { "run", "delete", "a", "--yes", "--store", with }, { "replay", "--store", with },
      { "sim", "proof", "--runs", 2, "--store", with }, { "player", "erase", "player_001", "--yes", "--store", with },
      { "runs", "--store", (with:gsub("%d+/d", "1/d")) }, { "runs", "--store", with .. "none" }, { "runs", "--store", with .. "?sslmode=none" }, { "runs", "--store", with .. "?x=y" },
      { "runs", "--store", with:gsub("player", "play%%er", 1) }, { "runs", "--store", (with:gsub(secret, secret .. "@" .. secret)) },
      { "runs", "--store", (with:gsub(secret, "a/" .. secret)) }, { "runs", "--store", (with:gsub(secret, secret .. "%%")) }, { "runs", "--store", (with:gsub("^postgresql", "postgresq")) },
    }
    for _, words in ipairs(calls) do run(words) end
  end)

  it("is not in a command that is to be pasted, which finds the store all the same", function()
    local done = run { "run", "branch", "a", "--at", 1, "--store", with .. "?sslmode=prefer" }
    local command = (done.out .. done.err):match("%S+ play %-%-run [^\n]*")
    assert.truthy(command, done.out .. done.err)
    command = command:gsub(" play ", " play --auto 1 --quiet ", 1)
    local said = support.shell(("PGPASSFILE=%s XDG_DATA_HOME=%s %s 2>&1; echo $?"):format(files, support.path "data", command))
    assert.matches("\n0$", "\n" .. said)
    expect_untold(command, "the hint")
  end)

  it("is in no list of processes, no crash note, and nothing that the server knows or writes down", function()
    server:sql(server.url, "ALTER SYSTEM SET log_statement = 'all'")
    server:sql(server.url, "ALTER SYSTEM SET log_connections = on")
    server:sql(server.url, "SELECT pg_reload_conf()")
    local game = tale.new { tale = tale.story { scenes = tale.room '{ "Fail", id = "fail", effect = function() error("it fails") end },' } }
    game.common[#game.common] = with
    local process = beside.start(game, { "play", "tale:s", "--run", "sits", "--player", "p", "--plain" })
    beside.read_until(process, "Wait")
    local other = "SELECT %s FROM pg_stat_activity WHERE application_name LIKE 'turnstone %%'"
    local pid = server:sql(database, other:format "regexp_replace(application_name, '.* ', '')")
    local listed = support.read("/proc/" .. pid .. "/cmdline")
    assert.matches("^.*turnstone%zplay%z.*%-%-store%zpostgresql://x+%z", listed)
    expect_untold(listed, "the list of processes")
    expect_untold(server:sql(database, other:format "application_name || query"), "pg_stat_activity")
    beside.finish(process)
    expect_untold(support.read(process.errors), "talk")
    expect_untold(support.read(server.folder .. "/log"), "the server's log")
    assert.equal("", support.shell(("grep -rl %s %s --include='*.crash' || true"):format(secret, support.path "")))
  end)
end)
