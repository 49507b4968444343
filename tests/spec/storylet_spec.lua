-- storylet_spec.lua - scenes that wait in a pool until they are drawn
local support = require "support"
local tale = require "tale"

describe("storylets", function()
  teardown(support.remove_scratch)

  local function storylet(name, fields)
    return ('define.storylet "%s" { story = "s", pool = "air", label = "%s", text = "%s!", %s }\n'):format(name, name, name,
      fields .. (fields:find("choices") and "" or ' choices = { { "Done", id = "done" } }'))
  end
  local function told(draw, storylets, take, other)
    local game = tale.new { tale = tale.story { vars = "n = 0, heavy = 0", scenes = 'here = { text = "Here.", ' .. draw
      .. ' choices = { { "Wait", id = "wait" }, { "Add", id = "add", add = { n = 1 } } } },' .. (other or ""), after = table.concat(storylets) } }
    local lines = game:play("r", take)
    return lines, game
  end
  local offer, enter = 'draw = { pool = "air", offer = 9 },', 'draw = { pool = "air", enter = true },'

  it("are offered beside the scene's choices, with their conditions and weights as they are now", function()
    local lines = told(offer, { storylet("a", 'when = "n > 0",'), storylet("b", "weight = 0,"), storylet("c", 'weight = "n - 1",'),
      storylet("d", 'weight = function(run) return run.vars.n end,') }, { "a", "b", "add", "add", "a", "wait" })
    assert.same({ "wait", "add" }, tale.open(lines[1]))
    assert.truthy(lines[2].error and lines[3].error)
    local function sorted(line)
      local ids = tale.open(line)
      table.sort(ids)
      return ids
    end
    assert.same({ "a", "add", "d", "wait" }, sorted(lines[4]))
    assert.same({ "a", "add", "c", "d", "wait" }, sorted(lines[5]))
    assert.same({ "a!", "tale:s/a" }, { lines[6].text, lines[6].scene })
  end)

  it("come back to the drawing scene from a choice without `to`, and not from one that has it", function()
    local lines = told(offer, { storylet("a", [[choices = { { "Done", id = "done", reply = "So." }, { "Away", id = "away", to = "there" },
      { "On", id = "on", detour = "side" } },]]) }, { "a", "done", "a", "on", "back", "done", "a", "away", "home" }, [[
      there = { text = "There.", choices = { { "Home", id = "home", back = true, to = "here" } } },
      side = { text = "Side.", choices = { { "Back", id = "back", back = true } } },]])
    assert.same({ "Here.", "a!", "So.", "a!", "Side.", "", "So.", "a!", "There.", "Here." }, tale.texts(lines))
    assert.equal("tale:s/a", lines[6].scene)
  end)

  it("that are entered follow the scene's text, one at a time, and return to it", function()
    local lines, game = told(enter, { storylet("a", "once = true,"), storylet("b", "once = true,") }, { "done", "wait", "done", "wait", "wait" })
    assert.truthy(lines[1].text:find("^Here%.\n[ab]!$"), lines[1].text)
    assert.same({ "", { "wait", "add" } }, { lines[2].text, tale.open(lines[2]) })
    assert.truthy(lines[3].text:find("^Here%.\n[ab]!$") and lines[3].text ~= lines[1].text, lines[3].text)
    assert.same({ "", "Here.", "Here." }, { lines[4].text, lines[5].text, lines[6].text })
    assert.equal(5, game:show("r").turns)
  end)

  for _, how in ipairs { "enter = true", "offer = 2" } do
    it("lead on to `otherwise` when none can be drawn, with " .. how, function()
      local game = tale.new { tale = tale.story { start = "gate", scenes = ([[
        gate = { text = "Gate.", choices = { { "Go", id = "go", to = "yard" } } },
        yard = { text = "Yard.", draw = { pool = "air", %s, otherwise = "empty" } },
        empty = { text = "Nothing more.", choices = { { "Leave", id = "leave", to = "gate" } } },]]):format(how), after = storylet("a", "once = true,") } }
      local lines = game:play("r", how == "offer = 2" and { "go", "a", "done", "leave", "go" } or { "go", "done", "leave", "go" })
      assert.equal("Yard.\nNothing more.", lines[#lines].text)
      assert.equal("tale:s/empty", lines[#lines].scene)
      assert.equal("Nothing more.", lines[#lines - 2].text)
    end)
  end

  it("are met once in a run, or once in a world", function()
    local lines, game = told(offer, { storylet("run", "once = true,"), storylet("world", 'once = "world",') }, { "run", "done", "world", "done", "world" })
    assert.same({ "wait", "add" }, tale.open(lines[5]))
    assert.truthy(lines[6].error)
    local other = game:play("other", {}, "--at", "0")
    assert.same({ "run", "wait", "add" }, tale.open(other[1]))
    local elsewhere = game:play("elsewhere", {}, "--universe", "elsewhere")
    assert.equal(4, #tale.open(elsewhere[1]))
  end)

  it("that somebody else met first, once in a world, are refused and another can be chosen", function()
    local game = tale.new { tale = tale.story { scenes = 'here = { text = "Here.", draw = { pool = "air", offer = 2 }, choices = { { "Wait", id = "wait" } } },',
      after = storylet("crown", 'once = "world",') } }
    game:play("slow", { "wait" })
    game:play("quick", { "crown" })
    local lines = game:resume("slow", { "crown", "wait" })
    assert.truthy(lines[#lines - 1].error)
    assert.same({ "wait", { "wait" } }, { lines[#lines].choice, tale.open(lines[#lines]) })
  end)

  it("wait for their cooldown", function()
    local take = { "a", "done" }
    for index = 3, 8 do take[index] = "wait" end
    local lines = told(offer, { storylet("a", "cooldown = 5,") }, take)
    local free = {}
    for _, line in ipairs(lines) do
      if tale.open(line)[1] == "a" then free[#free + 1] = line.turn end
    end
    assert.same({ 0, 6, 7, 8 }, free)
  end)

  it("that are urgent come before all others", function()
    local lines = told('draw = { pool = "air", offer = 1 },', { storylet("a", "weight = 1000,"), storylet("b", 'urgent = true, when = "n > 0",'),
      storylet("c", "weight = 1000,") }, { "add", "add", "add", "add" })
    assert.is_true(tale.open(lines[1])[1] ~= "b")
    for index = 2, 5 do assert.equal("b", tale.open(lines[index])[1]) end
  end)

  it("are drawn by their weights, the same for the same seed", function()
    local game = tale.new { tale = tale.story { scenes = 'here = { text = "Here.", draw = { pool = "air", offer = 1 }, choices = { { "Wait", id = "wait" } } },',
      after = storylet("light", "weight = 1,") .. storylet("heavy", "weight = 9,") } }
    local take, counts, first = {}, { light = 0, heavy = 0 }, {}
    for index = 1, 200 do take[index] = "wait" end
    for index, line in ipairs(game:play("r", take)) do
      first[index] = tale.open(line)[1]
      counts[first[index]] = counts[first[index]] + 1
    end
    assert.is_true(counts.light >= 5 and counts.light <= 45, counts.light .. " of 201")
    for index, line in ipairs(game:play("again", take, "--universe", "elsewhere")) do assert.equal(first[index], tale.open(line)[1]) end
  end)

  it("whose condition or weight errs are not drawn, and are named", function()
    local lines = told(offer, { storylet("a", "when = function() return nil + 1 end,"), storylet("b", "weight = function() return {} end,"), storylet("c", "") },
      { "wait" })
    assert.same({ "c", "wait", "add" }, tale.open(lines[2]))
    local notices = tale.notices(lines[2])
    assert.truthy(notices:find("arithmetic") and notices:find("weight"), notices)
  end)

  it("write their deed when they are taken, and need no label where they are only entered", function()
    local game = tale.new { tale = tale.story { scenes = 'here = { text = "Here.", draw = { pool = "air", offer = 1 }, choices = { { "Wait", id = "wait" } } },',
      after = storylet("a", 'event = { "meets the wind", major = true },')
        .. 'define.storylet "b" { story = "s", pool = "sea", text = "b!", choices = { { "Done", id = "done" } } }' } }
    game:play("r", { "a", "done" })
    assert.same({ "1 Traveller meets the wind" }, game:deeds())
  end)
end)
