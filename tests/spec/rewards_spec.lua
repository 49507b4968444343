-- rewards_spec.lua - what a completed life leaves the next: skills, cosmetics, echoes, a place on a board
local support = require "support"
local tale = require "tale"

local scenes = [[
  here = { text = "Here.{ropes > 0:Your hands know the ropes.}", choices = {
    { "Stay", id = "stay" },
    { "End", id = "finish", to = "over" },
    { "Leave", id = "leave", to = "away" },
  } },
  over = { text = "Over.", ending = "done" },
  away = { text = "Away.", ending = "gone" }, ]]

local skills = [[
define.world { learned = 0 }
define.skill "knots" { title = "Knots", description = "You can tie them.", cost = 1,
  effect = function(run, universe) run.vars.ropes = run.vars.ropes + 1 universe:add("learned", 1) end }
define.skill "rigging" { title = "Rigging", cost = 2, requires = "knots", effect = function(run) run.vars.ropes = run.vars.ropes + 10 end }
]]

local function new_tale(more, others)
  local packs = others or {}
  packs.tale = tale.story { scenes = scenes, vars = "ropes = 0", before = (more or skills) }
  return tale.new(packs)
end

-- A run that is ended at once.
local function live(it, id, ...) return it:play(id, { "finish" }, "--player", "ada", "--as", "Ada", "--universe", "u", ...) end
local function skills_of(it) return support.answer(it:call { "player", "skills", "ada", "--json" }) end
local function learn(it, skill) return it:run("player", "learn", "ada", skill) end

local function refused(done, words)
  assert(done.code ~= 0, done.out)
  assert.truthy(done.err:find(words, 1, true), done.err)
end

describe("a skill", function()
  teardown(support.remove_scratch)

  it("is paid for with what completed runs earned, and only once", function()
    local it = new_tale()
    it:play("first", { "stay" }, "--player", "ada", "--universe", "u")
    refused(learn(it, "knots"), "costs 1, and 0 is left")
    live(it, "second")
    assert.same({ earned = 1, left = 1, spent = 0 }, skills_of(it).points)
    it:must("player", "learn", "ada", "knots")
    assert.same({ earned = 1, left = 0, spent = 1 }, skills_of(it).points)
    refused(learn(it, "tale:knots"), "is learned already")
    assert.is_true(support.answer(it:call { "store", "check", "--json" }).fine)
  end)

  it("is worth a point more for every hundred turns", function()
    local it = new_tale()
    local stays = {}
    for index = 1, 99 do stays[index] = "stay" end
    stays[100] = "finish"
    it:play("long", stays, "--player", "ada", "--universe", "u")
    assert.equal(2, skills_of(it).points.earned)
  end)

  it("waits for those that it requires", function()
    local it = new_tale()
    for _, id in ipairs { "a", "b", "c" } do live(it, id) end
    refused(learn(it, "rigging"), 'requires "tale:knots": learn that first')
    it:must("player", "learn", "ada", "knots")
    it:must("player", "learn", "ada", "rigging")
    assert.same({ earned = 3, left = 0, spent = 3 }, skills_of(it).points)
    local words = it:must("player", "skills", "ada")
    assert.truthy(words:find("learned   tale:rigging", 1, true), words)
  end)

  it("is there when a later run opens, not in those that were begun before", function()
    local it = new_tale()
    live(it, "first")
    it:play("open", { "stay" }, "--player", "ada", "--universe", "u")
    it:must("player", "learn", "ada", "knots")
    assert.equal("Here.Your hands know the ropes.", it:play("later", { "stay" }, "--player", "ada", "--universe", "u")[1].text)
    assert.equal("Here.", it:play("other", { "stay" }, "--player", "bo", "--universe", "u")[1].text)
    assert.equal("Here.", it:resume("open", { "stay" })[1].text)
    assert.equal(1, it:world("u").world["tale:learned"])
    assert.equal(0, it:run("replay").code)
  end)

  it("that errs is undone alone, and named", function()
    local it = new_tale([[
define.world { learned = 0 }
define.skill "broken" { title = "Broken", cost = 0, effect = function(run, universe) universe:add("learned", 5) error("no") end }
define.skill "knots" { title = "Knots", cost = 1, effect = function(run, universe) run.vars.ropes = 1 end }
]])
    live(it, "first")
    it:must("player", "learn", "ada", "knots")
    it:must("player", "learn", "ada", "broken")
    local line = it:play("later", { "stay" }, "--player", "ada", "--universe", "u")[1]
    assert.equal("Here.Your hands know the ropes.", line.text)
    assert.truthy(tale.notices(line):find("tale/init.lua:2", 1, true), tale.notices(line))
    assert.is_nil(it:world("u").world["tale:learned"])
  end)

  it("does something only in the packs that it names", function()
    local mod = [[
define.own { met = 0 }
define.skill "here" { title = "Here", cost = 0, packs = "tale", effect = function(run) run.own.met = run.own.met + 1 end }
define.skill "there" { title = "There", cost = 0, packs = { "mod" }, effect = function(run) run.own.met = run.own.met + 10 end }
define.skill "everywhere" { title = "Everywhere", cost = 0, effect = function(run) run.own.met = run.own.met + 100 end }
]]
    local it = new_tale(skills, { mod = mod })
    live(it, "first")
    for _, name in ipairs { "here", "there", "everywhere" } do it:must("player", "learn", "ada", name) end
    it:play("later", { "stay" }, "--player", "ada", "--universe", "u")
    assert.equal(101, it:show("later").own.mod.met)
  end)

  it("is kept when the runs are deleted, and shown as retired when nothing defines it any more", function()
    local it = new_tale()
    live(it, "first")
    it:must("player", "learn", "ada", "knots")
    it:must("run", "delete", "first", "--yes")
    assert.same({ earned = 1, left = 0, spent = 1 }, it:player("ada").points)
    it:write(it.folder, { tale = tale.story { scenes = scenes, vars = "ropes = 0" } })
    assert.same({ { id = "tale:knots", learned = true, retired = true, title = "tale:knots" } }, skills_of(it).skills)
    assert.equal("Here.", it:play("later", { "stay" }, "--player", "ada", "--universe", "u")[1].text)
    assert.truthy(it:must("player", "show", "ada"):find("retired  tale:knots", 1, true))
    refused(learn(it, "knots"), "no skill")
  end)

  it("is told apart from what there is not", function()
    local it = new_tale()
    live(it, "first")
    refused(learn(it, "knot"), 'did you mean "knots"?')
    refused(it:run("player", "learn", "nobody", "knots"), 'no player "nobody"')
  end)

  it("is read by stories and rules", function()
    local it = new_tale(skills .. [[
define.unlock "tied" { title = "Tied", when = function(progression) return progression:learned("knots") end }
define.scene "s/asked" { text = function(run, universe, progression) return tostring(progression:learned "knots") .. progression.points end, ending = "asked" }
define.choices "ask" { { "Ask", id = "ask", to = "asked" } }
]])
    it:write(it.folder, { asks = { ["pack.lua"] = 'return { name = "asks", version = "1.0.0", requires = { "tale" } }',
      ["init.lua"] = 'amend.scene "tale:s/here" { choices = { add = { { "Ask", id = "ask", to = "tale:s/asked" } } } }' } })
    live(it, "first")
    live(it, "second")
    it:must("player", "learn", "ada", "knots")
    local lines = it:play("later", { "ask" }, "--player", "ada", "--universe", "u")
    assert.equal("true2", lines[#lines].text) -- the run that asks has just been completed
    assert.is_true(it:player("ada").unlocks["tale:tied"])
    local why = support.answer(it:call { "player", "explain", "ada", "tied", "--json" })
    assert.same({ { read = "learned(tale:knots)", value = 1 } }, why.reads)
  end)

  it("goes with the person", function()
    local it = new_tale()
    live(it, "first")
    it:must("player", "learn", "ada", "knots")
    assert.equal("1", support.sql(it.store, "SELECT count(*) FROM kept"))
    it:must("player", "erase", "ada", "--yes")
    assert.equal("0", support.sql(it.store, "SELECT count(*) FROM kept"))
  end)
end)

describe("a cosmetic", function()
  teardown(support.remove_scratch)

  local cosmetic = [[
define.cosmetic "blue_coat" { title = "A Blue Coat", description = "It is too long in the arm.",
  when = function(progression) return progression.completed >= 1 end }
]]

  it("is earned as an unlock is, explained, and told of", function()
    local it = new_tale(cosmetic .. 'on("unlock.granted", { id = "cosmetic/blue_coat" }, function(run) run.vars.ropes = 7 end)')
    local before = it:play("first", { "stay" }, "--player", "ada", "--universe", "u")
    assert.equal("", tale.notices(before[1]))
    local lines = it:resume("first", { "finish" })
    assert.truthy(tale.notices(lines[#lines]):find("A Blue Coat", 1, true))
    local player = it:player("ada")
    assert.same({ { description = "It is too long in the arm.", earned = true, id = "tale:cosmetic/blue_coat", retired = false, title = "A Blue Coat" } },
      player.cosmetics)
    assert.same({}, player.unlocks)
    assert.is_true(support.answer(it:call { "player", "explain", "ada", "cosmetic/blue_coat", "--json" }).granted)
    assert.equal(7, it:show("first").vars.ropes)
  end)

  it("is kept, and shown as retired, when nothing defines it any more", function()
    local it = new_tale(cosmetic)
    live(it, "first")
    it:write(it.folder, { tale = tale.story { scenes = scenes, vars = "ropes = 0" } })
    local kept = it:player("ada").cosmetics[1]
    assert.same({ true, true, "tale:cosmetic/blue_coat" }, { kept.earned, kept.retired, kept.id })
    assert.truthy(it:must("player", "show", "ada"):find("retired  tale:cosmetic/blue_coat", 1, true))
  end)

  it("is amended by others as an unlock is", function()
    local it = new_tale(cosmetic, { mod = { ["pack.lua"] = 'return { name = "mod", version = "1.0.0", requires = { "tale" } }',
      ["init.lua"] = 'amend.unlock "tale:cosmetic/blue_coat" { title = "A Red Coat", only = function(progression) return progression.completed >= 2 end }' } })
    live(it, "first")
    assert.is_false(it:player("ada").cosmetics[1].earned)
    live(it, "second")
    assert.same({ true, "A Red Coat" }, { it:player("ada").cosmetics[1].earned, it:player("ada").cosmetics[1].title })
  end)
end)

describe("an echo", function()
  teardown(support.remove_scratch)

  local echo = [[
define.echo "stones" { story = "s", endings = "s/done" }
define.echo "songs" { story = "s", leaves = function(run) if run.vars.ropes > 0 then return run.character.name .. " of the ropes" end end }
define.world { met = 0 }
on("run.started", function(run, universe)
  local names = {}
  for _, one in ipairs(universe:echoes "stones") do names[#names + 1] = one.value end
  run.vars.names = table.concat(names, ", ")
end)
]]
  local told = [[
  here = { text = "Here.{world['echo/stones'] ~= '':A stone for {world['echo/stones']}. In all: {names}.}{world['echo/songs'] ~= '':Sung: {world['echo/songs']}.}",
    choices = {
    { "Tie", id = "tie", set = { ropes = 1 } },
    { "End", id = "finish", to = "over" },
    { "Leave", id = "leave", to = "away" },
  } },
  over = { text = "Over.", ending = "done" },
  away = { text = "Away.", ending = "gone" }, ]]

  local function new_echo() return tale.new { tale = tale.story { scenes = told, vars = 'ropes = 0, names = ""', before = echo } } end
  local function begin(it, id, name, ...)
    return it:play(id, { ... }, "--player", id, "--as", name, "--universe", "u")
  end
  local function opening(it, id, ...) return begin(it, id, "Late", "tie", ...)[1].text end

  it("is left by a completed character, and met by those who come later", function()
    local it = new_echo()
    assert.equal("Here.", begin(it, "first", "Ada", "tie", "finish")[1].text)
    begin(it, "second", "Bo", "finish")
    begin(it, "third", "Cy", "leave") -- another ending
    assert.equal("Here.A stone for Bo. In all: Bo, Ada.Sung: Ada of the ropes.", opening(it, "late"))
    assert.equal(0, it:run("replay").code)
  end)

  it("is not met by whoever is still alive, nor in another universe, nor before its time", function()
    local it = new_echo()
    begin(it, "first", "Ada", "tie")
    assert.equal("Here.", opening(it, "second"))
    it:resume("first", { "finish" })
    assert.equal("Here.", it:play("other", { "tie" }, "--player", "x", "--universe", "elsewhere")[1].text)
    assert.equal("Here.", it:play("early", { "tie" }, "--player", "y", "--universe", "u", "--at", "0")[1].text)
    assert.truthy(opening(it, "late"):find("A stone for Ada", 1, true))
  end)

  it("forgets the name with the person", function()
    local it = new_echo()
    begin(it, "first", "Ada", "tie", "finish")
    it:must("player", "erase", "first", "--yes")
    assert.equal("Here.A stone for someone. In all: someone.Sung: someone of the ropes.", opening(it, "late"))
  end)

  it("names endings and stories that there are", function()
    local it = tale.new { tale = tale.story { scenes = told, vars = 'ropes = 0, names = ""',
      before = echo .. '\ndefine.echo "graves" { story = "s", endings = { "s/dun" } }' } }
    local done = it:run("check")
    assert.equal(1, done.code)
    assert.truthy((done.out .. done.err):find('"s/dun"', 1, true), done.out .. done.err)
  end)
end)

describe("player show", function()
  teardown(support.remove_scratch)

  it("tells of endings reached, metaconcepts integrated, and what was left in each universe", function()
    local it = tale.new { tale = tale.story { vars = "", before = [[
define.world { ["npc/mara/mood"] = 0, ["npc/jo"] = false, ["npc/ann"] = 0, weather = 0 }
define.metaconcept "calm" { title = "Calm", category = "rest" }
define.metaconcept "ease" { title = "Ease", category = "rest" }
define.metaconcept "play" { title = "Play" }
]], scenes = [[
  here = { text = "Here.", choices = {
    { "Do", id = "act", event = { action = "does a thing", major = true }, effect = function(run, universe)
      universe:add("npc/mara/mood", 1) universe:set("npc/jo", true) universe:add("weather", 1) run:integrate "calm" end },
    { "Go", id = "off", to = "there", event = "goes" },
    { "Greet", id = "greet", effect = function(run, universe) universe:add("npc/ann", 1) end },
  } },
  there = { text = "There.", choices = { { "Do", id = "act", event = "does another" }, { "End", id = "finish", to = "over" } } },
  over = { text = "Over.", ending = "done" },
  out = { text = "Out.", ending = "gone" },
  other = { text = "Over.", ending = "done" }, ]] } }
    it:play("first", { "act", "off", "act", "finish" }, "--player", "ada", "--universe", "u")
    it:play("mine", { "act" }, "--player", "ada", "--universe", "v")
    it:play("theirs", { "act", "greet" }, "--player", "ada-too", "--universe", "u")
    local player = it:player("ada")
    assert.same({ { completed = 1, endings = { "done" }, of = 2, story = "tale:s", title = "S" } }, player.mastery.stories)
    assert.same({ { category = "rest", integrated = { "tale:calm" }, of = 2 }, { category = "", integrated = {}, of = 1 } }, player.mastery.metaconcepts)
    assert.same({ { events = 3, major = 1, people = 2, places = 2, universe_id = "u" }, { events = 1, major = 1, people = 2, places = 1, universe_id = "v" } },
      player.contributions)
    local words = it:must("player", "show", "ada")
    assert.truthy(words:find("tale:s  1 of 2 endings", 1, true), words)
    assert.truthy(words:find("u  deeds: 3 (major: 1), places: 2, people: 2", 1, true), words)
    it:must("run", "delete", "first", "--yes")
    assert.same(player.mastery, it:player("ada").mastery)
    assert.equal(3, it:player("ada").contributions[1].events)
  end)
end)

describe("a leaderboard", function()
  teardown(support.remove_scratch)

  local function board(it, ...)
    local list = {}
    for index, one in ipairs(support.answer(it:call { "leaderboard", "--json", ... }).players) do
      list[index] = ("%d %s %d"):format(one.rank, one.name, one.value)
    end
    return list
  end

  -- ada: two lives in u, three turns and one; bo: one life in u, one in v; cy: one in u
  local function new_board()
    local it = new_tale()
    local function one(id, player, universe, ...) it:play(id, { ... }, "--player", player, "--as", player, "--universe", universe) end
    one("a1", "ada", "u", "stay", "stay", "finish")
    one("a2", "ada", "u", "finish")
    one("b1", "bo", "u", "finish")
    one("b2", "bo", "v", "leave")
    one("c1", "cy", "u", "finish")
    one("d1", "dee", "u", "stay")
    return it
  end

  it("shows nobody who did not choose to be seen, and of the others their chosen name alone", function()
    local it = new_board()
    assert.same({}, board(it))
    assert.truthy(it:must("leaderboard"):find("nobody stands here", 1, true))
    it:must("player", "name", "ada", "The Ropewalker")
    assert.same({ "1 The Ropewalker 2" }, board(it))
    local said = it:must("leaderboard") .. it:must("leaderboard", "--json")
    for _, word in ipairs { "ada", "bo", "cy" } do assert.is_nil(said:find('%f[%a]' .. word .. '%f[%A]'), said) end
    assert.equal("The Ropewalker", it:player("ada").board_name)
    it:must("player", "name", "ada", "--leave")
    assert.same({}, board(it))
  end)

  it("counts by universe and story, by what is asked for", function()
    local it = new_board()
    for player, name in pairs { ada = "A", bo = "B", cy = "C", dee = "D" } do it:must("player", "name", player, name) end
    assert.same({ "1 A 2", "1 B 2", "3 C 1" }, board(it)) -- who has the same has the same rank; D has completed nothing
    assert.same({ "1 A 2", "2 B 1", "2 C 1" }, board(it, "--universe", "u"))
    assert.same({ "1 A 4", "2 B 1", "2 C 1" }, board(it, "--universe", "u", "--by", "turns"))
    assert.same({ "1 B 2", "2 A 1", "2 C 1" }, board(it, "--by", "endings", "--story", "tale:s"))
    assert.same({}, board(it, "--by", "milestones"))
    refused(it:run("leaderboard", "--by", "luck"), "luck")
    refused(it:run("leaderboard", "--universe", "w"), 'no universe "w"')
    refused(it:run("leaderboard", "--story", "tale:t"), 'no story "tale:t"')
  end)

  it("counts a life once, however often one goes back in it", function()
    local it = new_board()
    it:must("player", "name", "ada", "A")
    it:must("run", "branch", "a1", "--at", "1", "--id", "again")
    it:resume("again", { "leave" })
    assert.same({ "1 A 2" }, board(it))
    assert.same({ "1 A 2" }, board(it, "--by", "endings"))
  end)

  it("takes no name twice, none that is none, and forgets them with the person", function()
    local it = new_board()
    it:must("player", "name", "ada", "A")
    it:must("player", "name", "ada", "A")
    refused(it:run("player", "name", "bo", "A"), "somebody else")
    refused(it:run("player", "name", "bo", ""), "name")
    refused(it:run("player", "name", "nobody", "N"), 'no player "nobody"')
    it:must("player", "erase", "ada", "--yes")
    assert.same({}, board(it))
    it:must("player", "name", "bo", "A")
    assert.same({ "1 A 2" }, board(it))
  end)
end)

describe("the shipped stories", function()
  teardown(support.remove_scratch)

  local function new_store() return support.path("lives.db") end
  local function tell(store, story, run, choices, ...)
    return support.play({ story, "--run", run, "--player", "ada", "--as", "Ada", "--universe", "u", "--store", store, ... }, choices)
  end
  local function study(store, skill) support.must { "player", "learn", "ada", skill, "--store", store } end

  it("begin otherwise on the quay for whoever has learned the way", function()
    local store = new_store()
    local first = tell(store, "harbour:lantern", "first", { "light", "say" })[1]
    study(store, "way_down")
    local later = tell(store, "harbour:lantern", "later", { "shed" })
    assert.is_nil(first.text:find("I've heard before", 1, true))
    assert.truthy(later[1].text:find("That's a step I've heard before.", 1, true))
    assert.truthy(later[2].text:find("a name has been burnt in: Ada.", 1, true), later[2].text)
  end)

  it("begin otherwise at the gate for whoever has walked before", function()
    local store = support.path("realm.db")
    tell(store, "enchanted_realm:journey", "first", { "to_bench", "retire" })
    study(store, "old_company")
    local later = tell(store, "enchanted_realm:journey", "later", { "to_bench" })
    assert.truthy(later[1].text:find("on the side where it was last time", 1, true), later[1].text)
    assert.truthy(later[2].text:find("a name has been cut into the wood, Ada,", 1, true), later[2].text)
    assert.equal(3, support.answer({ "run", "show", "later", "--json", "--store", store }).vars.ease)
    assert.equal(0, support.run({ "replay", "--store", store }).code)
  end)
end)
