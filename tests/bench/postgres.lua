-- postgres.lua - turns on a PostgreSQL server beside pgbench, which sends the same statements to a copy of the same store
package.path = "tests/spec/?.lua;tests/postgres/?.lua;tests/bench/?.lua;" .. package.path
local heard = require "heard"
local server = require "server"
local support = require "support"
local turn_script = require "turn_script"

local M = {}

local binary = os.getenv("TURNSTONE") or "build/turnstone"
local weigh = os.getenv("TURNSTONE_WEIGH") or "build/tests/weigh"
local content = "--content tests/bench/content"
local players, turns = 8, 2000

local function play(url, run, count, how)
  assert(os.execute(("%s play %s --run %s --auto %d --jsonl --quiet --store %s %s >/dev/null"):format(binary, how or "", run, count,
    support.quote(url), content)), run)
end

-- A store in which each of the players has played a while, each in a universe of its own or all in one.
local function furnish(one, in_one)
  local url = one:database()
  for number = 1, players do
    play(url, "r" .. number, 200, ("bench:standard --player p --universe u%d --seed %d"):format(in_one and 1 or number, number))
  end
  return url
end

-- For so many players what pgbench is started with: its script, from what the server was sent during some turns on a copy of the store.
local function scripts(one, url, count)
  local logged, list = one:database(url), {}
  one:sql(one.url, ("ALTER DATABASE %s SET log_statement = 'all'"):format(logged:match("[^/]+$")))
  for number = 1, count do
    local from = support.shell("stat -c %s " .. one.folder .. "/log")
    play(logged, "r" .. number, 60)
    local log = support.shell(("tail -c +%d %s/log"):format(from + 1, one.folder))
    local script, variables = turn_script.of(turn_script.usual(turn_script.turns(log)))
    local words = { "-f", support.write(("%s/turn%d.sql"):format(one.folder, number), script) }
    for name, value in pairs(variables) do table.move({ "-D", name .. "=" .. value }, 1, 2, #words + 1, words) end
    for index, word in ipairs(words) do words[index] = support.quote(word) end
    list[number] = table.concat(words, " ")
  end
  return list
end

-- Turns a second of so many pgbench at once, each with its own script.
local function floor(one, url, count)
  local list, bare, commands, slowest = scripts(one, url, count), one:database(url), {}, math.huge
  one:sql(one.url, "CHECKPOINT")
  for number = 1, count do
    commands[number] = ("pgbench -n -M prepared -c 1 -t %d %s %s >%s 2>&1 &"):format(turns, list[number], support.quote(bare),
      support.path("floor" .. number))
  end
  assert(os.execute(table.concat(commands, "\n") .. "\nwait"))
  for number = 1, count do
    local said = support.read(support.path("floor" .. number))
    slowest = math.min(slowest, tonumber(said:match("tps = ([%d.]+)")) or error(said))
  end
  return slowest * count
end

-- The same of so many of our processes, from the first turn told to the last; then each one's own rate and its longest wait in seconds.
local function rate(one, url, count)
  local commands, first, last, rates, waits = {}, math.huge, 0, {}, {}
  one:sql(one.url, "CHECKPOINT")
  for number = 1, count do
    commands[number] = ("%s play --run r%d --auto %d --jsonl --quiet --store %s %s | lua5.4 tests/bench/gaps.lua >%s &"):format(binary, number, turns,
      support.quote(url), content, support.path("gaps" .. number))
  end
  assert(os.execute(table.concat(commands, "\n") .. "\nwait"))
  for number = 1, count do
    local told, longest, from, to = support.read(support.path("gaps" .. number)):match("(%S+) (%S+) (%S+) (%S+)")
    assert(tonumber(told) == turns, "process " .. number .. " took " .. told .. " turns")
    rates[number], waits[number] = (turns - 1) / (to - from), tonumber(longest)
    first, last = math.min(first, tonumber(from)), math.max(last, tonumber(to))
  end
  return (turns * count - count) / (last - first), rates, waits
end

-- All in one universe, whose writers wait for each other.
local function row_of_one_universe(one, bench)
  local together, rates, waits = rate(one, furnish(one, true), players)
  return bench.row("postgresql_eight_in_one_universe", "turns_per_second", ("%.0f"):format(together), "slowest_of_fastest",
    ("%.2f"):format(math.min(table.unpack(rates)) / math.max(table.unpack(rates))), "longest_wait_milliseconds",
    ("%.0f"):format(math.max(table.unpack(waits)) * 1e3), "at_most", 1000)
end

-- What a turn leaves behind: bytes of tables with their indexes, rows, bytes of the log that a replica or an archive is sent.
local function row_of_size(one, bench)
  local url, count = furnish(one), 20000
  local function number(question) return tonumber(one:sql(url, question)) end
  local function look()
    one:sql(url, "VACUUM")
    one:sql(url, "CHECKPOINT")
    return number "SELECT sum(pg_total_relation_size(relid)) FROM pg_stat_user_tables", number "SELECT pg_current_wal_lsn() - '0/0'",
      number "SELECT sum(c) FROM (SELECT count(*) c FROM turnstone.act UNION ALL SELECT count(*) FROM turnstone.event UNION ALL SELECT count(*) FROM turnstone.world UNION ALL SELECT count(*) FROM turnstone.var UNION ALL SELECT count(*) FROM turnstone.snapshot) t"
  end
  local bytes, log, rows = look()
  play(url, "r1", count)
  local more_bytes, more_log, more_rows = look()
  return bench.row("postgresql_size", "bytes_per_turn", (more_bytes - bytes) // count, "log_bytes_per_turn", (more_log - log) // count, "rows_per_turn",
    ("%.2f"):format((more_rows - rows) / count))
end

-- Megabytes of one process that has so many runs in hand, and has taken five turns in each.
local function megabytes(one, runs, more)
  local script = support.write(support.path("many.lua"), ([[
    local store, runs = sim.open(), {}
    for number = 1, %d do
      runs[number] = store:start { id = "m" .. number, story = "bench:standard", universe = "m" .. number, player = "p" .. number }
    end
    for turn = 1, 5 do
      for number = 1, #runs do runs[number]:session { turns = 1 } end
    end]]):format(runs))
  local report = support.path("weight")
  assert(os.execute(("%s %s 300 %s sim %s --jobs 1 --quiet --store %s %s %s >/dev/null"):format(weigh, report, binary, script,
    support.quote(one:database()), content, more or "")))
  return ("%.1f"):format(support.decode(support.read(report)).kb / 1024)
end

-- Milliseconds from a turn's acknowledgement until another process of its live world has printed it: of turns now and then, as people take
-- them, and of such that follow each other at once.
local function row_of_hearing(one, bench)
  math.randomseed(1)
  local pair = heard.new(one:database())
  local calm, busy = pair:measure(200, function() return math.random() * 0.2 end), pair:measure(200)
  pair:stop()
  local function list(figures)
    return ("[%.1f, %.1f, %.1f, %.1f]"):format(figures.least, figures.median, figures.most_of_99, figures.most)
  end
  return bench.row("postgresql_heard", "milliseconds_least_median_99_most", list(calm), "one_after_another", list(busy), "at_most", 100)
end

-- The rows of the answer; `bench`: row and row_beside_floor of run.lua.
function M.rows(bench)
  local one, why = server.start { on_disk = true }
  if not one then
    io.stderr:write("no PostgreSQL server can be had here: ", why, "\n")
    return { bench.row("postgresql", "skipped", ("%q"):format("no server can be had")) }
  end
  if not one:has_driver() then
    one:stop()
    io.stderr:write("this build has no PostgreSQL driver\n")
    return { bench.row("postgresql", "skipped", ("%q"):format("no driver was built")) }
  end
  local is_measured, rows = xpcall(function()
    local url = furnish(one)
    local function beside(name, count, wanted)
      return bench.row_beside_floor(name, function() return rate(one, url, count) end, function() return floor(one, url, count) end, wanted)
    end
    return {
      beside("postgresql_durable", 1, 0.8),
      beside("postgresql_eight_in_eight_universes", players, 0.7),
      row_of_one_universe(one, bench),
      row_of_hearing(one, bench),
      row_of_size(one, bench),
      bench.row("postgresql_memory", "megabytes_with_100_runs", megabytes(one, 100, "--no-default-content"), "less_than", 20,
        "with_all_shipped_content", megabytes(one, 100)),
    }
  end, debug.traceback)
  one:stop()
  support.remove_scratch()
  if not is_measured then error(rows, 0) end
  return rows
end

return M
