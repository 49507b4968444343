-- blame_spec.lua - what an author is told when a script goes wrong, and how a turn is looked at again
local support = require "support"
local tale = require "tale"

local function says(text, words)
  for _, word in ipairs(words) do assert.truthy(text:find(word, 1, true), word .. "\nis not in:\n" .. text) end
end

local slips = [[
local names = { lantern = function() end }
local function helper(run)
	local lamp
	return lamp.lit
end
on("turn.ended", { every = 2 }, function(run, universe) universe:add("warmm", 1) end)
define.world { warm = 0 }
define.story "s" { title = "Slips", start = "here", vars = { n = 0 }, scenes = {
  here = { text = "Here.", choices = {
    { "Step", id = "step", add = { n = 1 } },
    { "Field", id = "field", effect = function() return names.lantren() end },
    { "Local", id = "local", effect = function(run)
      helper(run)
    end },
    { "Say", id = "say", ask = { var = "n2", max = 40 }, effect = function(run) error("not that") end },
  } } } }
]]
slips = slips:gsub("n = 0 }", 'n = 0, n2 = "" }')

describe("an error of a script in play", function()
  teardown(support.remove_scratch)

  it("is refused with its line and a caret, the way there, whose effect it was, and the command that shows it again", function()
    local game = tale.new { tale = slips }
    local lines = game:play("r", { "field", "local", "step" })
    local field, nested = lines[2].error, lines[3].error
    assert.equal('that choice failed, and nothing has changed: tale/init.lua:11: attempt to call a nil value (field \'lantren\'); did you mean "lantern"?',
      field:match("[^\n]+"))
    local source, caret = field:match("\n( +11 | [^\n]+)\n([^\n]+)")
    assert.equal("lantren", source:sub(#caret, #caret + 6), field)
    assert.equal("^", caret:match("%S$"))
    says(field, { '\n  in the effect of choice "field" of scene "here" of story tale:s\n' })
    says(nested, { "\n     4 | return lamp.lit\n       |        ^\n  tale/init.lua:4: in helper\n  tale/init.lua:13\n  in the effect of" })
    local again = field:match("\n  try it again: ([^\n]+)$")
    says(again, { "replay r ", "--choice field", "--store", game.store, "--content", game.folder, "--no-default-content" })
    local pipe = io.popen(again .. " 2>&1")
    local shown = pipe:read("a")
    local _, _, code = pipe:close()
    assert.equal(1, code, shown)
    says(shown, { "the turn is refused", source, "nothing was changed in the store" })
    assert.equal(1, lines[4].turn)
  end)

  it("names the pack when it is not the story's, and what failed once", function()
    local game = tale.new { tale = slips, mod = [[
amend.scene "tale:s/here" { choices = { add = { { "Worse", id = "worse", effect = function() error("worn") end } } } }
define.scene "tale:s/den" { text = "Den.", next = "here", enter = function() error("torn") end }
amend.scene "tale:s/here" { choices = { add = { { "Den", id = "den", to = "den" } } } }]] }
    local lines = game:play("r", { "worse", "den" })
    local worse, den = lines[2].error, lines[3].error
    assert.equal('that choice failed, and nothing has changed: the mistake is in pack "mod": mod/init.lua:1: worn', worse:match("[^\n]+"))
    says(worse, { '\n  in the effect of choice "worse" of scene "here" of story tale:s, brought by pack mod\n' })
    assert.equal('that choice failed, and nothing has changed: the mistake is in pack "mod": mod/init.lua:2: torn', den:match("[^\n]+"))
    says(den, { '\n  in the enter of scene "den" of story tale:s, brought by pack mod\n' })
  end)

  it("is shown whole to a person, too, and with the words that were typed", function()
    local game = tale.new { tale = slips }
    local done = support.run(game:call { "play", "tale:s", "--run", "r", "--plain", input = "say\nit's late\n" })
    says(done.out, { "tale/init.lua:15: not that\n", "\n       | ", "--choice say --answer 'it'\\''s late'\n" })
  end)

  it("is short on the page when a handler erred, and complete with the run", function()
    local game = tale.new { tale = slips }
    local lines = game:play("r", { "step", "step", "step", "step" })
    local notice = table.concat(lines[3].notices, "\n")
    assert.equal('fault in pack "tale": tale/init.lua:6: universe:add: no world key is named "warmm"; did you mean "warm"?; your turn was kept', notice)
    local page = game:must("run", "show", "r")
    says(page, { 'fault in pack "tale" at turn 2, and 1 more up to turn 4\ntale/init.lua:6: universe:add', '"warmm", 1) end)\n',
      '\n  in the handler of "turn.ended" of tale\n', "\n  compute it again: ", " replay r ", " --turn 2\n" })
    says(game:show("r").faults[1].message, { "\n     6 | ", "^", 'in the handler of "turn.ended" of tale' })
  end)
end)

describe("a finding of check", function()
  teardown(support.remove_scratch)
  local broken = 'define.story "s" {\n\ttitel = "x", start = "a",\n  scenes = { a = { text = "日本", ending = "e" } } }\n'

  it("has the line and a caret under it", function()
    local done = tale.new({ tale = broken }):run("check")
    assert.equal(1, done.code)
    says(done.out, { 'tale/init.lua:2: unknown field "titel" in "tale:s" [unknown-field]\n     2 | titel = "x", start = "a",\n       | ^\n    did you mean "title"?\n' })
  end)

  it("has them as fields of JSON, the line as it is in the file", function()
    local done = tale.new({ tale = broken }):run("check", "--json")
    local found = support.decode(done.out).problems[1]
    assert.same({ '\ttitel = "x", start = "a",', 2, 2 }, { found.source, found.column, found.line })
  end)

  it("shows a script that fails while it is loaded with the functions it went through", function()
    local done = tale.new({ tale = 'local function f() error("no") end\nlocal function g() f() end\ng()\n' }):run("check")
    says(done.out, { "tale/init.lua:1: no [script-error]\n     1 | local function f() error(", "^\n  tale/init.lua:1: in f\n  tale/init.lua:2: in g\n  tale/init.lua:3\n" })
  end)

  it("points into a manifest, a condition and a file that cannot be compiled", function()
    local files = { ["pack.lua"] = 'return { name = "tale",\n  verson = "1" }\n', ["init.lua"] = "" }
    says(tale.new({ tale = files }):run("check").out, { "tale/pack.lua:" })
    says(tale.new({ tale = "local x = 1\nlocal y = )\n" }):run("check").out, { "     2 | local y = )\n       |           ^\n" })
    local when = 'define.story "s" { title = "S", start = "a", scenes = { a = { text = "x", next = "b", choices = {\n'
      .. '  { "Go", id = "go", to = "b", when = "litt" } } }, b = { text = "y", ending = "e" } }, vars = { lit = false } }\n'
    local out = tale.new({ tale = when }):run("check").out
    local source, caret = out:match("\n( +2 | [^\n]+)\n([^\n]+)")
    assert.equal("litt", source:sub(#caret, #caret + 3), out)
  end)
end)

-- Dice, claims, detours, typed words, events, world keys, marks, own variables, handlers and unlock rules.
local rich = {
  before = [[define.world { lamps = 0, last = "", crown = 0 }
define.own { heard = 0 }
define.metaconcept "growth" { title = "Growth" }
define.unlock "once" { title = "Once", when = function(progression) return progression.completed >= 1 end }
on("milestone.reached", function(run, universe, event) run.own.heard = run.own.heard + run.rng:int(1, 100) end)
on("unlock.granted", function(run, universe) universe:set("last", "granted") end)]],
  vars = 'steps = 0, bag = {}, got = false, word = ""',
  scenes = [[
  here = { text = "{~Red|Blue|Green} sky. {steps} steps, {world.lamps} lamps.", place = "field", choices = {
    { "Walk", id = "walk", add = { steps = 1 }, reply = "{~You hum.|You sing.|You whistle.}" },
    { "Light", id = "lamp", event = { action = "lights lamp {world.lamps}", major = true },
      effect = function(run, universe) universe:add("lamps", 1) run:milestone("lamp") table.insert(run.vars.bag, run.rng:int(1, 1000)) end },
    { "Crown", id = "crown", effect = function(run, universe) run.vars.got = universe:claim("crown") end },
    { "Tell", id = "tell", ask = { var = "word", max = 20 }, effect = function(run, universe) universe:set("last", run.vars.word) end },
    { "Grow", id = "grow", effect = function(run) run:integrate("growth") run:insight("why") end },
    { "Aside", id = "aside", detour = "nook" },
    { "Home", id = "leave", to = "home" } } },
  nook = { text = "A nook.", choices = { { "Closer", id = "closer" }, { "Back", id = "back", back = true } } },
  home = { text = "Home. {world.lamps} lamps.", ending = "home" },
]] }

local function replay(game, id, turn)
  return support.answer(game:call { "replay", id, "--json", turn and "--turn", turn and tostring(turn) })
end

local function same(game, id, first, last)
  for turn = first, last do
    local done = game:run("replay", id, "--turn", tostring(turn), "--json")
    assert.equal(0, done.code, id .. " turn " .. turn .. ": " .. done.out .. done.err)
    assert.equal("same", support.decode(done.out).result)
  end
end

describe("replay", function()
  teardown(support.remove_scratch)

  it("finds every turn as it was taken: dice, claims, detours, typed words, the world as known then, the ending", function()
    local game = tale.new { tale = tale.story(rich) }
    game:play("alex", { "walk", "lamp", "aside", "closer", "back", "tell so be it", "crown" }, "--universe", "w")
    game:play("sam", { "lamp", "lamp", "crown", "walk" }, "--universe", "w", "--at", "2")
    game:resume("alex", { "walk", "lamp", "grow", "leave" })
    game:play("kim", { "lamp", "tell late" }, "--universe", "w", "--at", "1")
    same(game, "alex", 1, 11)
    same(game, "sam", 1, 4)
    same(game, "kim", 1, 2)
    local crown = replay(game, "sam", 3)
    assert.same({}, crown.vars) -- alex had it
    assert.equal(true, replay(game, "alex", 7).vars.got.now)
    assert.equal("so be it", replay(game, "alex", 6).answer)
    assert.equal(true, replay(game, "alex").text_compared)
  end)

  it("finds the turns of a branch, and through it those of the run it goes on with", function()
    local game = tale.new { tale = tale.story(rich) }
    game:play("alex", { "walk", "lamp", "aside", "closer", "back", "lamp", "walk" }, "--universe", "w")
    game:must("run", "branch", "alex", "--at", "4")
    game:resume("alex-2", { "back", "lamp", "crown", "leave" })
    same(game, "alex-2", 1, 8)
  end)

  it("finds the turns of runs in a live world", function()
    local game = tale.new { tale = tale.story(rich) }
    game:play("alex", { "walk", "lamp" }, "--universe", "w", "--live")
    game:play("sam", { "lamp", "crown" }, "--universe", "w")
    game:resume("alex", { "lamp", "crown" })
    same(game, "alex", 1, 4)
    same(game, "sam", 1, 2)
  end)

  it("knows that a pack had been set aside in that sitting", function()
    local game = tale.new { tale = slips:gsub("every = 2", "every = 1") }
    game:play("r", { "step", "step", "step", "step", "step" })
    game:resume("r", { "step" })
    same(game, "r", 1, 6)
    assert.same({}, replay(game, "r", 5).faults)
    assert.equal(1, #replay(game, "r", 6).faults)
  end)

  it("changes no byte of the store", function()
    local game = tale.new { tale = tale.story(rich) }
    game:play("alex", { "walk", "lamp", "crown" })
    local function look()
      return support.shell("cd " .. support.quote(game.store:match("^(.*)/")) .. " && for f in " .. game.store:match("[^/]+$") .. "*; do echo $f; sha256sum <$f; stat -c %Y $f; done")
    end
    local was = look()
    for _, words in ipairs { { "--turn", "2" }, { "--choice", "lamp" }, { "--choice", "leave", "--json" }, {} } do
      game:must("replay", "alex", table.unpack(words))
      assert.equal(was, look())
    end
    assert.equal(3, game:show("alex").turns)
  end)

  it("says in what a turn differs once the content is another, and ends with 1", function()
    local game = tale.new { tale = tale.story(rich) }
    game:play("alex", { "walk", "lamp" })
    local path = game.folder .. "/tale/init.lua"
    support.write(path, (support.read(path):gsub('add%("lamps", 1%)', 'add("lamps", 2)'):gsub("lights lamp", "kindles lamp"):gsub(" steps,", " paces,")))
    local done = game:run("replay", "alex", "--json")
    assert.equal(1, done.code)
    local found = support.decode(done.out)
    assert.equal("different", found.result)
    says(table.concat(found.differences, "\n"), { "world tale:lamps: stored 1, now 2", "event 1: stored lights lamp 1, now kindles lamp 2", "text: " })
    says(game:run("replay", "alex").out, { "it differs from what is stored\n", "nothing was changed in the store" })
    assert.equal(0, game:run("replay", "alex", "--turn", "1").code)
    support.write(path, (support.read(path):gsub('id = "walk"', 'id = "stroll"')))
    says(game:run("replay", "alex", "--turn", "1").out, { 'no choice "walk" is open in "tale:s/here" as the content is now' })
  end)

  it("refuses what it cannot compute, and words that do not fit", function()
    local game = tale.new { tale = tale.story(rich) }
    game:play("alex", { "walk", "leave" })
    local function refused(code, word, ...)
      local done = game:run("replay", ...)
      assert.equal(code, done.code, done.err)
      says(done.err, { word })
    end
    refused(1, "has turns 1 to 2", "alex", "--turn", "3")
    refused(1, "has turns 1 to 2", "alex", "--turn", "0")
    refused(65, "nobody", "nobody")
    refused(64, "give one of them", "alex", "--turn", "1", "--choice", "walk")
    refused(64, "--answer", "alex", "--turn", "1", "--answer", "x")
    refused(1, "is completed", "alex", "--choice", "walk")
  end)
end)
