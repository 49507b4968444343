-- run.lua - measures the runtime, each figure beside what bounds it; prints one JSON object
--
-- Whole processes are timed from outside, less the time of a small one, so that starting up is not counted as playing.
local cjson = require "cjson"
local system = require "system"

local binary = os.getenv("TURNSTONE") or "build/turnstone"
local floor_binary = os.getenv("TURNSTONE_FLOOR") or "build/turnstone_floor"
local content = "--content tests/bench/content"
local rounds = tonumber(arg[1]) or 3

local serial = 0

local function shell(command)
  local pipe = assert(io.popen(command))
  local text = pipe:read("a")
  assert(pipe:close(), command)
  return (text:gsub("\n$", ""))
end

local folder = shell("mktemp -d \"${TMPDIR:-/tmp}/turnstone-bench-XXXXXX\"")

local function new_store()
  serial = serial + 1
  return ("%s/%d.db"):format(folder, serial)
end

local function seconds(...)
  local command = binary .. " " .. table.concat({ ... }, " ") .. " >/dev/null"
  local started = system.monotime()
  assert(os.execute(command), command)
  return system.monotime() - started
end

local function median(measure)
  local values = {}
  for round = 1, rounds do values[round] = measure() end
  table.sort(values)
  return values[(rounds + 1) // 2]
end

local function floor(batch, turns, runs)
  return tonumber(shell(("%s %s FULL %d %d %d"):format(floor_binary, new_store(), batch, turns, runs)))
end

local function play_seconds(store, turns, how)
  return seconds("play", how or "", "--run r --auto", turns, "--jsonl --store", store, content)
end

local new_run = "bench:standard --player p --universe u --seed 1"

local function durable_rate()
  local few, many = 100, 4000
  local short = play_seconds(new_store(), few, new_run)
  return (many - few) / (play_seconds(new_store(), many, new_run) - short)
end

local function sim_rate(runs, turns, jobs, is_stored)
  local few = runs // 20
  local function one(count)
    return seconds("sim standard --runs", count, "--turns", turns, "--seed 1 --json --jobs", jobs,
      is_stored and "--store " .. new_store() or "", content)
  end
  local short = one(few)
  return (runs - few) * turns / (one(runs) - short)
end

-- Microseconds of a durable turn in a universe of so many events.
local function turn_cost(events)
  local store = new_store()
  if events > 0 then
    seconds("sim standard --runs 1 --turns", events, "--universe u --json --store", store, content)
  end
  play_seconds(store, 100, new_run)
  return median(function() return play_seconds(store, 2000) / 2000 * 1e6 end)
end

local function bytes_a_turn()
  local store, turns = new_store(), 50000
  seconds("sim standard --runs 10 --turns", turns // 10, "--seed 1 --json --store", store, content)
  return tonumber(shell("stat -c %s " .. store)) / turns
end

local function resume_milliseconds()
  local store = new_store()
  play_seconds(store, 10000, new_run)
  return median(function() return play_seconds(store, 1) * 1e3 end)
end

-- Milliseconds that a story of so many scenes adds to a check.
local function load_milliseconds(scenes)
  local packs = folder .. "/packs"
  shell("mkdir -p " .. packs .. "/large")
  local out = assert(io.open(packs .. "/large/init.lua", "w"))
  assert(io.open(packs .. "/large/pack.lua", "w")):write('return { name = "large", version = "1.0.0" }\n'):close()
  out:write('define.story "l" { title = "Large", start = "s1", vars = { n = 0 }, scenes = { s1 = { text = "One.", choices = {\n',
    '{ "Go", id = "go", to = "s2" } } } } }\n')
  for number = 2, scenes do
    out:write(('define.scene "l/s%d" { text = [[{First|Again} in %d, {n > 3: late|early}.]], choices = {\n'):format(number, number),
      ('{ "Go on", id = "go", to = "s%d", add = { n = 1 }, when = "n < 1000" },\n'):format(number % scenes + 1),
      '{ "Stay", id = "stay", effect = function(run) run.vars.n = 0 end } } }\n')
  end
  out:close()
  local function one(where) return median(function() return seconds("check --quiet --no-default-content --content", where) * 1e3 end) end
  shell("mkdir -p " .. folder .. "/none")
  return one(packs) - one(folder .. "/none")
end

local function ratio(a, b) return math.floor(a / b * 100 + 0.5) / 100 end
local function round(x) return math.floor(x + 0.5) end

local function measure()
  local durable, durable_floor = median(durable_rate), median(function() return floor(1, 4000, 1) end)
  local batched, batched_floor = median(function() return sim_rate(200, 500, 1, true) end), median(function() return floor(256, 100000, 200) end)
  local memory, both = median(function() return sim_rate(1500, 300, 1) end), median(function() return sim_rate(1500, 300, 2) end)
  local near, far = turn_cost(0), turn_cost(300000)
  return {
    memory = { turns_per_second = round(memory), wanted = 300000 },
    two_jobs = { times_faster = ratio(both, memory), wanted = 1.8 },
    batched = { turns_per_second = round(batched), floor = round(batched_floor), of_floor = ratio(batched, batched_floor), wanted = 0.6 },
    durable = { turns_per_second = round(durable), floor = round(durable_floor), of_floor = ratio(durable, durable_floor), wanted = 0.8 },
    turn = { microseconds = round(near), at_300000_events = round(far), times = ratio(far, near), wanted = 1.2 },
    size = { bytes_per_turn = round(bytes_a_turn()), reference = round(98469 / 310) },
    resume = { milliseconds_at_10000_turns = round(resume_milliseconds()), wanted = 500 },
    load = { milliseconds_for_1000_scenes = round(load_milliseconds(1000)) },
  }
end

local is_measured, result = xpcall(measure, debug.traceback)
shell("rm -rf " .. folder)
if not is_measured then error(result, 0) end
print(cjson.encode(result))
