-- interactions.lua - lives that never meet and yet do: what one does at 50 is there for another at 75, whoever was played first
--
-- All stand on one timeline, each at a position of its own. Alex answers the forest guardian at 50; Jordan comes to the village
-- at 75, where people are grateful for it, and helps the miller; Sam finds Alex's sword at 90 and meets the miller at 125. A tree
-- planted at 1150 is grown at 1247 and bears at 1300.

local STORY = "enchanted_realm:journey"

local store = sim.open()
local checks = {}

local function check(name, met)
  checks[#checks + 1] = { name = name, ok = not not met }
  sim.expect(met, name)
end

local function is_open(run, id)
  local choice = run:choice(id)
  return choice ~= nil and not choice.locked
end

-- --- lives: what is done at which turn; between deeds they linger. `sees` looks at the run before the turn is taken.

local LIVES = {
  alex = {
    character = "Alex", at = 0, turns = 150, ends = "complete",
    deeds = { "to_forest", "to_ferns", "to_guardian", [50] = "answer_guardian" },
    sees = { [50] = { guardian_waits = "answer_guardian" } },
  },
  jordan = {
    character = "Jordan", at = 0, turns = 87, ends = "abandon",
    deeds = { "to_village", [75] = "help_miller", [76] = "accept_thanks" },
    sees = { [75] = { villagers_are_grateful = "accept_thanks" } },
  },
  sam = {
    character = "Sam", at = 0, turns = 130,
    deeds = {
      "to_forest", "to_ferns", "to_guardian", [89] = "to_grove", [90] = "take_sword",
      [91] = "leave_grove", [92] = "back_ferns", [93] = "to_edge", [94] = "to_gate", [95] = "to_village", [96] = "to_mill",
      [125] = "meet_miller",
    },
    sees = { [90] = { sword_lies_in_the_grove = "take_sword" }, [125] = { miller_is_there = "meet_miller" } },
  },
  robin = { character = "Robin", at = 1148, turns = 2, deeds = { "to_hill", "plant_tree" }, sees = {} },
  kim = {
    character = "Kim", at = 1243, turns = 5, deeds = { "to_hill", [5] = "rest_under_tree" },
    sees = { [4] = { tree_is_grown_too_early = "rest_under_tree" }, [5] = { tree_is_grown = "rest_under_tree" } },
  },
  noor = {
    character = "Noor", at = 1296, turns = 5, deeds = { "to_hill", [5] = "pick_fruit" },
    sees = { [4] = { tree_bears_too_early = "pick_fruit" }, [5] = { tree_bears = "pick_fruit" } },
  },
}

local Life = {}
Life.__index = Life

local function begin(order, name)
  local plan = LIVES[name]
  local run = store:start {
    id = ("run_%s_order_%d"):format(name, order), player = "player_of_" .. name, character = plan.character,
    universe = ("interactions_%d"):format(order), story = STORY, at = plan.at, seed = 1,
  }
  return setmetatable({ name = name, plan = plan, run = run, turn = 0, seen = {} }, Life)
end

function Life:look()
  for what, id in pairs(self.plan.sees[self.turn + 1] or {}) do self.seen[what] = is_open(self.run, id) end
end

function Life:step(deed)
  self:look()
  self.turn = self.turn + 1
  self.run:take(deed or self.plan.deeds[self.turn] or "linger")
end

function Life:is_over()
  return self.turn >= self.plan.turns
end

function Life:play_to(turn)
  while self.turn < turn do self:step() end
  if self:is_over() and self.plan.ends then self.run[self.plan.ends](self.run) end
end

function Life:play()
  self:play_to(self.plan.turns)
end

local function begin_all(order)
  local lives = {}
  for name in pairs(LIVES) do lives[name] = begin(order, name) end
  return lives
end

local function check_states(title, lives)
  local function stands(name, state, position)
    local run = lives[name].run
    check(("%s: %s is %s at %d"):format(title, name, state, position), run.state == state and run.position == position)
  end
  stands("alex", "completed", 150)
  stands("jordan", "abandoned", 87)
  stands("sam", "active", 130)
end

local function check_all(title, lives)
  local function met(name, what, wanted)
    check(("%s: %s: %s is %s"):format(title, name, what:gsub("_", " "), tostring(wanted)), lives[name].seen[what] == wanted)
  end
  check_states(title, lives)
  met("alex", "guardian_waits", true)
  met("jordan", "villagers_are_grateful", true)
  met("sam", "sword_lies_in_the_grove", true)
  check(title .. ": sam carries the sword", lives.sam.run.vars.grove_blade)
  met("sam", "miller_is_there", true)
  met("kim", "tree_is_grown_too_early", false)
  met("kim", "tree_is_grown", true)
  met("noor", "tree_bears_too_early", false)
  met("noor", "tree_bears", true)
  check(title .. ": noor has a pear", table.concat(lives.noor.run.vars.bag, " ") == "pear")
end

-- --- the orders

local function one_after_another()
  local lives = begin_all(1)
  for _, name in ipairs { "alex", "jordan", "sam", "robin", "kim", "noor" } do lives[name]:play() end
  check_all("one after another", lives)
end

local function turn_by_turn()
  local lives = begin_all(2)
  local left = { "alex", "jordan", "sam", "robin", "kim", "noor" }
  while #left > 0 do
    local still = {}
    for _, name in ipairs(left) do
      local life = lives[name]
      life:play_to(life.turn + 1)
      if not life:is_over() then still[#still + 1] = name end
    end
    left = still
  end
  check_all("turn by turn", lives)
end

local function deed_by_deed()
  local lives = begin_all(3)
  for _, name in ipairs { "robin", "noor", "kim" } do lives[name]:play() end
  lives.sam:play_to(60)
  lives.jordan:play_to(10)
  lives.alex:play_to(50)
  lives.jordan:play_to(75)
  lives.sam:play()
  lives.alex:play()
  lives.jordan:play()
  check_all("deed by deed", lives)
end

-- What a run has lived through, as words that can be compared.
local function past_of(universe, run_id, position)
  local lines = {}
  for _, event in ipairs(store:universe(universe):timeline()) do
    if event.run_id == run_id and event.position <= position then lines[#lines + 1] = event.position .. " " .. event.action end
  end
  return table.concat(lines, "\n")
end

local function before_it_is_done()
  local title, universe = "before it is done", "interactions_4"
  local lives = begin_all(4)
  local jordan = lives.jordan
  jordan:play_to(74)
  jordan:step("linger")
  jordan:step("linger")
  check(title .. ": jordan does not meet at 75 what nobody has done", jordan.seen.villagers_are_grateful == false)
  local past, shown = past_of(universe, jordan.run.id, 76), jordan.run.text
  lives.alex:play()
  check(title .. ": jordan's past is not rewritten", past_of(universe, jordan.run.id, 76) == past and jordan.run.text == shown)
  jordan:step("linger")
  check(title .. ": it reaches jordan as news", #jordan.run.news > 0)
  check(title .. ": from then on he meets it", is_open(jordan.run, "accept_thanks"))
  jordan:play()
  lives.sam:play_to(124)
  check(title .. ": sam finds the sword", lives.sam.seen.sword_lies_in_the_grove and lives.sam.run.vars.grove_blade)
  check(title .. ": sam does not meet whom nobody helped", not is_open(lives.sam.run, "meet_miller"))
  lives.sam:step("linger")
  lives.sam:play()
  check_states(title, lives)
end

one_after_another()
turn_by_turn()
deed_by_deed()
before_it_is_done()

return { orders = 4, checks = checks }
