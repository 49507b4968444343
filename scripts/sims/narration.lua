-- narration.lua - how good what the grammars tell is: read over every story, scored, and shown: `turnstone sim narration`

local TURNS = 150
local RUNS = 20 -- at most, when lives end early
local SAMPLES = 3

local args = sim.args
local turns = args.turns or TURNS
local seed = args.seed or 1
local stories = args.story and { args.story } or sim.stories()

-- The reference's score (reference-facts): what there is to read, people who speak, a place, a choice, a tone, a length.
local function words_of(text)
  local count = 0
  for _ in text:gmatch("%S+") do count = count + 1 end
  return count
end

local function spoken_of(text)
  local count = 0
  for _ in text:gmatch('"[^"]+"') do count = count + 1 end
  for _ in text:gmatch("\u{201c}.-\u{201d}") do count = count + 1 end
  return count
end

local function score(run, moment)
  local words, open = words_of(run.text), 0
  for _, choice in ipairs(run.choices) do
    if not choice.locked then open = open + 1 end
  end
  local sum = 0
  if #run.text >= 100 then sum = sum + 0.2 end
  if spoken_of(run.text) >= 2 then sum = sum + 0.2 end
  if #(moment.facts.setting or "") >= 20 then sum = sum + 0.2 end
  if open >= 2 then sum = sum + 0.2 end
  if moment.tone ~= "neutral" then sum = sum + 0.1 end
  if words >= 200 and words <= 400 then
    sum = sum + 0.1
  elseif (words >= 100 and words < 200) or (words > 400 and words <= 600) then
    sum = sum + 0.05
  end
  return sum
end

-- Words of a text, one space between and around them.
local function plain(text) return " " .. text:lower():gsub("[^%w\u{80}-\u{10ffff}']+", " ") .. " " end

local function contradicts(moment, passage)
  local told = plain(passage)
  for name, against in pairs(moment.against) do
    for phrase in against:gmatch("[^,]+") do
      local sought = plain(phrase):gsub("^%s+", " "):gsub("%s+$", " ")
      if sought ~= " " and told:find(sought, 1, true) then return name, phrase end
    end
  end
end

local function each_sentence(text, visit)
  for sentence in (text:gsub("\n", " ") .. " "):gmatch("(.-[%.!%?]\"?)%s") do visit(sentence) end
end

-- A number of our own, so that the same seed reads the same.
local state = seed
local function roll(count)
  state = (state * 6364136223846793005 + 1442695040888963407) & 0x7fffffffffffffff
  return (state >> 33) % count + 1
end

local function take_any(run)
  local open = {}
  for _, choice in ipairs(run.choices) do
    if not choice.locked then open[#open + 1] = choice end
  end
  if #open == 0 then return false end
  local choice = open[roll(#open)]
  local taken = pcall(function() run:take(choice.id, choice.ask and "Wren" or nil) end)
  return taken
end

local function read(row, run)
  local passage, moment = run.passage, run.moment
  if passage == "" or not moment then return end
  row.passages = row.passages + 1
  row.words = row.words + words_of(passage)
  row.score = row.score + score(run, moment)
  each_sentence(passage, function(sentence)
    row.sentences = row.sentences + 1
    if row.told[sentence] then row.again = row.again + 1 end
    if row.life[sentence] then row.repeated = row.repeated + 1 end
    row.told[sentence], row.life[sentence] = true, true
  end)
  if row.whole[passage] then row.same = row.same + 1 end
  row.whole[passage] = true
  local fact, phrase = contradicts(moment, passage)
  if fact then table.insert(row.contradicted, { fact = fact, phrase = phrase, passage = passage }) end
  if #row.samples < SAMPLES and row.passages % 7 == 1 then table.insert(row.samples, { scene = run.scene, passage = passage }) end
end

-- As many turns of a story as were asked for, in one life after another.
local function walk(store, story)
  local row = {
    story = story, turns = 0, passages = 0, words = 0, score = 0, sentences = 0, repeated = 0, again = 0, same = 0, told = {}, whole = {}, contradicted = {}, samples = {},
  }
  for life = 1, RUNS do
    local name = story:gsub("[:/]", "_") .. "_" .. life
    local run = store:start { id = name, player = "reader", character = "Wren", universe = name, story = story, seed = seed * 1000 + life }
    row.life = {} -- what a reader of this life has read
    read(row, run)
    while row.turns < turns and run.state == "active" and take_any(run) do
      row.turns = row.turns + 1
      read(row, run)
    end
    if row.turns >= turns then break end
  end
  return row
end

local function share(part, whole) return whole > 0 and math.floor(1000 * part / whole + 0.5) / 1000 or 0 end

local store = sim.open()
local result = { seed = seed, turns_each = turns, stories = {}, samples = {} }
for _, story in ipairs(stories) do
  local row = walk(store, story)
  if row.passages > 0 then
    table.insert(result.stories, {
      story = story, turns = row.turns, passages = row.passages, words = math.floor(row.words / row.passages + 0.5),
      score = share(row.score, row.passages), repeated = share(row.repeated, row.sentences), again = share(row.again, row.sentences), same = row.same, contradicted = #row.contradicted,
    })
    for _, sample in ipairs(row.samples) do
      table.insert(result.samples, { story = story, scene = sample.scene, passage = sample.passage })
    end
  end
  for _, found in ipairs(row.contradicted) do
    sim.expect(false, ("%s contradicts its fact \"%s\" (%s): %s"):format(story, found.fact, found.phrase, found.passage))
  end
end
sim.expect(#result.stories > 0, "there are stories whose grammars tell something")
return result
