-- proof.lua - the reference proof: three lives in one world, played in the order of the reference, with its numbers

local PLAYER, UNIVERSE, STORY = "player_001", "enchanted_realm_001", "enchanted_realm:journey"
local MAJOR = { 30, 60, 90, 120, 150, 180, 220, 250, 280, 310 }

local store = sim.open()

local function equal(what, got, wanted)
  sim.expect(got == wanted, ("%s: %s, not %s"):format(what, tostring(got), tostring(wanted)))
end

local function start(id, character, focus)
  return store:start {
    id = id, player = PLAYER, character = character, universe = UNIVERSE, story = STORY, focus = focus, seed = sim.args.seed or 1,
  }
end

local function play(run, sessions)
  for _, session in ipairs(sessions) do
    run:session { turns = session[1], notes = session[2], chooser = sim.choosers.auto }
  end
end

local function expect_progression(when, completed, turns, milestones, is_advanced)
  local player = store:player(PLAYER)
  equal(when .. ", runs completed", player.completed_runs, completed)
  equal(when .. ", turns", player.turns, turns)
  equal(when .. ", milestones", player.milestones, milestones)
  equal(when .. ", advanced_narratives", player.unlocks.advanced_narratives, is_advanced)
  equal(when .. ", complex_characters", player.unlocks.complex_characters, false)
  equal(when .. ", multi_path_stories", player.unlocks.multi_path_stories, false)
end

local function row(run, state, turns, sessions, milestones, position)
  local id = run.id
  equal(id .. ", state", run.state, state)
  equal(id .. ", turns", run.turns, turns)
  equal(id .. ", sessions", run.sessions, sessions)
  equal(id .. ", milestones", run.milestones, milestones)
  equal(id .. ", position", run.position, position)
  return {
    run_id = id, state = run.state, turns = run.turns, sessions = run.sessions, milestones = run.milestones, position = run.position,
  }
end

local alex = start("run_alex_001", "Alex", "anxiety_management")
play(alex, {
  { 30, "Initial exploration" }, { 30, "Building confidence" }, { 40, "Major challenges" }, { 25, "Approaching resolution" },
  { 25, "Final arc" },
})
local jordan = start("run_jordan_001", "Jordan", "self_esteem")
play(jordan, { { 40, "Jordan's journey begins" } })
local sam = start("run_sam_001", "Sam", "relationship_healing")
play(sam, { { 50, "Sam explores" } })
equal("events before Sam's last session", #store:universe(UNIVERSE):timeline(), 240)
expect_progression("nobody has completed", 0, 0, 0, false)

alex:complete("Character retired peacefully")
expect_progression("after Alex", 1, 150, 7, false)
jordan:abandon()
expect_progression("after Jordan", 1, 150, 7, false)
play(sam, { { 70, "Sam's epic finale" } })
sam:complete("Character completed journey")
expect_progression("after Sam", 2, 270, 13, true)

local runs = {
  row(alex, "completed", 150, 5, 7, 150),
  row(jordan, "abandoned", 40, 1, 2, 190),
  row(sam, "completed", 120, 2, 6, 310),
}
equal("Alex's reason", alex.reason, "Character retired peacefully")
equal("Sam's reason", sam.reason, "Character completed journey")

local events = store:universe(UNIVERSE):timeline()
local major, characters = {}, {}
for i, event in ipairs(events) do
  equal("position of event " .. i, event.position, i)
  characters[event.character_name] = true
  if event.major then major[#major + 1] = event.position end
end
equal("events", #events, 310)
equal("major events", table.concat(major, " "), table.concat(MAJOR, " "))
sim.expect(characters.Alex and characters.Jordan and characters.Sam, "three characters are on the timeline")

local turns, sessions = 0, 0
for _, run in ipairs(runs) do
  turns = turns + run.turns
  sessions = sessions + run.sessions
end
equal("turns", turns, 310)
equal("sessions", sessions, 8)

local player = store:player(PLAYER)
return {
  turns = turns, sessions = sessions, events = #events, major_events = #major, runs = runs,
  progression = {
    player_id = player.player_id, completed_runs = player.completed_runs, turns = player.turns, milestones = player.milestones,
    universes = player.universes, unlocks = player.unlocks,
  },
}
