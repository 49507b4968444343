-- care_spec.lua - what a player asked to be spared holds in every scene, whatever packs do
local support = require "support"
local tale = require "tale"

local SCENES = [[
  gate = { text = "A gate.", rest = true, breath = { "In, and out.", minutes = 1 }, choices = {
    { "Wood", id = "wood", to = "wood" }, { "Well", id = "well", to = "well" }, { "Barn", id = "barn", to = "barn" },
    { "Hit the post", id = "hit", intensity = 0.7, themes = { "violence" }, warning = "You hurt your hand.", reply = "It hurts." },
    { "Sleep", id = "sleep", detour = "dream" } } },
  wood = { text = "A wolf lies here.", intensity = 0.8, themes = { "loss" }, instead = "edge",
    warning = { type = "loss", severity = "intense", description = "A dead animal." }, choices = { { "On", id = "on", to = "clearing" } } },
  edge = { text = "Round the wood.", choices = { { "On", id = "on", to = "clearing" } } },
  well = { text = { "A well.", { "A name, crossed out.", themes = { "betrayal" }, intensity = 0.4, instead = "A smooth stone.",
      warning = { type = "betrayal", severity = "mild", description = "A broken promise." } } },
    reflect = "Whose name?", choices = { { "Back", id = "back", to = "gate" } } },
  barn = { text = "Bottles.", intensity = 0.9, themes = { "substance" }, choices = { { "Out", id = "out", to = "clearing" } } },
  dream = { text = "A dream.", intensity = 0.7, choices = { { "Wake", id = "wake", back = true } } },
  clearing = { text = "A clearing.", choices = { { "Home", id = "home", to = "home" } } },
  home = { text = "Home.", ending = "home" },]]

local RULES = [[
on("care.signed", function(run) if run.care:signs("skip") >= 3 then run.care:ease() end end)]]

local function scene_of(line) return line.scene and line.scene:match("/(.*)$") end

local function ids(line)
  local found = {}
  for i, choice in ipairs(line.choices) do found[i] = choice.id end
  return table.concat(found, " ")
end

describe("care", function()
  teardown(support.remove_scratch)

  local function play(choices, ...)
    local game = tale.new { tale = tale.story { start = "gate", scenes = SCENES, after = RULES } }
    return game:play("r", choices, ...), game
  end

  it("warns before a scene and waits; going on shows it, leaving it out shows what stands in its stead", function()
    local lines = play({ "wood", "care:go_on" }, "--warnings", "ask")
    assert.equal("Ahead (loss, intense): A dead animal.", lines[2].text)
    assert.equal("care:go_on care:leave_out", ids(lines[2]))
    assert.equal("A wolf lies here.", lines[3].text)
    assert.same({ 1, 1 }, { lines[2].turn, lines[3].turn })
    lines = play({ "wood", "care:leave_out", "on" }, "--warnings", "ask")
    assert.same({ "Round the wood.", "A clearing." }, { lines[3].text, lines[4].text })
  end)

  it("warns before a part of a text, which is left out alone", function()
    local lines = play({ "well", "care:leave_out", "back", "well" }, "--warnings", "ask")
    assert.equal("Ahead (betrayal, mild): A broken promise.", lines[2].text)
    assert.equal("A well.\nA smooth stone.", lines[3].text)
    assert.equal("A well.\nA smooth stone.", lines[5].text)
    lines = play({ "well", "care:go_on", "back", "well" }, "--warnings", "ask")
    assert.equal("A well.\nA name, crossed out.", lines[3].text)
    assert.equal("A well.\nA name, crossed out.", lines[5].text)
  end)

  it("asks about a part that was not there before, and about none twice", function()
    local game = tale.new { tale = tale.story { start = "gate", vars = "rain = false", scenes = [[
      gate = { text = "Gate.", choices = { { "In", id = "in", to = "room" }, { "Wait for rain", id = "rain", set = { rain = true } } } },
      room = { text = { "A room.", { "A belt.", when = "rain", intensity = 0.5, warning = "A belt." }, { "Glass.", intensity = 0.2, warning = "Glass." } },
        choices = { { "Out", id = "out", to = "gate" } } },]] } }
    local lines = game:play("r", { "in", "care:go_on", "out", "in", "out", "rain", "in", "care:leave_out", "out", "in" }, "--warnings", "ask")
    assert.same({ "Ahead (moderate): Glass.", "A room.\nGlass.", "Gate.", "A room.\nGlass.", "Gate.", "Gate.", "Ahead (moderate): A belt.", "A room.\nGlass.",
      "Gate.", "A room.\nGlass." }, { table.unpack(tale.texts(lines), 2) })
  end)

  it("tells warnings without waiting where nobody is there to answer", function()
    local lines = play { "wood" }
    assert.equal("Ahead (loss, intense): A dead animal.\nA wolf lies here.", lines[2].text)
  end)

  it("waits still when the run is taken up again, and is computed again as it was", function()
    local lines, game = play({ "wood" }, "--warnings", "ask")
    assert.equal("care:go_on care:leave_out", ids(lines[2]))
    lines = game:resume("r", { "care:leave_out", "on", "home" }, "--warnings", "ask")
    assert.equal("care:go_on care:leave_out", ids(lines[1]))
    assert.equal("home", scene_of(lines[#lines]))
    assert.truthy(support.must(game:call { "replay" }):find("all as they were", 1, true))
  end)

  it("waits still, and tells nothing yet, in a branch from the turn that was warned of", function()
    local _, game = play({ "wood", "care:go_on", "on" }, "--warnings", "ask")
    support.must(game:call { "run", "branch", "r", "--at", "1" })
    local lines = game:resume("r-2", { "care:leave_out" }, "--warnings", "ask")
    assert.equal("Ahead (loss, intense): A dead animal.", lines[1].text)
    assert.equal("care:go_on care:leave_out", ids(lines[1]))
    assert.is_nil(lines[1].notices)
    assert.equal("Round the wood.", lines[2].text)
  end)

  it("asks no more about what is not shown any more", function()
    local lines, game = play({ "wood", "/care boundary loss", "on" }, "--warnings", "ask")
    assert.equal("Round the wood.", lines[3].text)
    assert.equal("on", ids(lines[3]))
    assert.equal("clearing", scene_of(lines[4]))
    lines = game:play("part", { "/care boundary -loss", "well", "/care boundary betrayal", "back" }, "--warnings", "ask")
    assert.equal("Ahead (betrayal, mild): A broken promise.", lines[3].text)
    assert.equal("A well.\nA smooth stone.", lines[4].text)
    assert.equal("back", ids(lines[4]))
    assert.equal("gate", scene_of(lines[5]))
    assert.truthy(support.must(game:call { "replay" }):find("all as they were", 1, true))
  end)

  it("shows nothing beyond the ceiling: choices, scenes and parts of texts", function()
    local lines = play { "/care ceiling 0.3", "well", "back", "wood" }
    assert.equal("wood well barn sleep", ids(lines[2]))
    assert.same({ "A well.\nA smooth stone.", "Round the wood." }, { lines[3].text, lines[5].text })
  end)

  it("warns of a part of a text that comes up on a later visit, before it is told", function()
    local scenes = [[
      gate = { text = "A gate.", choices = { { "Bench", id = "bench", to = "bench" }, { "Call", id = "call" } } },
      bench = { next = "gate", text = { "A bench.", { "Her brother's.", when = "seen.call", intensity = 0.3, instead = "It is worn.",
        warning = { type = "loss", description = "Somebody drowned." } } },
        choices = { { "Up", id = "up", to = "gate" } } },]]
    local game = tale.new { tale = tale.story { start = "gate", scenes = scenes } }
    local lines = game:play("r", { "bench", "up", "call", "bench", "up", "bench" })
    assert.same({ "A bench.", "Ahead (loss, moderate): Somebody drowned.\nA bench.\nHer brother's." }, { lines[2].text, lines[5].text })
    lines = game:play("s", { "bench", "up", "call", "bench", "care:leave_out" }, "--warnings", "ask")
    assert.equal("care:go_on care:leave_out", ids(lines[5]))
    assert.equal("A bench.\nIt is worn.", lines[6].text)
    assert.truthy(support.must(game:call { "replay" }):find("all as they were", 1, true))
  end)

  it("holds for a text of one part, and for what a choice acts as", function()
    local scenes = [[
      gate = { text = { { "A wolf.", intensity = 0.8, instead = "A gate." } }, choices = {
        { "Wait", id = "wait" }, { "Hit", id = "hit", intensity = 0.7, reply = "It hurts." }, { "Kick", id = "kick", as = "hit" } } },]]
    local game = tale.new { tale = tale.story { start = "gate", scenes = scenes } }
    local lines = game:play("r", { "/care ceiling 0.5" })
    assert.same({ "A wolf.", "A gate." }, { lines[1].text, lines[2].text })
    assert.equal("wait", ids(lines[2]))
  end)

  it("leads past what nothing stands in for, back out of a detour or to what lies ahead", function()
    local lines = play { "/care ceiling 0.3", "barn" }
    assert.equal("A little later.\nA clearing.", lines[3].text)
    lines = play { "/care ceiling 0.3", "sleep" }
    assert.equal("gate", scene_of(lines[3]))
  end)

  it("holds boundaries, also of themes that no pack knows", function()
    local lines, game = play { "/care boundary substance", "/care boundary fog", "barn" }
    assert.equal("clearing", scene_of(lines[4]))
    local settings = support.answer(game:call { "player", "care", "player", "--json" })
    assert.same({ "fog", "substance" }, settings.care.boundaries)
  end)

  it("leads out of the scene at once when that is not to be shown any more", function()
    local lines = play { "barn", "/care boundary substance" }
    assert.equal("Bottles.", lines[2].text)
    assert.equal("A little later.\nA clearing.", lines[3].text)
  end)

  it("holds in the net shed: where the coat is not shown, it is not put on either", function()
    local lines = support.play({ "harbour:lantern", "--store", support.path("shed.db") }, { "/care boundary loss", "shed" })
    assert.equal("out", ids(lines[#lines]))
  end)

  it("is the player's: the next run has it from its opening", function()
    local _, game = play { "/care ceiling 0.3" }
    local lines = game:play("next", { "barn" })
    assert.equal("wood well barn sleep", ids(lines[1]))
    assert.equal("clearing", scene_of(lines[2]))
  end)

  it("in a pure game shows neither warnings, moments nor anything that has a theme", function()
    local lines = play({ "/care pure on", "well", "back", "wood" }, "--warnings", "ask")
    assert.equal("wood well barn sleep", ids(lines[2]))
    assert.same({ "A well.\nA smooth stone.", "Round the wood." }, { lines[3].text, lines[5].text })
    assert.is_nil(lines[3].notices)
  end)

  it("offers moments once, unless they were declined for good", function()
    local lines, game = play { "well", "back", "well" }
    assert.same({ "a breath, if you like, about 1 minute: In, and out." }, lines[1].notices)
    assert.same({ "to think about, if you like: Whose name?" }, lines[2].notices)
    assert.is_nil(lines[4].notices)
    game:play("two", { "/care breaths off", "/care reflections off" })
    lines = game:play("three", { "well" })
    assert.is_nil(lines[1].notices)
    assert.is_nil(lines[2].notices)
  end)

  it("passes over the scene by /skip, and over all that is warned of by /skip all", function()
    local lines = play({ "barn", "/skip", "home" }, "--warnings", "ask")
    assert.equal("A little later.\nA clearing.", lines[3].text)
    lines = play({ "/skip all", "wood" }, "--warnings", "ask")
    assert.equal("edge", scene_of(lines[3]))
  end)

  it("refuses settings out of range and unknown ones, with what there is", function()
    local lines = play { "/care ceiling 2", "/care volume 3", "/care comfort cosy", "/care boundary", "well" }
    assert.truthy(lines[2].error:find("from 0", 1, true))
    assert.truthy(lines[3].error:find("comfort, ceiling, boundary", 1, true))
    assert.truthy(lines[4].error:find("light, moderate or deep", 1, true))
    assert.truthy(lines[5].error:find("/care ceiling 0.5", 1, true))
    assert.equal("well", scene_of(lines[6]))
  end)

  it("becomes gentler on signs of being overwhelmed, and only the player raises it again", function()
    local lines = play { "/skip", "/skip", "/skip", "/care ceiling 1", "barn" }
    local told = false
    for _, line in ipairs(lines) do
      for _, notice in ipairs(line.notices or {}) do told = told or notice:find("^gentler from here on") ~= nil end
    end
    assert.is_true(told)
  end)

  it("stays gentle in a new life and after going back, and says so, until the player raises it", function()
    local lines, game = play { "/skip", "/skip", "/skip" }
    assert.truthy(table.concat(lines[#lines].notices or {}, " "):find("gentler from here on", 1, true))
    local function ceiling(run) return game:show(run).care.ceiling_now end
    local later = game:play("later", { "wood" })
    assert.truthy(table.concat(later[1].notices, " "):find("gentle still", 1, true))
    assert.equal("edge", scene_of(later[2]))
    game:must("run", "branch", "r", "--at", "0", "--id", "back")
    game:resume("back", {})
    assert.same({ 0.5, 0.5 }, { ceiling "later", ceiling "back" })
    assert.is_true(support.answer(game:call { "player", "care", "player", "--json" }).care.eased)
    game:resume("later", { "/care ceiling 0.9" })
    game:resume("back", {})
    assert.same({ 0.9, 0.9 }, { ceiling "later", ceiling "back" })
  end)

  it("holds from the next turn on in runs that are open elsewhere", function()
    local game = tale.new { tale = tale.story { start = "gate", scenes = SCENES } }
    local done = game:sim([[
      local store = sim.open()
      local open = store:start { id = "open", player = "ada", universe = "u", story = "tale:s" }
      local other = store:start { id = "other", player = "ada", universe = "u", story = "tale:s" }
      local hers = store:start { id = "hers", player = "eve", universe = "u", story = "tale:s" }
      other:care("boundary", "loss")
      open:take "wood"
      hers:take "wood"
      sim.expect(open.scene == "tale:s/edge", "ada is in " .. open.scene)
      sim.expect(hers.scene == "tale:s/wood", "eve is in " .. hers.scene)]], "--store", game.store)
    assert.same({ 0, "" }, { done.code, done.code == 0 and "" or done.err })
    assert.equal(0, game:run("replay").code)
  end)

  it("cannot be changed by a pack", function()
    local game = tale.new { tale = tale.story { start = "gate", scenes = [[gate = { text = "A gate.", intensity = 0, choices = {
      { "Raise", id = "raise", effect = function(run) run.care.ceiling = 1 end },
      { "Ease", id = "ease", effect = function(run) run.care:ease() end } } },]] } }
    local lines = game:play("r", { "/care ceiling 0.8", "raise", "ease", "/care ceiling 0.2" })
    assert.truthy(lines[3].error:find("ceiling", 1, true))
    assert.truthy(lines[4].notices[1]:find("^gentler"))
  end)

  it("stays still where nothing ahead may be shown, until the player asks for something else", function()
    local game = tale.new { tale = tale.story { scenes = [[here = { text = "Here.", choices = { { "On", id = "on", to = "there" } } },
      there = { text = "There.", ending = "there" },]] } }
    local lines = game:play("a", { "/care ceiling 0.5", "on", "/care ceiling 1", "on" })
    assert.truthy(lines[2].text:find("The story stays as it is", 1, true))
    assert.equal("", ids(lines[2]))
    assert.truthy(lines[3].error)
    assert.same({ "Here.", "There." }, { lines[4].text, lines[5].text })
  end)

  it("is at hand in simulations and specs", function()
    local game = tale.new { tale = tale.story { start = "gate", scenes = SCENES, after = RULES } }
    local done = game:sim([[
      local run = sim.open():start { story = "tale:s", asks = true }
      run:take "wood"
      sim.expect(run:choice "care:leave_out" and run.turn == 1, "asked")
      run:care("boundary", "loss")
      sim.expect(run.scene == "tale:s/edge", run.scene)
      sim.expect(run:skip().scene == "tale:s/clearing", run.scene)]])
    assert.equal(0, done.code, done.err)
  end)

  it("takes a pack that declares nothing for one that may hold anything", function()
    local game = tale.new { tale = tale.story { scenes = [[here = { text = "Here.", choices = { { "On", id = "on", to = "there" } } },
      there = { text = "There.", ending = "there" },]] } }
    assert.equal("Here.", game:play("a", {})[1].text)
    local call = game:call { "player", "care", "player", "--ceiling", "0.9" }
    support.must(call)
    local answer = support.run(game:call { "play", "tale:s", "--run", "b", "--jsonl" })
    assert.equal(65, answer.code)
    assert.truthy(answer.err:find("does not say", 1, true))
  end)
end)
