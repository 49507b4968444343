-- care.lua - the proof that care holds: random players with random settings over all stories, and what they are shown is judged

local TURNS = 1000000 -- of all stories together, when nothing else is asked for
local TURNS_A_RUN = 200
local TOLD = 10
local ZEROS = { "ceiling", "boundaries", "warnings", "dead_ends", "far_from_rest" }
local SAYS = {
  ceiling = "shown beyond a ceiling", boundaries = "shown beyond a boundary", warnings = "without their warning before them",
  dead_ends = "dead ends", far_from_rest = "intense scenes farther than 3 choices from rest",
}

local args = sim.args
local stories = args.story and { args.story } or sim.stories()
local whole = { runs = 0, turns = 0, parts = 0, seed = args.seed or 1, stories = {}, violations = {} }
for _, key in ipairs(ZEROS) do whole[key] = 0 end

-- With --runs each story has as many; else as many as its share of the turns takes.
local function ask(story)
  local share = not args.runs and math.ceil((args.max_turns or TURNS) / #stories) or nil
  return {
    story = story, care = args.unguarded and "unguarded" or "proof", runs = args.runs or share, turns = args.turns or TURNS_A_RUN, max_turns = share,
    seed = args.seed, first = args.first,
  }
end

local function add(story, care)
  for _, key in ipairs { "runs", "turns", "parts" } do whole[key] = whole[key] + care[key] end
  for _, key in ipairs(ZEROS) do whole[key] = whole[key] + care[key] end
  for _, found in ipairs(care.violations) do
    found.story = story
    table.insert(whole.violations, found)
  end
  local row = { story = story, runs = care.runs, turns = care.turns, parts = care.parts }
  for _, key in ipairs(ZEROS) do row[key] = care[key] end
  table.insert(whole.stories, row)
end

for _, story in ipairs(stories) do add(story, sim.play(ask(story)).care) end

local function tell(found)
  return ("%s, run %d of seed %d, turn %d: %s: %s (%s); path: %s"):format(
    found.story, found.run, whole.seed, found.turn, found.scene, found.what, found.place, table.concat(found.path, ", "))
end

sim.expect(#stories > 0, "there are stories to be played")
for _, key in ipairs(ZEROS) do sim.expect(whole[key] == 0, ("%d %s, not 0"):format(whole[key], SAYS[key])) end
for i, found in ipairs(whole.violations) do
  if i <= TOLD then sim.expect(false, tell(found)) end
end
return whole
