-- partition_spec.lua - worlds in partitions by universe, as docs/partition.sql makes them: the same store, played on
local server = require "server"
local support = require "support"

local content = { "--content", "tests/bench/content" }

describe("partitions by universe", function()
  local one, url

  local function ask(...)
    local words = { ... }
    table.move({ "--store", url, content[1], content[2] }, 1, 4, #words + 1, words)
    return support.must(words)
  end

  local function play(from, to)
    for number = from, to do
      ask("play", "bench:standard", "--run", "r" .. number, "--player", "p" .. number % 3, "--universe", "u" .. number % 5, "--seed", number, "--auto", "30", "--jsonl")
    end
  end

  local function partition() assert(os.execute("psql -X -q -v ON_ERROR_STOP=1 -f docs/partition.sql " .. support.quote(url))) end

  local function says_what_is_there() return ask("store", "export", "--quiet") .. one:sql(url, "SELECT * FROM turnstone.turns ORDER BY universe, seq") end

  local function indexes()
    return one:sql(url, "SELECT indexname FROM pg_indexes WHERE schemaname = 'turnstone' AND tablename NOT LIKE '%_part_%' ORDER BY 1")
  end

  it("have the rows, views, indexes and rights that the tables had", function()
    one = server.get()
    url = one:database()
    play(1, 5)
    one:sql(url, "CREATE ROLE reader; GRANT SELECT ON turnstone.act, turnstone.turns TO reader; GRANT UPDATE (at) ON turnstone.act TO reader")
    local said, had = says_what_is_there(), indexes()
    partition()
    assert.equal("8", one:sql(url, "SELECT count(*) FROM pg_inherits WHERE inhparent = 'turnstone.act'::regclass"))
    assert.equal(said, says_what_is_there())
    assert.equal(had, indexes())
    assert.equal("t|t|t|f", one:sql(url, "SELECT has_table_privilege('reader', 'turnstone.act', 'SELECT'), " ..
      "has_table_privilege('reader', 'turnstone.turns', 'SELECT'), has_column_privilege('reader', 'turnstone.act', 'at', 'UPDATE'), " ..
      "has_table_privilege('reader', 'turnstone.act', 'INSERT')"))
  end)

  it("are played in, checked, replayed and moved into a file", function()
    play(6, 8)
    ask("play", "--run", "r1", "--auto", "30", "--jsonl")
    assert.truthy(ask("store", "check"):find("^fine: 5 universes, 8 runs, 270 turns"))
    ask("replay")
    local file = support.path("out.db")
    support.must { "store", "copy", url, file }
    assert.equal(ask("store", "export", "--quiet"), support.must { "store", "export", "--quiet", "--store", file })
  end)

  it("are made once", function()
    local had = says_what_is_there()
    partition()
    assert.equal(had, says_what_is_there())
  end)
end)
