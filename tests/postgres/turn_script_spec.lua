-- turn_script_spec.lua - the benchmark's floor: what a server was sent becomes a script that sends the same
package.path = "tests/bench/?.lua;" .. package.path
local one = require("server").get_any()
local support = require "support"
local turn_script = require "turn_script"

local schema = [[CREATE TABLE head (id BIGINT PRIMARY KEY, seq BIGINT NOT NULL); INSERT INTO head VALUES (3, 0);
  CREATE TABLE act (id BIGINT, seq BIGINT, key BIGINT NOT NULL, note TEXT, hash BYTEA, PRIMARY KEY (id, seq))]]

local function run(url, script, count, ...)
  local words = { "pgbench", "-n", "-M", "prepared", "-t", count, "-f", support.write(support.path("script.sql"), script), ... }
  for index, word in ipairs(words) do words[index] = support.quote(word) end
  local said = support.shell(table.concat(words, " ") .. " " .. support.quote(url) .. " 2>&1")
  assert(said:find(("processed: %d/%d"):format(count, count), 1, true), said)
end

describe("a turn's script", function()
  teardown(function()
    one:stop()
    support.remove_scratch()
  end)

  it("sends what was sent, with numbers that go on", function()
    local url = one:database()
    one:sql(url, schema)
    one:sql(url, ("ALTER DATABASE %s SET log_statement = 'all'"):format(url:match("[^/]+$")))
    local from = support.shell("stat -c %s " .. one.folder .. "/log")
    run(url, [[
\set n :n + 1
\set key random(5000000000000000000, 9000000000000000000)
\startpipeline
BEGIN;
SELECT seq FROM head WHERE id = :id;
\endpipeline
\startpipeline
INSERT INTO act(id, seq, key, note, hash) VALUES (:id, :n, :key, :note, NULL);
UPDATE head SET seq = :n WHERE id = :id;
COMMIT;
\endpipeline
]], 12, "-D", "n=0", "-D", "id=3", "-D", "note=it's, $1 = 'so'")
    local turns = turn_script.turns(support.shell(("tail -c +%d %s/log"):format(from + 1, one.folder)))
    assert.equal(12, #turns)
    assert.same({ sql = "INSERT INTO act(id, seq, key, note, hash) VALUES ($1, $2, $3, $4, NULL)", values = { "3", "12", turns[12][3].values[3], "it's, $1 = 'so'" } },
      turns[12][3])
    local script, variables = turn_script.of(turn_script.usual(turns))
    local words = {}
    for name, value in pairs(variables) do table.move({ "-D", name .. "=" .. value }, 1, 2, #words + 1, words) end
    run(url, script, 5, table.unpack(words))
    assert.equal("17|17|17|17", one:sql(url, "SELECT count(*), max(seq), (SELECT seq FROM head), count(DISTINCT key) FROM act WHERE note = 'it''s, $1 = ''so'''"))
    local _, trips = script:gsub("\\startpipeline", "")
    assert.equal(2, trips)
  end)

  it("is made of what most turns send", function()
    local function turn(sql) return { { sql = "BEGIN" }, { sql = sql }, { sql = "COMMIT" } } end
    local usual = turn_script.usual { turn "SELECT 1", turn "SELECT 2", turn "SELECT 1" }
    assert.same({ 1, 3 }, { usual[1].number, usual[2].number })
  end)
end)
