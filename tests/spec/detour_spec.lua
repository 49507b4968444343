-- detour_spec.lua - going to scenes that come back
local support = require "support"
local tale = require "tale"

describe("a detour", function()
  teardown(support.remove_scratch)

  local function told(scenes, choices)
    local game = tale.new { tale = tale.story { before = 'local function count(run) run.vars.entered = run.vars.entered + 1 end', vars = "entered = 0",
      scenes = scenes } }
    local lines = game:play("r", choices)
    return tale.texts(lines), lines, game
  end

  it("of a choice comes back to the choice's `to`, else to the scene's `next`, else to the scene as it was", function()
    local dream = 'dream = { text = "Dream.", choices = { { "Wake", id = "wake", back = true, reply = "Awake." } } },'
    assert.same({ "Here.", "Dream.", "Awake.\nThere." }, told([[
      here = { text = "Here.", next = "never", choices = { { "Sleep", id = "sleep", detour = "dream", to = "there" } } },
      there = { text = "There.", choices = { { "Stay", id = "stay" } } },
      never = { text = "Never.", choices = { { "Stay", id = "stay" } } },]] .. dream, { "sleep", "wake" }))
    assert.same({ "Here.", "Dream.", "Awake.\nThere." }, told([[
      here = { text = "Here.", next = "there", choices = { { "Sleep", id = "sleep", detour = "dream" } } },
      there = { text = "There.", choices = { { "Stay", id = "stay" } } },]] .. dream, { "sleep", "wake" }))
    local texts, lines, game = told([[
      here = { text = "Here {visits.here}.", enter = count, choices = { { "Sleep", id = "sleep", detour = "dream" }, { "Wait", id = "wait" } } },]]
      .. dream, { "sleep", "wake", "wait" })
    assert.same({ "Here 1.", "Dream.", "Awake.", "Here 2." }, texts)
    assert.same({ "tale:s/here", { "sleep", "wait" } }, { lines[3].scene, tale.open(lines[3]) })
    assert.equal(2, game:show("r").vars.entered)
  end)

  it("of a scene is taken after its text, and its choices or `next` come after the return", function()
    local texts, lines = told([[
      here = { text = "Here.", choices = { { "Go", id = "go", to = "gate" }, { "Ride", id = "ride", to = "road" } } },
      gate = { text = "Gate.", enter = count, detour = "guard", choices = { { "In", id = "in", to = "here" } } },
      road = { text = "Road.", detour = "guard", next = "here" },
      guard = { text = "Who goes there?", choices = { { "A friend", id = "friend", back = true, reply = "Pass." } } },]],
      { "go", "friend", "in", "ride", "friend" })
    assert.same({ "Here.", "Gate.\nWho goes there?", "Pass.", "Here.", "Road.\nWho goes there?", "Pass.\nHere." }, texts)
    assert.same({ "in" }, tale.open(lines[3]))
  end)

  it("of a scene without a choice of its own says its text and comes back by itself", function()
    assert.same({ "Here.", "A shiver.", "Here.", "Gate.\nA shiver.\nThere." }, told([[
      here = { text = "Here.", choices = { { "Look", id = "look", detour = "shiver" }, { "Wait", id = "wait" }, { "Go", id = "go", to = "gate" } } },
      shiver = { text = "A shiver.", back = true },
      gate = { text = "Gate.", detour = "shiver", next = "there" },
      there = { text = "There.", choices = { { "Stay", id = "stay" } } },]], { "look", "wait", "go" }))
  end)

  local nested = [[
    here = { text = "Here.", choices = { { "Down", id = "down", detour = "one" }, { "Wait", id = "wait" } } },
    one = { text = "One.", choices = { { "Down", id = "down", detour = "two", to = "side" }, { "Up", id = "up", back = true } } },
    side = { text = "Side.", choices = { { "Up", id = "up", back = true, reply = "Up." } } },
    two = { text = "Two.", choices = { { "Down", id = "down", detour = "three" }, { "Up", id = "up", back = true, reply = "Up." } } },
    three = { text = "Three.", choices = { { "On", id = "on", to = "four" } } },
    four = { text = "Four.", choices = { { "Up", id = "up", back = true, reply = "Up." } } },]]

  it("nests, moves on inside, and comes back a step at a time", function()
    assert.same({ "Here.", "One.", "Two.", "Three.", "Four.", "Up.", "Up.\nSide.", "Up.", "Here." },
      told(nested, { "down", "down", "down", "on", "up", "up", "up", "wait" }))
  end)

  it("keeps its way back in another process", function()
    local game = tale.new { tale = tale.story { scenes = nested } }
    local whole = game:play("whole", { "down", "down", "down", "on", "up", "up", "up", "wait" })
    game:play("parts", { "down" })
    for index, choice in ipairs { "down", "down", "on", "up", "up", "up", "wait" } do
      local line = game:resume("parts", { choice })[2]
      assert.same({ whole[index + 2].text, whole[index + 2].scene, index + 1 }, { line.text, line.scene, line.turn })
    end
  end)

  it("without a detour behind it, `back` stays; a detour that never ends is refused in time", function()
    local texts, lines = told([[
      here = { text = "Here.", choices = { { "Back", id = "back", back = true }, { "Down", id = "down", detour = "here" } } },]],
      { "back", "down", "down", "down", "down", "down", "down", "down", "down", "down", "down", "down", "down", "down", "down", "down", "down", "down",
        "back" })
    assert.equal("Here.", texts[2])
    local refused
    for _, line in ipairs(lines) do refused = refused or line.error end
    assert.truthy(refused and refused:find("detour", 1, true), refused)
    assert.equal("back", lines[#lines].choice)
  end)

  it("is where its deeds happen, unless they say otherwise", function()
    local _, _, game = told([[
      here = { text = "Here.", choices = { { "Sleep", id = "sleep", detour = "dream", event = "falls asleep" } } },
      dream = { text = "Dream.", place = "nowhere", choices = { { "Wake", id = "wake", back = true, event = { "wakes", place = "bed" } } } },]],
      { "sleep", "wake" })
    local events = support.answer(game:call { "universe", "timeline", "tale_world", "--json" }).events
    assert.same({ "falls asleep", "tale:s/here", "wakes", "bed" }, { events[1].action, events[1].place, events[2].action, events[2].place })
  end)
end)
