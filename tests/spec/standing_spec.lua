-- standing_spec.lua - a run always stands somewhere it can go on from, or has ended
local support = require "support"
local tale = require "tale"

describe("a run", function()
  teardown(support.remove_scratch)

  it("that handlers send on to an ending is completed there", function()
    local game = tale.new { tale = tale.story { vars = "gone = false", scenes = [[
      here = { text = "Here.", otherwise = "fin", choices = { { "Stay", id = "stay", when = "not gone" } } },
      fin = { text = "Fin.", ending = "over" },]],
      after = 'on("turn.ended", { scene = "tale:s/here" }, function(run) run.vars.gone = true end)' } }
    local lines = game:play("r", { "stay" })
    assert.same({ "completed", "tale:s/over" }, { lines[2].state, lines[2].ending })
    assert.equal("completed", game:show("r").state)
  end)

  it("goes on when others took the last thing that was open", function()
    local game = tale.new { tale = tale.story { scenes = [[
      here = { text = "Here.", draw = { pool = "air", offer = 3, otherwise = "bare" } },
      bare = { text = "Bare.", choices = { { "Wait", id = "wait" } } },]],
      after = [[define.storylet "gift" { story = "s", pool = "air", label = "Gift", text = "Gift!", once = "world", choices = { { "Go", id = "go", to = "bare" } } }]] } }
    support.write(game.folder .. "/race.lua", [[
      local store = sim.open()
      local a = store:start { id = "a", player = "a", universe = "u", story = "tale:s" }
      local b = store:start { id = "b", player = "b", universe = "u", story = "tale:s" }
      b:take("gift")
      local met, why = pcall(a.take, a, "gift")
      a:take("wait")
      return { met = met, why = tostring(why), turn = a.turn, text = a.text }]])
    local answer = support.answer { "sim", game.folder .. "/race.lua", "--json", "--no-default-content", "--content", game.folder }
    assert.is_false(answer.met)
    assert.truthy(answer.why:find("not open any more", 1, true), answer.why)
    assert.same({ 1, "Bare." }, { answer.turn, answer.text })
  end)

  it("keeps a detour's way back when a storylet is gone to and left by `to`", function()
    local game = tale.new { tale = tale.story { scenes = [[
      here = { text = "Here.", choices = { { "In", id = "into", detour = "inn", to = "home" } } },
      inn = { text = "Inn.", choices = { { "Gift", id = "gift", to = "gift" } } },
      far = { text = "Far.", choices = { { "Back", id = "back", back = true } } },
      home = { text = "Home.", choices = { { "Wait", id = "wait" } } },]],
      after = [[define.storylet "gift" { story = "s", pool = "air", label = "Gift", text = "Gift!", choices = { { "Far", id = "far", to = "far" } } }]] } }
    local lines = game:play("r", { "into", "gift", "far", "back" })
    assert.equal("Home.", lines[#lines].text)
  end)

  it("finds an insight of the same words as a scene or a metaconcept", function()
    local game = tale.new { tale = tale.story { scenes = [[here = { text = "{seen.there: Seen|Not seen}.", choices = {
      { "Find", id = "find", effect = function(run) run:insight("tale:s/there") run:insight("tale:hope") end },
      { "Hope", id = "hope", effect = function(run) run:integrate("hope") run:insight("tale:hope") end } } },
      there = { text = "There.", next = "here" },]],
      after = 'define.metaconcept "hope" { title = "Hope", category = "narrative", scope = { "narrative" } }' } }
    local lines = game:play("r", { "hope", "find" })
    assert.equal("Not seen.", lines[3].text)
    assert.same({ "tale:hope", "tale:s/there" }, game:show("r").insights)
  end)

  it("counts a milestone that the handler of a grant reached", function()
    local game = tale.new { tale = tale.story { scenes = [[here = { text = "Here.", choices = { { "End", id = "stop", to = "fin" } } },
      fin = { text = "Fin.", ending = "over" },]],
      after = [[define.unlock "first" { title = "First", when = function(progression) return progression.completed >= 1 end }
        on("unlock.granted", function(run) run:milestone("granted") end)]] } }
    game:play("r", { "stop" }, "--player", "p")
    assert.equal(1, support.answer(game:call { "player", "show", "p", "--json" }).milestones)
  end)

  it("in hand follows the store when a batch is undone", function()
    local game = tale.new { tale = tale.story { scenes = tale.room() } }
    support.write(game.folder .. "/batch.lua", [[
      local store = sim.open()
      local a = store:start { id = "a", player = "a", universe = "u", story = "tale:s" }
      local fine = pcall(a.session, a, { turns = 5, chooser = function(run) if run.turn >= 3 then error("enough") end return "wait" end })
      local turn = a.turn
      a:take("wait")
      return { fine = fine, turn = turn, after = a.turn }]])
    local answer = support.answer { "sim", game.folder .. "/batch.lua", "--json", "--no-default-content", "--content", game.folder, "--store", game.store }
    assert.same({ fine = false, turn = 0, after = 1 }, answer)
  end)
end)
