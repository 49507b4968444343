-- unlock_spec.lua - rules over what players have earned: what is missing, who granted what, and what a new rule finds
local support = require "support"

describe("an unlock", function()
  after_each(support.remove_scratch)

  local function tell(store, run, player, ...)
    return support.play({ "harbour:lantern", "--run", run, "--player", player, "--universe", "u_" .. run, "--store", store, ... }, { "light", "say" })
  end

  local function rules(text) return support.pack("early", { ["init.lua"] = text }) end

  local early = [[
define.unlock "first_word" { title = "First Word", when = function(progression) return progression:count("ending/harbour:lantern/spoken") >= 1 end }
define.unlock "after" { title = "After", when = function(progression) return progression:unlocked("last") end }
define.unlock "last" { title = "Last", when = function(progression) return progression:unlocked("first_word") end }
define.unlock "hundred" { title = "Hundred", when = function(progression) return progression.turns >= 100 end }
]]

  it("says what is read, what is needed, and where the rule stands", function()
    local store = support.store("why")
    tell(store, "one", "p")
    local said = support.must { "player", "explain", "p", "second_light", "--store", store }
    assert.truthy(said:find("locked: `count(ending/harbour:lantern/spoken)` is 1, needs 2 (second_light/init.lua:", 1, true), said)
    local answer = support.answer { "player", "explain", "p", "second_light:second_light", "--store", store, "--json" }
    assert.same({ { read = "count(ending/harbour:lantern/spoken)", value = 1, needs = 2 } }, answer.reads)
  end)

  it("tells a script the same", function()
    local script = support.write(support.path("ask.lua"), [[
local store = sim.open()
local run = store:start { player = "p", story = "early:asks" }
run:take "ask"
return run.text
]])
    local packs = rules(early .. [[
define.story "asks" { title = "Asks", start = "here", scenes = { here = {
  text = function(run, universe, progression)
    local why = progression:explain("hundred")
    return ("%s %s %d %d"):format(tostring(why.granted), why.reads[1].read, why.reads[1].value, why.reads[1].needs)
  end, choices = { { "Ask", id = "ask" } } } } }
]])
    assert.truthy(support.must({ "sim", script, "--content", packs }):find("false turns 0 100", 1, true))
  end)

  it("says that any of several would do", function()
    local store = support.store("either")
    tell(store, "one", "p")
    local packs = rules [[
define.unlock "either" { title = "Either", when = function(progression) return progression.completed >= 3 or progression.turns >= 50 end }
]]
    local said = support.must { "player", "explain", "p", "early:either", "--store", store, "--content", packs }
    assert.truthy(said:find("`completed` is 1, needs 3, or `turns` is 2, needs 50", 1, true), said)
  end)

  it("that is new grants all players what they earned before, once, and says so", function()
    local store, packs = support.store("later"), rules(early)
    tell(store, "one", "p")
    tell(store, "two", "q")
    local done = support.run { "play", "harbour:lantern", "--run", "three", "--player", "r", "--auto", "1", "--store", store, "--content", packs }
    assert.equal(0, done.code, done.err)
    assert.truthy(done.err:find("early:first_word", 1, true) and done.err:find("2 players", 1, true), done.err)
    for _, player in ipairs { "p", "q" } do
      local granted = support.answer({ "player", "show", player, "--store", store, "--json", "--content", packs }).unlocks
      assert.same({ true, true, true, false },
        { granted["early:first_word"], granted["early:last"], granted["early:after"], granted["early:hundred"] })
    end
    local again = support.run { "play", "harbour:lantern", "--run", "four", "--player", "r", "--auto", "1", "--store", store, "--content", packs }
    assert.is_nil(again.err:find("first_word", 1, true), again.err)
    assert.truthy(support.must({ "store", "check", "--store", store }))
  end)

  it("lists who granted what", function()
    local store = support.store("who")
    tell(store, "one", "p")
    tell(store, "two", "p")
    local player = support.answer { "player", "show", "p", "--store", store, "--json" }
    local by = {}
    for _, grant in ipairs(player.granted) do by[grant.unlock] = grant end
    assert.equal("two", by["second_light:second_light"].run)
    assert.truthy(by["second_light:second_light"].granted_by:find("^second_light 1%.0%.0, second_light/init%.lua:%d+$"))
    local said = support.must { "player", "show", "p", "--store", store }
    assert.truthy(said:find('granted  second_light:second_light', 1, true) and said:find('by run "two" (second_light 1.0.0, ', 1, true), said)
  end)
end)
