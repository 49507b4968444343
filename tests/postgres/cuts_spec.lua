-- cuts_spec.lua - whatever is done on a server, its way cut before any one message: all is as if it had not been, and nothing is done twice
local one = require("server").get()
local support = require "support"

local cutter = os.getenv("TURNSTONE_CUTTER") or "build/tests/cutter"
local cuts_a_step = support.is_dev and 1 or 3 -- with --long every message

local pack = [[
define.world { steps = 0, last = "nobody" }
define.skill "knots" { title = "Knots", cost = 1 }
define.unlock "again" { title = "Again", when = function(progression) return progression:count("ending/cut:road/home") >= 1 end }
define.story "road" { title = "A Road", start = "road", vars = { steps = 0, heard = 0 }, scenes = {
  road = { text = "Step {steps} of {world.steps}.", choices = {
    { "Walk", id = "walk", when = "world.steps < 1000", effect = function(run, universe)
      run.vars.steps = run.vars.steps + 1
      universe:add("steps", 1)
      universe:set("last", run.id)
      universe:record(run.id .. " walks " .. run.vars.steps)
      run:milestone("mile_" .. run.vars.steps)
    end },
    { "Go home", id = "home", to = "home" } } },
  home = { text = "Home.", ending = "home" } } }
on("choice.taken", function(run, universe) run.vars.heard = run.vars.heard + universe:get("steps") end)
]]

local migration = "return { run = function(vars) vars.heard = vars.heard + 1000 end }"

-- What is done, one step after the other, each by a process of its own; and how it is looked at.
local steps = {
  { "a life is begun, led and ended", { "play", "cut:road", "--run", "a", "--player", "p", "--universe", "u", "--seed", "7", "--jsonl" },
    input = "walk\nwalk\nhome\n", look = { { "run", "show", "a" }, { "player", "show", "p" } } },
  { "a skill is learned", { "player", "learn", "p", "knots" }, look = { { "player", "show", "p" } } },
  { "a player asks to be spared", { "player", "care", "p", "--ceiling", "0.5" }, look = { { "player", "care", "p" } } },
  { "a run is gone back in", { "run", "branch", "a", "--at", "1", "--id", "b" }, look = { { "run", "show", "b" } } },
  { "it is played on, and paused", { "play", "--run", "b", "--jsonl" }, input = "walk\nwalk\n", look = { { "run", "show", "b" } } },
  { "a run is given up", { "run", "abandon", "b", "--reason", "enough" }, look = { { "run", "show", "b" } } },
  { "a world comes home", { "universe", "merge", "u~2", "--into", "u", "--rule", "cut:steps=sum", "--rule", "cut:last=theirs" },
    look = { { "universe", "show", "u" } } },
  { "runs are simulated in one world", { "sim", "play", "--story", "cut:road", "--runs", "3", "--turns", "150", "--universe", "v", "--seed", "1" },
    look = { { "universe", "show", "v" }, { "universe", "timeline", "v" } } },
  { "runs are simulated by what was met least", { "sim", "play", "--story", "cut:road", "--runs", "3", "--turns", "9", "--seed", "2", "--chooser", "guided" },
    look = { { "run", "show", "sim_2_000003" } } },
  { "a pack changes what runs hold", { "play", "--run", "b", "--jsonl" }, input = "walk\n", migrates = true, look = { { "run", "show", "b" } } },
}

local function content(step) return support.pack("cut", { ["init.lua"] = pack, ["migrations/0001_heard.lua"] = step.migrates and migration or nil }) end

local function call(step, words, store, input)
  local all = table.move(words, 1, #words, 1, {})
  for _, word in ipairs { "--no-default-content", "--content", content(step), "--store", store } do all[#all + 1] = word end
  all.input = input
  return all
end

-- A way to the server that is cut once: before message `at`.
local function cut_way(store, at)
  local pipe = assert(io.popen(("exec %s %s %d"):format(support.quote(cutter), store:match(":(%d+)/"), at), "r"))
  local port, process = pipe:read("n", "n")
  local url = store:gsub(":%d+/", (":%d/"):format(port)) .. "?sslmode=disable&gssencmode=disable"
  return url, function()
    os.execute("kill " .. math.tointeger(process))
    local told = pipe:read("a")
    pipe:close()
    return tonumber(told:match("(%d+) messages")), told:match("cut before [^\n]*")
  end
end

-- Without what tells the time.
local function timeless(value)
  if type(value) ~= "table" then return value end
  local kept = {}
  for key, part in pairs(value) do
    if not tostring(key):find("_at$") and key ~= "at" and key ~= "since" and key ~= "last_played" then kept[key] = timeless(part) end
  end
  return kept
end

-- Where two values are not the same, in words.
local function differences(one_value, other, where, out)
  out = out or {}
  if type(one_value) ~= "table" or type(other) ~= "table" then
    if one_value ~= other then out[#out + 1] = ("%s: %s, not %s"):format(where, other, one_value) end
    return out
  end
  for key, part in pairs(one_value) do differences(part, other[key], where .. "." .. key, out) end
  for key, part in pairs(other) do
    if one_value[key] == nil then differences(nil, part, where .. "." .. key, out) end
  end
  return out
end

-- All that can be told of a store behind a step: how many rows each table has, and what is shown.
local function look(step, store)
  local seen = { rows = {} }
  for line in support.must(call(step, { "store", "export" }, store)):gmatch("[^\n]+") do
    local name = line:match('^{"n":%d+,"([%w_]+)":{')
    if name then seen.rows[name] = (seen.rows[name] or 0) + 1 end
  end
  for index, words in ipairs(step.look) do
    local asked = table.move(words, 1, #words, 1, {})
    asked[#asked + 1] = "--json"
    seen[index] = timeless(support.answer(call(step, asked, store)))
  end
  support.must(call(step, { "store", "check" }, store))
  return seen
end

-- But for where the store is.
local function told(step, done)
  return step[2][1] == "play" and timeless(support.lines(done.out)) or (done.out:gsub("@127%.0%.0%.1:%d+/d%d+", "@"))
end

describe("on a server", function()
  teardown(function()
    one:stop()
    support.remove_scratch()
  end)

  local before = one:database()
  support.must(call(steps[1], { "play", "cut:road", "--run", "first", "--player", "q", "--universe", "first", "--auto", "1", "--jsonl" }, before))
  local cuts = 0

  for _, step in ipairs(steps) do
    it(step[1] .. ", the same with its way cut", function()
      local base, after = before, one:database(before)
      local url, over = cut_way(after, 0)
      local wanted = support.run(call(step, step[2], url, step.input))
      local count = over()
      assert(wanted.code == 0, wanted.err)
      local seen = look(step, after)
      before = after
      for index = 1, support.is_long and count or math.min(count, cuts_a_step) do
        local at = support.is_long and index or (index * count) // cuts_a_step
        local store = one:database(base)
        local way, done_with = cut_way(store, at)
        local done = support.run(call(step, step[2], way, step.input))
        local _, where = done_with()
        local words = ("message %d of %d, %s: exit %d: %s"):format(at, count, where, done.code, done.err)
        assert.equal(0, done.code, words)
        local wrong = differences(told(step, wanted), told(step, done), "told")
        differences(seen, look(step, store), "seen", wrong)
        assert(#wrong == 0, words .. table.concat(wrong, "; "))
        cuts = cuts + 1
        one:sql(one.url, "DROP DATABASE " .. store:match("[^/]*$"))
      end
    end)
  end

  -- Before each of the last messages, of which many are answers.
  it("a world is shown, the same with its way cut", function()
    local step, words = steps[1], { "universe", "show", "v", "--json" }
    local function ask(at)
      local way, over = cut_way(before, at)
      local done = support.run(call(step, words, way))
      local count, where = over()
      assert(done.code == 0, ("cut at %d, %s: %s"):format(at, where, done.err))
      return done.out, count
    end
    local shown, count = ask(0)
    for at = support.is_long and 1 or count - (support.is_dev and 6 or 20), count do
      assert.equal(shown, (ask(at)))
      cuts = cuts + 1
    end
  end)

  it("is cut in all kinds of places", function()
    print(cuts .. " cuts")
    assert(cuts >= #steps)
  end)
end)
