-- run.lua - measures the runtime, each figure beside what bounds it; prints one JSON object
--
-- run.lua [ROUNDS [postgresql]]: the second word measures what is on a server alone.
-- Whole processes are timed from outside, less the time of a small one, so that starting up is not counted as playing.
package.path = "tests/bench/?.lua;" .. package.path
local system = require "system"

local binary = os.getenv("TURNSTONE") or "build/turnstone"
local bare_binary = os.getenv("TURNSTONE_BARE") or "build/turnstone_bare"
local floor_binary = os.getenv("TURNSTONE_FLOOR") or "build/turnstone_floor"
local group_binary = os.getenv("TURNSTONE_GROUP") or "build/turnstone_group"
local narration_binary = os.getenv("TURNSTONE_NARRATION") or "build/turnstone_narration"
local crowd_binary = os.getenv("TURNSTONE_CROWD") or "build/turnstone_crowd"
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

-- Microseconds of a durable turn in a young universe and in one of so many events, measured by turns.
local function turn_costs(events)
  local young, old = new_store(), new_store()
  seconds("sim standard --runs 1 --turns", events, "--universe u --json --store", old, content)
  local near, far = {}, {}
  for _, store in ipairs { young, old } do play_seconds(store, 100, new_run) end
  for round = 1, rounds do
    near[round] = play_seconds(young, 2000) / 2000 * 1e6
    far[round] = play_seconds(old, 2000) / 2000 * 1e6
  end
  table.sort(near)
  table.sort(far)
  return near[(rounds + 1) // 2], far[(rounds + 1) // 2]
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

local function sim_seconds(store, text)
  local path = folder .. "/script.lua"
  local file = assert(io.open(path, "w"))
  assert(file:write(text)):close()
  return seconds("sim", path, "--store", store, content)
end

-- Milliseconds of one branch in the middle of a run of 10,000 turns, and of a branch and a turn in it so many branches deep.
local function branch_milliseconds(depth)
  local store, count = new_store(), 50
  play_seconds(store, 10000, new_run)
  local deep = [[
    local run = sim.open():resume "r"
    for turn = 5001, 5000 + %d do
      run = run:branch(turn - 1)
      run:session { turns = 1 }
    end
    for _ = 1, %d do run:branch(5000 + %d):session { turns = 1 } end]]
  local function one(number) return sim_seconds(store, ('local run = sim.open():resume "r"\nfor _ = 1, %d do run:branch(5000) end'):format(number)) end
  local function at(depth_, number) return sim_seconds(store, deep:format(depth_, number, depth_)) end
  local flat = median(function() return (one(count + 1) - one(1)) / count * 1e3 end)
  return flat, median(function() return (at(1, count + 1) - at(1, 1)) / count * 1e3 end), median(function() return (at(depth, count + 1) - at(depth, 1)) / count * 1e3 end)
end

-- Seconds of `store check`, and times a plain copy of `store backup`, for a store of so many turns.
local function care_of_store(turns)
  local store = new_store()
  seconds("sim standard --runs 10 --turns", turns // 10, "--seed 1 --json --store", store, content)
  local function copy() return -system.monotime() + (assert(os.execute(("cp %s %s.plain && sync %s.plain"):format(store, store, store))) and system.monotime()) end
  local ratios = {}
  for number = 1, rounds do
    ratios[number] = seconds("store backup", store .. ".bak" .. number, "--quiet --store", store) / copy()
    os.remove(store .. ".bak" .. number)
  end
  table.sort(ratios)
  return seconds("store check --quiet --store", store), ratios[(rounds + 1) // 2]
end

-- So many processes playing at once, in one universe or each in its own: gives turns a second of all together from the first turn told
-- to the last, and for each its own rate and its longest wait for a turn, in seconds.
local function play_together(processes, turns, in_one)
  local store, commands = new_store(), {}
  for number = 1, processes do
    local universe = in_one and "u" or "u" .. number
    seconds("play bench:standard --player p --auto 1 --run", "r" .. number, "--universe", universe, "--seed", number, "--jsonl --store", store, content)
    commands[number] = ("%s play --run r%d --auto %d --jsonl --quiet --store %s %s | lua5.4 tests/bench/gaps.lua >%s.%d &")
      :format(binary, number, turns, store, content, store, number)
  end
  assert(os.execute(table.concat(commands, "\n") .. "\nwait"))
  local all, rates, waits, first, last = 0, {}, {}, math.huge, 0
  for number = 1, processes do
    local count, longest, from, to = shell(("cat %s.%d"):format(store, number)):match("(%S+) (%S+) (%S+) (%S+)")
    assert(tonumber(count) == turns, "process " .. number .. " took " .. count .. " turns")
    all, rates[number], waits[number] = all + count, (count - 1) / (to - from), tonumber(longest)
    first, last = math.min(first, tonumber(from)), math.max(last, tonumber(to))
  end
  return all / (last - first), rates, waits
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

-- Milliseconds that `play --watch` says it took to load one changed pack of a folder: in the middle of many changes.
local function reload_milliseconds(from, story, changed)
  serial = serial + 1
  local packs, pipe = folder .. "/watched" .. serial, folder .. "/watched" .. serial .. ".in"
  shell(("cp -r %s %s && mkfifo %s"):format(from, packs, pipe))
  local output = assert(io.popen(("timeout 60 %s play %s --run r --watch --jsonl --no-default-content --content %s --store %s <%s")
    :format(binary, story, packs, new_store(), pipe)))
  local input = assert(io.open(pipe, "w"))
  assert(output:read("l"))
  local function one(number)
    assert(os.execute(("echo '-- %d' >>%s/%s"):format(number, packs, changed)))
    for line in output:lines() do
      local millis = line:match('"ms":(%d+)')
      if millis then return tonumber(millis) end
    end
    error("nothing was reloaded")
  end
  local number = 0
  local millis = median(function() number = number + 1 return one(number) end)
  input:close()
  output:close()
  return millis
end

local function make_many_packs(packs, scenes)
  local where = folder .. "/many"
  shell(("mkdir -p %s && lua5.4 tests/bench/packs.lua %s %d %d"):format(where, where, packs, scenes))
  return where
end

-- Milliseconds that the packs of a folder add to a check.
local function check_milliseconds(packs)
  local none = folder .. "/nothing"
  shell("mkdir -p " .. none)
  local function one(content_folder)
    return median(function() return seconds("check --quiet --no-default-content --content", content_folder) * 1e3 end)
  end
  return one(packs) - one(none)
end

-- How much longer one CPU is busy with the standard story in boxes that count and cap than in boxes that do not: taken in turns, as
-- others may be at work on the machine. Whole processes, less the loading.
local function sandbox_times()
  local function cpu(program, runs)
    local words = ("bash -c 'TIMEFORMAT=%%U; time %s sim standard --runs %d --turns 300 --seed 1 --json --jobs 1 %s >/dev/null' 2>&1")
    return tonumber(shell(words:format(program, runs, content)))
  end
  return median(function()
    local boxed, bare = 0, 0
    for _ = 1, 3 do
      boxed = boxed + cpu(binary, 1500) - cpu(binary, 10)
      bare = bare + cpu(bare_binary, 1500) - cpu(bare_binary, 10)
    end
    return boxed / bare
  end)
end

local function ratio(a, b) return math.floor(a / b * 100 + 0.5) / 100 end
local function hundredth(x) return ratio(x, 1) end
local function round(x) return math.floor(x + 0.5) end

-- One line of the answer: row("name", "figure", 1, "figure", 2).
local function row(name, ...)
  local figures, given = {}, { ... }
  for index = 1, #given, 2 do figures[#figures + 1] = ("%q: %s"):format(given[index], given[index + 1]) end
  return ("  %q: {%s}"):format(name, table.concat(figures, ", "))
end

-- Each measure right beside its floor, so that what else the machine does falls on both; the round in the middle counts.
local function row_beside_floor(name, measure, measure_floor, wanted)
  local pairs_measured = {}
  for number = 1, rounds do
    local ours, floors = measure(), measure_floor()
    pairs_measured[number] = { ours = ours, floors = floors, ratio = ours / floors }
  end
  table.sort(pairs_measured, function(a, b) return a.ratio < b.ratio end)
  local middle = pairs_measured[(rounds + 1) // 2]
  return row(name, "turns_per_second", round(middle.ours), "floor", round(middle.floors), "of_floor", ratio(middle.ours, middle.floors),
    "wanted", wanted)
end

local function row_of_reload(packs)
  return row("reload", "milliseconds_of_shipped_content", reload_milliseconds("content", "harbour:lantern", "harbour/stories/lantern.lua"), "at_most", 50,
    "of_200_packs_of_50_scenes", reload_milliseconds(packs, "pack0007:house", "pack0007/stories/house.lua"))
end

local function row_of_eight()
  local rate, rates, waits = play_together(8, 500, true)
  local longest = {}
  for number, wait in ipairs(waits) do longest[number] = round(wait * 1e3) end
  return row("eight_in_one_universe", "turns_per_second", round(rate), "slowest_of_fastest",
    ratio(math.min(table.unpack(rates)), math.max(table.unpack(rates))), "longest_wait_milliseconds", "[" .. table.concat(longest, ", ") .. "]",
    "at_most", 1000)
end

local function row_of_branch()
  local flat, near, deep = branch_milliseconds(100)
  return row("branch", "milliseconds_at_10000_turns", hundredth(flat), "at_most", 5, "with_a_turn_at_depth_1", hundredth(near), "at_depth_100", hundredth(deep))
end

-- How many runs of at most 1000 turns a chooser needs until all choices of the realm that runs of new players can come to were taken:
-- `reachable` of them. What so many runs met, more of them met too.
local function runs_to_meet(reachable, chooser, seed)
  local function meets(runs)
    local command = "%s sim play --story enchanted_realm:journey --chooser %s --seed %d --runs %d --turns 1000 --json --quiet"
    return tonumber(shell(command:format(binary, chooser, seed, runs)):match('"choices_met":(%d+)')) >= reachable
  end
  local most = 1
  while not meets(most) do most = most * 2 end
  local least = most // 2
  while most - least > 1 do
    local middle = (least + most) // 2
    if meets(middle) then most = middle else least = middle end
  end
  return most
end

local function row_of_guided()
  local reachable, guided, random = 323, {}, {} -- of 328: the other five ask for a focus, or for lives completed before
  for seed = 1, 5 do
    guided[seed], random[seed] = runs_to_meet(reachable, "guided", seed), runs_to_meet(reachable, "random", seed)
  end
  local shown, shown_random = "[" .. table.concat(guided, ", ") .. "]", "[" .. table.concat(random, ", ") .. "]"
  table.sort(guided)
  table.sort(random)
  return row("guided", "runs_to_all_choices_by_seed", shown, "by_random", shown_random, "of_random", ratio(guided[3], random[3]), "at_most", 0.5)
end

-- What two workers keep under way is stored as groups, beside one sync a turn of the same disk.
local function row_of_groups()
  local alone
  local function in_groups()
    local place = new_store() .. ".group"
    local answer = shell(("mkdir %s && %s %s 3"):format(place, group_binary, place))
    alone = tonumber(answer:match('"alone":(%d+)'))
    return tonumber(answer:match('"group":(%d+)'))
  end
  return row_beside_floor("group_commit", in_groups, function() return alone end, 5)
end

-- 200 players over HTTP, each a turn a second, in universes of their own and in one.
local function row_of_crowd(name, universes)
  return ('"%s": %s'):format(name, (shell(("%s %s 200 20 %d"):format(crowd_binary, binary, universes)):gsub("%s+$", "")))
end

local function measure_all()
  local on_server = require("postgres").rows { row = row, row_beside_floor = row_beside_floor }
  if arg[2] == "postgresql" then return on_server end
  local memory, both = median(function() return sim_rate(1500, 300, 1) end), median(function() return sim_rate(1500, 300, 2) end)
  local near, far = turn_costs(300000)
  local check, backup = care_of_store(1000000)
  local many_packs = make_many_packs(200, 50)
  local rows = {
    row("narration", "passages_per_second", round(median(function() return tonumber(shell(narration_binary .. " content harbour:lantern")) end)), "wanted", 50000),
    row("memory", "turns_per_second", round(memory), "wanted", 300000),
    row("sandbox", "times_the_standard_story_without_limits", hundredth(sandbox_times()), "at_most", 1.5),
    row("two_jobs", "times_faster", ratio(both, memory), "wanted", 1.8),
    row_of_guided(),
    row_beside_floor("batched", function() return sim_rate(200, 500, 1, true) end, function() return floor(256, 100000, 200) end, 0.6),
    row_beside_floor("durable", durable_rate, function() return floor(1, 4000, 1) end, 0.8),
    row_of_groups(),
    row_of_crowd("crowd", 200),
    row_of_crowd("crowd_in_one_universe", 1),
    row_beside_floor("two_universes", function() return (play_together(2, 3000)) end, function() return (play_together(1, 3000)) end, 1.0),
    row_of_eight(),
    row("turn", "microseconds", round(near), "at_300000_events", round(far), "times", ratio(far, near), "at_most", 1.2),
    row("size", "bytes_per_turn", round(bytes_a_turn()), "reference", round(98469 / 310)),
    row("resume", "milliseconds_at_10000_turns", round(resume_milliseconds()), "at_most", 500),
    row_of_branch(),
    row("check", "seconds_for_1000000_turns", hundredth(check), "at_most", 20),
    row("backup", "times_a_plain_copy", hundredth(backup), "at_most", 1.5),
    row("load", "milliseconds_for_1000_scenes", round(load_milliseconds(1000))),
    row_of_reload(many_packs),
    row("packs", "milliseconds_for_200_packs_of_50_scenes", round(check_milliseconds(many_packs)), "at_most", 1000),
  }
  return table.move(on_server, 1, #on_server, #rows + 1, rows)
end

local is_measured, result = xpcall(measure_all, debug.traceback)
shell("rm -rf " .. folder)
if not is_measured then error(result, 0) end
print("{\n" .. table.concat(result, ",\n") .. "\n}")
