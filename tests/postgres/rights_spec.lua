-- rights_spec.lua - what `store grant` gives: players play and can undo nothing, readers read, and whoever lacks a right is told what to do
local server = require("server").get()
local roles = require "roles"
local support = require "support"

local proof = { "sim", "proof", "--quiet" }
local playing = {
  { "run", "pause", "r" }, { "run", "resume", "r" }, { "play", "--run", "r", "--auto", 2 },
  { "run", "branch", "r", "--at", 2 },
  { "run", "abandon", "r" }, { "run", "resume", "r" }, { "run", "complete", "r", "--reason", "done" }, { "run", "archive", "r" }, { "player", "care", "p", "--boundary", "loss" },
  { "player", "name", "player_001", "Lark" }, { "player", "name", "player_001", "Wren" }, { "player", "name", "player_001", "--leave" },
}
local reading = {
  { "runs" }, { "run", "show", "r" }, { "universe", "list" }, { "universe", "timeline", "enchanted_realm_001" }, { "player", "show", "player_001" },
  { "player", "export", "p" }, { "leaderboard" }, { "replay" }, { "store", "check" }, { "store", "export" },
}
local undoing = {
  "DROP TABLE turnstone.act", "TRUNCATE turnstone.act", "DELETE FROM turnstone.act", "UPDATE turnstone.act SET hash = hash", "UPDATE turnstone.act SET answer = ''",
  "DELETE FROM turnstone.event", "UPDATE turnstone.event SET action = NULL", "DELETE FROM turnstone.completion", "UPDATE turnstone.run SET player = NULL", "DELETE FROM turnstone.run",
  "UPDATE turnstone.name SET text = ''", "INSERT INTO turnstone.version VALUES (99, 0)", "ALTER TABLE turnstone.act ADD x INT", "CREATE TABLE turnstone.mine (x INT)",
  "CREATE FUNCTION turnstone.now() RETURNS INT LANGUAGE sql AS 'SELECT 1'", "CREATE TRIGGER t BEFORE INSERT ON turnstone.act EXECUTE FUNCTION suppress_redundant_updates_trigger()",
  "SELECT setval('turnstone.run_id_seq', 1)", "COMMENT ON TABLE turnstone.act IS 'mine'", "SELECT * FROM books.kept", "CREATE SCHEMA mine",
}

local function at(store, call, ...)
  local words = table.move(call, 1, #call, 1, {})
  for _, word in ipairs { "--store", store, ... } do words[#words + 1] = word end
  return words
end

describe("rights on a server:", function()
  local player, reader, keeper = roles.make(server, "player"), roles.make(server, "reader"), roles.make(server, "keeper")
  local database = server:database()
  local as_player, as_reader, as_keeper = roles.url(player, database), roles.url(reader, database), roles.url(keeper, database)
  roles.tables(database)
  server:sql(database, "CREATE SCHEMA books; CREATE TABLE books.kept AS SELECT 1")
  roles.grant(database, player)
  roles.grant(database, reader, "--read-only")
  roles.grant(database, keeper, "--keeper")
  support.must(at(as_player, proof))
  support.must(at(as_player, { "play", "harbour:lantern", "--run", "r", "--player", "p", "--auto", 5, "--quiet" }))
  teardown(function()
    server:stop()
    support.remove_scratch()
  end)

  it("a player's role plays, and does all else that players do", function()
    for _, call in ipairs(playing) do support.must(at(as_player, call)) end
    local branch = support.answer(at(as_player, { "universe", "branch", "enchanted_realm_001", "--json" })).universe_id
    support.must(at(as_player, { "universe", "merge", branch, "--into", "enchanted_realm_001" }))
    for _, call in ipairs(reading) do support.must(at(as_player, call)) end
  end)

  it("a player's role can change or delete nothing that was done, nor make anything", function()
    local before = support.must(at(database, { "store", "export", "--quiet" }))
    for _, question in ipairs(undoing) do
      local said = roles.says(player, database, question)
      assert.truthy(said:find("permission denied", 1, true) or said:find("must be owner", 1, true), question .. ": " .. said)
    end
    assert.is_true(before == support.must(at(database, { "store", "export", "--quiet" })))
  end)

  it("a player's role has no right on a table that playing does not use", function()
    local more = "SELECT string_agg(table_name || ' ' || privilege_type, ', ') FROM information_schema.role_table_grants WHERE grantee = '%s' AND privilege_type NOT IN ('SELECT'%s)"
    assert.equal("kept DELETE", server:sql(database, more:format("player", ", 'INSERT'")))
    assert.equal("", server:sql(database, more:format("reader", "")))
    local unwritten = [[SELECT string_agg(relname, ' ' ORDER BY relname) FROM pg_class
      WHERE relnamespace = 'turnstone'::regnamespace AND relkind = 'r' AND NOT has_table_privilege('player', oid, 'INSERT')]]
    assert.equal("erasing tombstone version", server:sql(database, unwritten))
  end)

  it("a reader's role reads all, and is told what it lacks for more", function()
    for _, call in ipairs(reading) do support.must(at(as_reader, call)) end
    for _, call in ipairs { { "play", "harbour:lantern", "--auto", 1 }, { "player", "name", "player_001", "Rook" }, { "universe", "branch", "enchanted_realm_001" } } do
      local refused = support.run(at(as_reader, call))
      assert.equal(73, refused.code, refused.err)
      assert.matches('user "reader" may not do that .*permission denied for .*turnstone store grant reader | psql ', refused.err)
    end
  end)

  it("runs are deleted by who was given that, and others are told of it", function()
    support.must(at(as_player, { "play", "harbour:lantern", "--run", "gone", "--auto", 3, "--quiet" }))
    local refused = support.run(at(as_player, { "run", "delete", "gone", "--yes" }))
    assert.equal(73, refused.code)
    assert.matches("deleting runs needs with %-%-keeper", refused.err)
    support.must(at(as_keeper, { "run", "delete", "gone", "--yes" }))
    support.must(at(as_reader, { "store", "check" }))
  end)

  it("what was granted too much before is taken back, and owners lose nothing", function()
    local role = roles.make(server, "eager")
    server:sql(database, "GRANT ALL ON ALL TABLES IN SCHEMA turnstone TO eager; GRANT CREATE ON SCHEMA turnstone TO eager")
    roles.grant(database, role)
    assert.matches("permission denied", roles.says(role, database, "DELETE FROM turnstone.act"))
    assert.matches("permission denied", roles.says(role, database, "CREATE TABLE turnstone.x ()"))
    local said = support.shell(("%s store grant turnstone | psql -X -q %s 2>&1"):format(support.quote(support.binary), support.quote(database)))
    assert.matches("may do all that the owner of the tables may", said)
    assert.equal("t", server:sql(database, "SELECT has_table_privilege('turnstone.act', 'DELETE')"))
  end)

  it("a role's name is taken as it is, whatever it holds", function()
    local odd = [[o'd"d\; $do$ --]]
    server:sql(database, [[CREATE ROLE "o'd""d\; $do$ --"]])
    roles.grant(database, { name = odd })
    assert.equal("t", server:sql(database, [[SELECT has_table_privilege('o''d"d\; $do$ --', 'turnstone.act', 'INSERT')]]))
    assert.equal(64, support.run({ "store", "grant", "a\nb" }).code)
  end)

  it("tables are neither made nor brought on by who does not own them", function()
    local empty, old = server:database(), server:database()
    local refused = support.run(at(roles.url(player, empty), { "play", "harbour:lantern", "--auto", 1 }))
    assert.equal(73, refused.code)
    assert.matches("there is no store .* yet.*turnstone store migrate.*turnstone store grant", refused.err)
    roles.tables(old)
    server:sql(old, "DELETE FROM turnstone.version WHERE number = (SELECT max(number) FROM turnstone.version)")
    roles.grant(old, player)
    refused = support.run(at(roles.url(player, old), { "play", "harbour:lantern", "--auto", 1 }))
    assert.equal(73, refused.code)
    assert.matches("have their owner bring it to version %d+ with `turnstone store migrate`", refused.err)
  end)

  it("a schema that somebody else has put there is not used", function()
    local trap, mallory, owner = server:database(), roles.make(server, "mallory"), roles.make(server, "owner")
    server:sql(trap, ("GRANT CREATE ON DATABASE %s TO mallory, owner"):format(trap:match("[^/]+$")))
    roles.says(mallory, trap, "CREATE SCHEMA turnstone; GRANT ALL ON SCHEMA turnstone TO PUBLIC")
    local refused = support.run(at(roles.url(owner, trap), { "play", "harbour:lantern", "--auto", 1 }))
    assert.equal(73, refused.code)
    assert.equal("0", server:sql(trap, "SELECT count(*) FROM pg_tables WHERE schemaname = 'turnstone'"))
  end)

  it("tables of other schemas are never taken for the store's, however paths are set", function()
    server:sql(database, "CREATE SCHEMA evil; GRANT USAGE ON SCHEMA evil TO PUBLIC; GRANT ALL ON SCHEMA evil TO player")
    for _, name in ipairs { "act", "name", "run", "version" } do server:sql(database, ("CREATE TABLE evil.%s (LIKE turnstone.%s); GRANT ALL ON evil.%s TO PUBLIC"):format(name, name, name)) end
    server:sql(database, "ALTER ROLE player SET search_path = evil, turnstone")
    support.must(at(as_player .. "?options=-csearch_path%3Devil", { "play", "harbour:lantern", "--run", "safe", "--auto", 3, "--quiet" }))
    assert.equal("0", server:sql(database, "SELECT (SELECT count(*) FROM evil.act) + (SELECT count(*) FROM evil.name) + (SELECT count(*) FROM evil.run)"))
    server:sql(database, "ALTER ROLE player RESET search_path")
  end)
end)
