-- life_spec.lua - a run from its beginning to its end, and what its player has of it
local support = require "support"
local tale = require "tale"

describe("a run", function()
  teardown(support.remove_scratch)

  local function new(after, before)
    return tale.new { tale = tale.story { before = before, vars = "n = 0", scenes = [[
      here = { text = "Here {n}.", choices = { { "Wait", id = "wait", add = { n = 1 }, event = "waits" }, { "Home", id = "home", to = "home" },
        { "Reach", id = "reach", effect = function(run) run:milestone("First") end },
        { "Retire", id = "retire", effect = function(run) run:complete("tired") end } } },
      home = { text = "Home {n}.", ending = "home" },]], after = after } }
  end

  local ways = { -- how to come to a state
    active = {}, paused = { { "pause" } }, abandoned = { { "abandon" } }, completed = { { "complete" } }, archived = { { "complete" }, { "archive" } },
  }
  -- Where each word of `turnstone run` leads from each state; what is not here is refused.
  local moves = {
    active = { pause = "paused", abandon = "abandoned", complete = "completed", resume = "active" },
    paused = { resume = "active", abandon = "abandoned", complete = "completed", pause = "paused" },
    abandoned = { resume = "active", archive = "archived", abandon = "abandoned" }, completed = { archive = "archived", complete = "completed" },
    archived = { archive = "archived" },
  }
  for state, way in pairs(ways) do
    it("that is " .. state .. " makes the moves it may, and no other", function()
      local game = new()
      for _, word in ipairs { "pause", "resume", "abandon", "complete", "archive" } do
        local id = "run_" .. word
        game:play(id, { "wait" })
        if state == "active" then game:must("run", "resume", id) end
        for _, step in ipairs(way) do game:must("run", step[1], id) end
        assert.equal(state, game:show(id).state)
        local done = game:run("run", word, id)
        local wanted = moves[state][word]
        if wanted == state and done.code ~= 0 then wanted = nil end -- standing still may be refused or not
        if wanted then
          assert.equal(0, done.code, word .. ": " .. done.err)
          assert.equal(wanted, game:show(id).state, word)
        else
          assert.equal(1, done.code, word .. " from " .. state)
          assert.truthy(done.err:find(state, 1, true) and done.err:find(id, 1, true), done.err)
          for _, allowed in pairs(moves[state]) do
            if allowed ~= state then assert.truthy(done.err:find(allowed, 1, true), allowed .. " is not named in: " .. done.err) end
          end
          assert.equal(state, game:show(id).state, word)
        end
      end
    end)
  end

  it("that is over takes no turn, and an abandoned one goes on where it was", function()
    local game = new()
    game:play("r", { "wait" })
    game:must("run", "abandon", "r", "--reason", "busy")
    local lines = game:resume("r", { "wait" })
    assert.same({ "Here 1.", "Here 2." }, tale.texts(lines))
    game:must("run", "complete", "r")
    local done = game:run("play", "--run", "r", "--auto", "1", "--jsonl")
    assert.equal(1, done.code)
    assert.truthy(done.err:find("completed", 1, true), done.err)
    assert.equal(2, game:show("r").turns)
  end)

  it("ends at an ending, by run:complete, or by its player's word, and is counted once", function()
    local game = new()
    local line = game:play("ending", { "wait", "reach", "home" })[4]
    assert.same({ "completed", "tale:s/home", "Home 1.", {} }, { line.state, line.ending, line.text, line.choices })
    line = game:play("word", { "retire" })[2]
    assert.same({ "completed", "tired" }, { line.state, game:show("word").reason })
    game:play("told", { "wait" })
    game:must("run", "complete", "told", "--reason", "enough")
    game:must("run", "complete", "told")
    assert.equal("enough", game:show("told").reason)
    game:play("left", { "wait", "reach" })
    game:must("run", "abandon", "left")
    game:play("open", { "wait", "reach" })
    local player = game:player()
    assert.same({ 3, 5, 1 }, { player.completed_runs, player.turns, player.milestones })
    assert.same({ "ending", "told", "word" }, (function(ids) table.sort(ids) return ids end)(player.completed_run_ids))
  end)

  it("that is deleted leaves its completion and its events", function()
    local game = new 'define.unlock "first" { title = "First End", when = function(progression) return progression:count("ending/tale:s/home") >= 1 end }'
    game:play("r", { "wait", "wait", "home" })
    game:play("left", { "wait" })
    game:must("run", "delete", "r")
    game:must("run", "delete", "left")
    assert.equal(65, game:run("run", "show", "r", "--json").code)
    local player = game:player()
    assert.same({ 1, 3, { "r" }, true }, { player.completed_runs, player.turns, player.completed_run_ids, player.unlocks["tale:first"] })
    assert.equal(3, #game:deeds())
    assert.is_nil(game:must("runs", "--json"):find('"r"', 1, true))
  end)

  it("grants in the turn of its ending, tells it, and what hears of it can read it", function()
    local game = new([[
      define.unlock "first" { title = "First End", when = function(progression) return progression:count("ending/tale:s/home") >= 1 and progression.turns >= 2 end }
      define.unlock "never" { title = "Never", when = function(progression) return progression.completed >= 2 end }
      define.unlock "broken" { title = "Broken", when = function(progression) return progression.nothing.at_all end }
      on("unlock.granted", function(run, universe, event) universe:set("told", event.id .. " " .. run.state) end)]], 'define.world { told = "" }')
    local lines = game:play("r", { "wait", "home" })
    assert.is_nil(tale.notices(lines[1]):find("First End", 1, true))
    assert.truthy(tale.notices(lines[3]):find("First End", 1, true), tale.notices(lines[3]))
    assert.is_nil(tale.notices(lines[3]):find("unlocked: Never", 1, true))
    assert.truthy(tale.notices(lines[3]):find("tale/init.lua:%d+"), tale.notices(lines[3])) -- the broken rule is named
    assert.truthy(game:must("universe", "show", "tale_world", "--json"):find('"tale:told":"tale:first completed"', 1, true))
    local unlocks = game:player().unlocks
    assert.same({ true, false, false }, { unlocks["tale:first"], unlocks["tale:never"], unlocks["tale:broken"] })
  end)

  for _, how in ipairs { "resumed", "begun" } do
    it("that is " .. how .. " with a pack that came later grants what was earned before it came", function()
      local game = new()
      game:play("old", { "wait", "home" })
      game:play("going", { "wait" })
      game:add { late = 'define.unlock "early_bird" { title = "Early Bird", when = function(progression) return progression.completed >= 1 end }\n'
        .. 'define.unlock "far" { title = "Far", when = function(progression) return progression.completed >= 9 end }' }
      local lines = how == "resumed" and game:resume("going", { "wait" }) or game:play("new", { "wait" })
      assert.truthy(tale.notices(lines[1]):find("Early Bird", 1, true), tale.notices(lines[1]))
      assert.equal("", tale.notices(lines[2]))
      assert.same({ true, false }, { game:player().unlocks["late:early_bird"], game:player().unlocks["late:far"] })
    end)
  end

  it("keeps what was granted when the rule no longer holds, or its pack is gone", function()
    local game = new()
    game:add { late = 'define.unlock "one" { title = "One", when = function(progression) return progression.completed == 1 end }' }
    game:play("a", { "home" })
    game:play("b", { "home" })
    assert.is_true(game:player().unlocks["late:one"])
  end)

  it("resumes with the text and choices that were stored, whatever the content says by now", function()
    local game = new()
    local before = game:play("r", { "wait" })[2]
    game:write(game.folder, { tale = (tale.story { vars = "n = 0", scenes = [[
      here = { text = "Somewhere else {n}.", choices = { { "Wait longer", id = "wait", add = { n = 10 } }, { "Home at last", id = "home", to = "home" },
        { "Reach out", id = "reach" }, { "Give up", id = "retire" } } },
      home = { text = "Home {n}.", ending = "home" },]] }) })
    local lines = game:resume("r", { "wait" })
    assert.same({ before.text, before.choices }, { lines[1].text, lines[1].choices })
    assert.equal("Somewhere else 11.", lines[2].text)
  end)

  it("moves to the present by run:catch_up, with a recap of at most ten", function()
    local game = tale.new { tale = tale.story { scenes = [[
      here = { text = "Here {run.position}.", choices = { { "Act", id = "act", event = "acts" }, { "Catch up", id = "catch_up",
        effect = function(run) run:catch_up() end } } },]] } }
    local acts = {}
    for index = 1, 30 do acts[index] = "act" end
    game:play("busy", acts, "--as", "Bo")
    local lines = game:play("late", { "act", "catch_up", "act" }, "--as", "Ada", "--at", "3")
    assert.equal("Here 30.", lines[3].text)
    assert.equal(30, lines[3].position)
    assert.is_true(#lines[3].news > 0 and #lines[3].news <= 10)
    assert.equal("Bo acts.", lines[3].news[1])
    assert.same({ 31, {} }, { lines[4].position, lines[4].news or {} })
  end)

  it("is not ended by a turn that was refused, and is granted what it earns when it does end", function()
    local game = tale.new { tale = tale.story { vars = "n = 0", scenes = [[
      here = { text = "Here.", choices = { { "Wait", id = "wait", add = { n = 1 } }, { "Home", id = "home", to = "home" }, { "Grave", id = "grave", to = "grave" } } },
      home = { text = function(run) return run.vars.n > 0 and "Home." or error("not yet") end, ending = "home" },
      grave = { text = "Grave.", enter = function(run) if run.vars.n < 2 then error("not yet") end end, ending = "grave" },]], after = [[
      define.unlock "one" { title = "One", when = function(progression) return progression.completed >= 1 end }]] } }
    local lines = game:play("r", { "home", "grave", "wait", "grave", "home" })
    assert.truthy(lines[2].error and lines[3].error and lines[5].error)
    assert.same({ "completed", "unlocked: One", 2 }, { lines[6].state, tale.notices(lines[6]), lines[6].turn })
    assert.same({ 1, 2 }, { game:player().completed_runs, game:player().turns })
  end)

  it("completes once when an ending, run:complete and a handler all ask for it", function()
    local game = tale.new { tale = tale.story { before = "define.world { heard = 0, ended = 0 }", scenes = [[
      here = { text = "Here.", choices = { { "Home", id = "home", to = "home", effect = function(run) run:complete("by effect") end },
        { "Away", id = "away" } } },
      home = { text = "Home.", enter = function(run) run:complete("by enter") end, ending = "home" },
      away = { text = "Away.", ending = "away" },]], after = [[
      on("scene.entered", { scene = "s/home" }, function(run) run:complete() end)
      on("choice.taken", { choice = "s/here/away" }, function(run) run:go("away") end)
      on("run.completed", function(run, universe) universe:add("heard", 1) run:complete("again") end)
      on("ending.reached", function(run, universe) universe:add("ended", 1) end)]] } }
    local line = game:play("r", { "home" })[2]
    assert.same({ "completed", "tale:s/home", "by enter" }, { line.state, line.ending, game:show("r").reason })
    line = game:play("s", { "away" })[2]
    assert.same({ "completed", "tale:s/away", "Away." }, { line.state, line.ending, line.text })
    local world = game:must("universe", "show", "tale_world", "--json")
    assert.truthy(world:find('"tale:heard":2', 1, true) and world:find('"tale:ended":2', 1, true), world)
    assert.equal(2, game:player().completed_runs)
  end)

  it("is begun and ended in spite of handlers and rules that err, loop or eat memory", function()
    local bad, text = { 'error("no")', 'local s = "x" while true do s = s .. s end' }, {}
    for index, code in ipairs(bad) do
      for _, name in ipairs { "run.started", "run.resumed", "ending.reached", "run.completed", "run.abandoned", "unlock.granted" } do
        text[#text + 1] = ('on("%s", function() %s end)'):format(name, code)
      end
      text[#text + 1] = ('define.unlock "bad%d" { title = "Bad", when = function(progression) %s end }'):format(index, code)
    end
    text[#text + 1] = 'on("run.completed", function() while true do end end)'
    text[#text + 1] = 'define.unlock "slow" { title = "Slow", when = function(progression) while progression.completed > 0 do end end }'
    local game = new 'define.unlock "one" { title = "One", when = function(progression) return progression.completed >= 1 end }'
    game:add { bad = table.concat(text, "\n") }
    assert.truthy(tale.notices(game:play("r", { "wait" })[1]):find("bad/init.lua:%d"))
    local lines = game:resume("r", { "home" })
    assert.same({ "completed", 2 }, { lines[2].state, lines[2].turn })
    assert.is_true(game:player().unlocks["tale:one"])
    game:play("left", {})
    game:must("run", "abandon", "left")
    assert.equal("abandoned", game:show("left").state)
  end)
end)
