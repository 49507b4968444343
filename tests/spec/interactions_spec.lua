-- interactions_spec.lua - one timeline, many lives: what one does at 50 is met by another at 75, whenever it was played
local support = require "support"

local story = "enchanted_realm:journey"

local function ids(line)
  local list = {}
  for _, offered in ipairs(line.choices) do
    if not offered.locked then list[offered.id] = true end
  end
  return list
end

describe("lives on one timeline", function()
  local store
  before_each(function() store = support.store("realm") end)
  after_each(support.remove_scratch)

  -- A new life at a position, or the one that is there already; gives the lines of its turns, the open scene at [0].
  local function live(name, at, choices)
    local call = { "--run", "run_" .. name, "--store", store }
    if at then
      for _, word in ipairs { story, "--player", "p", "--universe", "realm", "--as", name, "--at", at } do table.insert(call, word) end
    end
    local lines = support.play(call, choices)
    local turns = { [0] = lines[1] }
    for index = 2, #lines do
      assert.is_nil(lines[index].error)
      turns[index - 1] = lines[index]
    end
    assert.equal(#choices, #turns)
    return turns
  end

  local function alex()
    local turns = live("Alex", 46, { "to_forest", "to_ferns", "to_guardian", "answer_guardian" })
    assert.equal(50, turns[4].position)
  end

  local function jordan()
    local turns = live("Jordan", 72, { "to_village", "accept_thanks", "help_miller" })
    assert.truthy(turns[1].text:find("we would like to know whom to thank", 1, true) or turns[1].text:find("Somebody went up there", 1, true))
    assert.equal(75, turns[3].position)
    assert.truthy(ids(turns[3]).accept_thanks)
    assert.is_nil(ids(turns[3]).help_miller)
  end

  local function sam_to_90()
    local turns = live("Sam", 85, { "to_forest", "to_ferns", "to_guardian", "to_grove", "take_sword" })
    assert.truthy(turns[4].text:find("sword", 1, true))
    assert.equal(90, turns[5].position)
    assert.is_true(support.answer({ "run", "show", "run_Sam", "--store", store, "--json" }).vars.grove_blade)
  end

  local function sam_to_125()
    local choices = { "leave_grove", "back_ferns", "to_edge", "to_gate", "to_village", "to_mill" }
    for _ = 97, 124 do choices[#choices + 1] = "linger" end
    choices[#choices + 1] = "meet_miller"
    local turns = live("Sam", nil, choices)
    assert.equal(125, turns[#turns].position)
    assert.truthy(turns[#turns].text:find("Stood in my race", 1, true))
  end

  local function plant()
    local turns = live("Robin", 1148, { "to_hill", "plant_tree" })
    assert.equal(1150, turns[2].position)
  end

  local function meet_tree()
    local turns = live("Kim", 1245, { "to_hill", "linger", "rest_under_tree" })
    assert.is_nil(ids(turns[1]).rest_under_tree) -- at 1246
    assert.truthy(ids(turns[2]).rest_under_tree) -- at 1247
    assert.is_nil(ids(turns[3]).pick_fruit)
    turns = live("Noor", 1299, { "to_hill", "pick_fruit" })
    assert.truthy(ids(turns[1]).pick_fruit)
    assert.same({ "pear" }, support.answer({ "run", "show", "run_Noor", "--store", store, "--json" }).vars.bag)
  end

  it("meet each other's deeds in the order of the timeline", function()
    alex() jordan() sam_to_90() sam_to_125() plant() meet_tree()
  end)

  it("meet the same when they were played in another order", function()
    plant() meet_tree() alex() sam_to_90() jordan() sam_to_125()
  end)

  it("do not meet what lies ahead of them", function()
    plant() alex()
    local early = live("Early", 10, { "to_village" })
    assert.is_nil(ids(early[1]).accept_thanks)
    early = live("Earlier", 20, { "to_forest", "to_ferns", "to_guardian" })
    assert.truthy(ids(early[3]).answer_guardian)
    assert.is_nil(ids(early[3]).to_grove)
  end)

  it("take what exists once only once, whatever the position", function()
    plant()
    live("Late", 100, { "to_hill", "plant_tree" })
    local vars = support.answer({ "run", "show", "run_Late", "--store", store, "--json" }).vars
    assert.same({ true, false }, { vars.tree_missed, vars.planted })
  end)

  it("stand at positions of their own, and the world keeps all their deeds", function()
    for name, turns in pairs { Alex = 150, Jordan = 87, Sam = 130 } do
      support.must { "play", story, "--run", name, "--player", "p", "--universe", "realm", "--as", name, "--at", "0", "--seed", "2",
        "--auto", turns, "--jsonl", "--store", store }
    end
    support.must { "run", "complete", "Alex", "--store", store }
    support.must { "run", "abandon", "Jordan", "--store", store }
    local function show(run)
      local shown = support.answer { "run", "show", run, "--store", store, "--json" }
      return { shown.state, shown.position }
    end
    assert.same({ "completed", 150 }, show("Alex"))
    assert.same({ "abandoned", 87 }, show("Jordan"))
    assert.same({ "paused", 130 }, show("Sam"))
    local world = support.answer { "universe", "timeline", "realm", "--store", store, "--json" }
    assert.same({ 150, 367 }, { world.position, #world.events })
    local last = 0
    for _, event in ipairs(world.events) do
      assert.is_true(event.position >= last)
      last = event.position
    end
    assert.equal(3 * 60, #support.answer({ "universe", "timeline", "realm", "--store", store, "--json", "--at", "60" }).events)
  end)
end)
