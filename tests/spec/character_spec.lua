-- character_spec.lua - who a character becomes in a run, and those they meet there
local support = require "support"
local tale = require "tale"

-- A room with one choice `do`, whose effect is `body`, and another that only passes time.
local function room(body, more)
  return tale.room(('{ "Do", id = "do", effect = function(run, universe)\n%s\nend },\n%s'):format(body, more or ""))
end

local function life(body, more)
  local game = tale.new { tale = tale.story { scenes = room(body, more) } }
  return game:play("r", { "do" }), game
end

local function error_of(body)
  local lines = life(body)
  return lines[2].error
end

describe("a character", function()
  teardown(support.remove_scratch)

  it("of whom nothing was said is shown empty, and takes no room", function()
    local _, game = life("run.character:add('rope') run.character:take('rope')")
    assert.same({ level = 1, inventory = {}, relationships = {}, met = {}, quests = { active = {}, done = {} }, traits = {}, arcs = {} }, game:show("r").character)
    assert.is_nil(game:show("r").own["run.character"])
  end)

  it("is shown with all that became of it", function()
    local _, game = life [[
      local who = run.character
      who:rise() who:rise(2)
      who:add("rope", 3) who:add("lamp") who:take("rope", 2)
      who:feel("mara", 0.1) who:feel("mara", 0.2) who:feel("abel", -0.5) who:feel("dean", 0)
      who:begin("letter") who:begin("key") who:finish("key") who:begin("map") who:drop("map")
      who:become("stubborn") who:become("kind") who:shed("stubborn")
      who:step("home", "wrote") who:step("home", "wrote") who:step("home", "went") who:resolve("home")
      who:step("sea", "looked")]]
    assert.same({
      level = 4, inventory = { rope = 1, lamp = 1 }, relationships = { mara = 0.3, abel = -0.5, dean = 0.0 }, met = {},
      quests = { active = { "letter" }, done = { "key" } }, traits = { "kind" },
      arcs = { home = { steps = { "wrote", "went" }, finished = true }, sea = { steps = { "looked" }, finished = false } },
    }, game:show("r").character)
    assert.matches("became +arcs = home = finished = yes", game:must("run", "show", "r"))
  end)

  it("answers what it is asked", function()
    local lines = life [[
      local who = run.character
      who:add("rope", 2) who:feel("mara", 0.2) who:begin("letter") who:finish("letter") who:become("kind") who:step("home", "wrote")
      assert(who.level == 1 and who:has("rope", 2) and not who:has("rope", 3) and who:count("lamp") == 0)
      assert(not who:take("rope", 3) and who:count("rope") == 2 and who:list()[1] == "rope")
      assert(who:feeling("nobody") == 0 and who:knows("mara") and not who:knows("nobody") and who:feelings().mara == 0.2)
      assert(who:is_done("letter") and not who:is_active("letter") and not who:begin("letter") and #who:quests().active == 0)
      assert(who:is("kind") and not who:is("rude") and #who:traits() == 1)
      assert(who:has_taken("home", "wrote") and not who:is_resolved("home") and #who:steps("home") == 1 and who:arcs()[1] == "home")]]
    assert.is_nil(lines[2].error)
  end)

  it("is felt for from -1 to 1, in steps that add up to what they look like", function()
    local lines, game = life [[
      for _ = 1, 30 do run.character:feel("mara", 0.1) run.character:feel("abel", -0.1) end
      for _ = 1, 8 do run.character:feel("dean", 0.1) end
      assert(run.character:feeling("dean") >= 0.8)]]
    assert.is_nil(lines[2].error)
    assert.same({ mara = 1.0, abel = -1.0, dean = 0.8 }, game:show("r").character.relationships)
  end)

  it("is asked in conditions and texts", function()
    local game = tale.new { tale = tale.story { scenes = [[here = { text = "{run.character:feeling('mara') > 0.3: Warm.|Cold.} Level {run.character.level}.",
      choices = { { "Feel", id = "feel", effect = function(run) run.character:feel("mara", 0.4) end },
        { "In", id = "into", when = "run.character:knows('mara')" } } },]] } }
    local lines = game:play("r", { "into", "feel" })
    assert.equal("Cold. Level 1.", lines[1].text)
    assert.matches("no choice \"into\" is open", lines[2].error)
    assert.equal("Warm. Level 1.", lines[3].text)
    assert.equal("into", lines[3].choices[2].id)
  end)

  it("is changed only where things may be written", function()
    local game = tale.new { tale = tale.story { scenes = room("", '{ "In", id = "into", when = "run.character:feel(\'mara\', 1) > 0" },') } }
    local lines = game:play("r", { "do" })
    assert.matches("run.character:feel: changing the character cannot be done here", lines[1].notices[1])
    assert.same({}, game:show("r").character.relationships)
  end)

  it("says what is wrong with what it is told, and where", function()
    assert.matches('init.lua:%d+: run.character:feel: "by" must be a number, not string', error_of [[run.character:feel("mara", "a lot")]])
    assert.matches('run.character:add: "thing" must be a string, not no value', error_of [[run.character:add()]])
    assert.matches('run.character:add: "count" must be an integer, not number', error_of [[run.character:add("rope", 1.5)]])
    assert.matches("run.character:add: \"count\" must be from 1 to 1000000000, not 0", error_of [[run.character:add("rope", 0)]])
    assert.matches("run.character:rise: would make the level 0; it goes from 1 to 1000", error_of [[run.character:rise(-1)]])
    assert.matches("run.character:begin: takes names of 1 to 100 bytes", error_of [[run.character:begin("")]])
    assert.matches('run.character: no field "fel"; did you mean "feel"?', error_of [[run.character:fel("mara", 1)]])
    assert.matches("call it with a colon", error_of [[run.character.feel("mara", 1)]])
  end)

  it("is another pack's to change only with permission", function()
    local function told(permissions)
      local game = tale.new { tale = tale.story { scenes = tale.room() }, guest = {
        ["pack.lua"] = ('return { name = "guest", version = "1.0.0", permissions = { %s } }\n'):format(permissions),
        ["init.lua"] = 'on("choice.taken", function(run) run.character:become("seen") end)\n' } }
      local lines = game:play("r", { "wait" })
      return game:show("r").character.traits, lines[2].notices and lines[2].notices[1]
    end
    local traits, notice = told("")
    assert.same({}, traits)
    assert.matches('pack "guest" may not change the character of a story of pack "tale"; ask for "vars.write"', notice)
    assert.same({ "seen" }, (told('"vars.write"')))
  end)

  it("is as it was when an effect fails", function()
    local _, game = life [[run.character:become("rash") error("no")]]
    assert.same({}, game:show("r").character.traits)
  end)

  it("goes on in a branch from the turn it is made at, and comes out the same when it is replayed", function()
    local game = tale.new { tale = tale.story { scenes = room [[run.character:rise() run.character:feel("mara", 0.1)]] } }
    game:play("r", { "do", "do", "do" })
    game:must("run", "branch", "r", "--at", "1", "--id", "other")
    assert.equal(2, game:show("other").character.level)
    game:resume("other", { "do" })
    assert.same({ 4, 3 }, { game:show("r").character.level, game:show("other").character.level })
    assert.equal(0, game:run("replay", "r").code)
    assert.equal(0, game:run("replay", "other").code)
  end)

  it("holds as much as a variable does, and no more", function()
    local game = tale.new { tale = tale.story { scenes = room [[for i = 1, 60 do run.character:add(("%097d"):format(run.turn * 100 + i)) end]] } }
    local choices = {}
    for i = 1, 12 do choices[i] = "do" end
    local lines = game:play("r", choices)
    assert.matches('run.character:add: "character" is larger than 64 kB', lines[#lines].error)
  end)
end)

describe("somebody of the world", function()
  teardown(support.remove_scratch)

  local function world(body, more)
    return tale.new { tale = tale.story { before = [[
      define.npc "mara" { title = "Mara of the Lock", facts = { mood = "wary", loaves = 0 } }]],
      scenes = room(body, more) } }
  end

  it("is the same for another run of another player, and counts whom they met once", function()
    local game = world [[
      local mara = universe:npc("mara")
      mara:meet() mara:meet()
      mara:add("loaves", 2)
      mara:set("mood", "glad")]]
    game:play("one", { "do", "do" }, "--player", "ann")
    game:play("two", { "do" }, "--player", "ben", "--as", "Ben")
    local text = game:must("universe", "show", "tale_world", "--json")
    assert.matches('"tale:npc/mara/loaves":6', text)
    assert.matches('"tale:npc/mara/mood":"glad"', text)
    assert.matches('"tale:npc/mara/met_by":2', text)
    assert.same({ "tale:mara" }, game:show("two").character.met)
  end)

  it("is asked in conditions and texts, and by their full name from elsewhere", function()
    local game = tale.new { tale = tale.story { before = [[define.npc "mara" { title = "Mara", facts = { mood = "wary" } }]],
      scenes = [[here = { text = "{universe:npc('mara').title} is {universe:npc('tale:mara'):get('mood')}.{universe:npc('mara').is_met: Again.|}",
        choices = { { "Meet", id = "meet", effect = function(run, universe) universe:npc("mara"):meet() end },
          { "Nod", id = "nod", when = "run.character:has_met('mara') and universe:npc('mara').met_by == 1" } } },]] } }
    local lines = game:play("r", { "meet" })
    assert.equal("Mara is wary.", lines[1].text)
    assert.equal("Mara is wary. Again.", lines[2].text)
    assert.equal("nod", lines[2].choices[2].id)
  end)

  it("is told of when the name, or the fact, is not theirs", function()
    local function wrong(body) return world(body):play("r", { "do" })[2].error end
    assert.matches('universe:npc: no npc "mare"; did you mean "mara"?', wrong [[universe:npc("mare")]])
    assert.matches('npc:get: no fact "mod" of "tale:mara"; did you mean "mood"?', wrong [[universe:npc("mara"):get("mod")]])
    assert.matches("cannot be done here", world("", '{ "In", id = "into", when = "universe:npc(\'mara\'):meet()" },'):play("r", {})[1].notices[1])
  end)

  it("is refused facts that the host keeps", function()
    local game = tale.new { tale = tale.story { before = [[define.npc "mara" { facts = { met_by = 3 } }]], scenes = tale.room() } }
    assert.matches('"met_by" cannot be a fact of npc "mara"', game:run("check").out)
  end)
end)

describe("lives that touch", function()
  teardown(support.remove_scratch)

  local function world(scenes)
    return tale.new { tale = tale.story { before = 'define.world { bridge = "broken" }', scenes = scenes } }
  end

  it("stand beside each other at one position, and within some", function()
    local game = world [[here = { text = function(run, universe)
        local names = {}
        for _, who in ipairs(universe:beside(2)) do names[#names + 1] = who.run end
        return #universe:beside() .. " of " .. table.concat(names, " ")
      end, choices = { { "On", id = "on" } } },]]
    game:play("one", { "on", "on" })
    game:play("two", { "on" }, "--at", "0")
    local lines = game:play("three", { "on" }, "--at", "0")
    assert.equal("1 of two one", lines[2].text)
  end)

  it("find what another did, as far as they may know of it", function()
    local game = world [[here = { text = "{universe:deed('mends the bridge'): Somebody mended it.|It is broken.}",
      choices = { { "Mend", id = "mend", event = { action = "mends the bridge", major = true } } } },]]
    assert.equal("It is broken.", game:play("one", { "mend" })[2].text)
    assert.equal(" Somebody mended it.", " " .. game:play("two", {})[1].text)
    assert.equal("It is broken.", game:play("three", {}, "--at", "0")[1].text)
  end)

  it("change the world for good, once", function()
    local game = world [[here = { text = "It is {world.bridge}.", choices = { { "Mend", id = "mend",
      effect = function(run, universe) universe:change("bridge", "mended", "mends the bridge") end } } },]]
    assert.equal("It is mended.", game:play("one", { "mend" })[2].text)
    assert.equal("It is mended.", game:play("two", { "mend" })[1].text)
    assert.same({ "1 Traveller mends the bridge" }, game:deeds())
  end)

  it("are told where it went wrong, in the script that asked", function()
    local game = world(room [[universe:change("bridg", "mended")]])
    assert.matches('init.lua:%d+: universe:get: .*"bridg"', game:play("r", { "do" })[2].error)
  end)
end)
