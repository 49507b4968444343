-- proof_spec.lua - the reference proof: three lives in one world, its numbers, and the same through kill -9
local support = require "support"

local player, universe = "player_001", "enchanted_realm_001"
local cast = {
  alex = { run = "run_alex_001", name = "Alex", focus = "anxiety_management" },
  jordan = { run = "run_jordan_001", name = "Jordan", focus = "self_esteem" },
  sam = { run = "run_sam_001", name = "Sam", focus = "relationship_healing" },
}
local major = { 30, 60, 90, 120, 150, 180, 220, 250, 280, 310 }

local function progression(store)
  local shown = support.answer { "player", "show", player, "--store", store, "--json" }
  local unlocks = {}
  for id, granted in pairs(shown.unlocks) do unlocks[id:match("[^:]+$")] = granted end
  return { shown.completed_runs, shown.turns, shown.milestones, unlocks.advanced_narratives, unlocks.complex_characters,
    unlocks.multi_path_stories }
end

local function life(store, who)
  local shown = support.answer { "run", "show", cast[who].run, "--store", store, "--json" }
  return { shown.state, shown.turns, shown.milestones, shown.position, shown.sessions }
end

local function timeline(store, ...)
  return support.answer { "universe", "timeline", universe, "--store", store, "--json", ... }
end

local function beginning(who)
  return { "enchanted_realm:journey", "--player", player, "--universe", universe, "--as", cast[who].name, "--focus", cast[who].focus,
    "--seed", "1" }
end

local function expect_world(store)
  local world = timeline(store)
  local majors, positions, names = {}, {}, {}
  for index, event in ipairs(world.events) do
    positions[index] = event.position
    names[event.character_name] = (names[event.character_name] or 0) + 1
    if event.major then majors[#majors + 1] = event.position end
  end
  assert.same({ 310, 310 }, { #world.events, world.position })
  assert.same(major, majors)
  assert.same({ Alex = 150, Jordan = 40, Sam = 120 }, names)
  for index = 1, 310 do assert.equal(index, positions[index]) end
end

describe("the reference proof", function()
  teardown(support.remove_scratch)

  it("comes out as promised when it is simulated", function()
    local store = support.store("sim")
    local got = support.answer { "sim", "proof", "--store", store, "--json" }
    assert.same({ 310, 8, 310, 10 }, { got.turns, got.sessions, got.events, got.major_events })
    assert.same({ "completed", 150, 7, 150, 5 }, life(store, "alex"))
    assert.same({ "abandoned", 40, 2, 190, 1 }, life(store, "jordan"))
    assert.same({ "completed", 120, 6, 310, 2 }, life(store, "sam"))
    assert.same({ 2, 270, 13, true, false, false }, progression(store))
    expect_world(store)
    support.must { "store", "check", "--store", store }
  end)

  it("needs no store", function()
    assert.equal(310, support.answer({ "sim", "proof", "--json" }).turns)
  end)

  it("doubles nothing when it is run again on the same store", function()
    local store = support.store("sim")
    local again = support.run { "sim", "proof", "--store", store, "--json" }
    assert.not_equal(0, again.code)
    assert.truthy(again.err:find("run_alex_001", 1, true), again.err)
    assert.same({ 2, 270, 13, true, false, false }, progression(store))
    expect_world(store)
  end)

  it("holds when every session is a process of its own", function()
    local store = support.store("steps")
    local function session(who, turns, is_new)
      local call = is_new and beginning(who) or {}
      for _, word in ipairs { "--run", cast[who].run, "--auto", turns, "--jsonl", "--store", store } do call[#call + 1] = word end
      table.insert(call, 1, "play")
      assert.equal(turns, #support.lines(support.must(call)))
    end
    for number, turns in ipairs { 30, 30, 40, 25, 25 } do session("alex", turns, number == 1) end
    session("jordan", 40, true)
    session("sam", 50, true)
    assert.equal(240, #timeline(store).events)
    assert.same({ 0, 0, 0, false, false, false }, progression(store))
    support.must { "run", "complete", cast.alex.run, "--reason", "Character retired peacefully", "--store", store }
    assert.same({ 1, 150, 7, false, false, false }, progression(store))
    support.must { "run", "abandon", cast.jordan.run, "--store", store }
    assert.same({ 1, 150, 7, false, false, false }, progression(store))
    session("sam", 70)
    support.must { "run", "complete", cast.sam.run, "--store", store }
    support.must { "run", "complete", cast.sam.run, "--store", store }
    assert.same({ 2, 270, 13, true, false, false }, progression(store))
    assert.same({ "completed", 150, 7, 150, 5 }, life(store, "alex"))
    assert.same({ "abandoned", 40, 2, 190, 1 }, life(store, "jordan"))
    assert.same({ "completed", 120, 6, 310, 2 }, life(store, "sam"))
    expect_world(store)
    assert.equal(150, #timeline(store, "--at", "150").events)
  end)

  it("holds when each session is killed on its way", function()
    local store = support.store("killed")
    local kills = 0

    local function calm(...)
      local begun = support.seconds()
      support.must { "play", "--run", "calm", "--auto", "1", "--jsonl", "--store", support.store("calm"), ... }
      return support.seconds() - begun
    end
    calm("enchanted_realm:journey", "--player", "nobody") -- makes the store
    local start = calm() -- what a process takes that comes to a turn

    local function turns_of(who)
      local shown = support.run { "run", "show", cast[who].run, "--store", store, "--json" }
      return shown.code == 0 and support.decode(shown.out).turns or nil
    end

    -- Plays until the life has so many turns. Each attempt lives longer than the one before, so that the last one ends by itself; the first
    -- does not come to a turn.
    local function until_turn(who, target)
      for attempt = 0, 400 do
        local stored = turns_of(who)
        if stored == target then return end
        local call = { "play" }
        for _, word in ipairs(stored and {} or beginning(who)) do call[#call + 1] = word end
        for _, word in ipairs { "--run", cast[who].run, "--auto", target - (stored or 0), "--jsonl", "--store", store } do
          call[#call + 1] = word
        end
        call.under = ("timeout -s KILL %.3f"):format(start / 4 + start / (support.is_long and 16 or 4) * attempt)
        local done = support.run(call)
        kills = kills + (done.code == 0 and 0 or 1)
        local told = support.lines(done.out:match(".*\n") or "")
        local now = turns_of(who)
        local last = #told > 0 and told[#told].turn or stored or 0
        assert((now or 0) >= last and (now or 0) <= last + 1, ("%s: told %d, stored %s"):format(who, last, now))
      end
      error(who .. " never came to turn " .. target)
    end

    local turns = 0
    for _, more in ipairs { 30, 30, 40, 25, 25 } do
      turns = turns + more
      until_turn("alex", turns)
    end
    until_turn("jordan", 40)
    until_turn("sam", 50)
    support.must { "run", "complete", cast.alex.run, "--store", store }
    support.must { "run", "abandon", cast.jordan.run, "--store", store }
    until_turn("sam", 120)
    support.must { "run", "complete", cast.sam.run, "--store", store }
    assert.is_true(kills >= 8, "only " .. kills .. " processes were killed")
    assert.same({ 2, 270, 13, true, false, false }, progression(store))
    expect_world(store)
    support.must { "store", "check", "--store", store }
  end)
end)
