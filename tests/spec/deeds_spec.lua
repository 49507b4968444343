-- deeds_spec.lua - what is done in a story and whom one meets there: milestones of a focus, people of the world, by declaration
local support = require "support"
local tale = require "tale"

local FOCUS = [[
define.focus "quiet" { milestones = { heard = "Something was heard.", sat = "You sat." } }
define.focus "loud" { milestones = { sang = "You sang." } }
]]
local SCENES = [[
here = { text = "Here.", choices = { { "Sit", id = "sit" }, { "Sing", id = "sing" }, { "Go", id = "go", to = "there" },
  { "Fall", id = "fall", effect = function() while true do end end },
  { "Lie down", id = "lie", effect = function(run) run.own.first = tostring(run:reach "sat") .. tostring(run:reach "sang") end } } },
there = { text = "There.", choices = { { "Listen", id = "listen" }, { "Back", id = "back", to = "here" } } },
]]
local DEEDS = [[define.deeds "s" { quiet = { heard = "listen", sat = { "here/sit", "lie" } }, loud = { sang = "sing" } }]]

local function world(deeds, more)
  local packs = { tale = tale.story { before = FOCUS .. "define.own { first = '' }\n" .. (deeds or ""), scenes = SCENES } }
  for name, files in pairs(more or {}) do packs[name] = files end
  return tale.new(packs)
end

local function reached(game, run)
  local words = {}
  for index, mark in ipairs(game:show(run).marks) do words[index] = ("%d %s"):format(mark.turn, mark.id) end
  return words
end

local function play(game, run, choices, focus)
  game:play(run, choices, "--focus", focus or "tale:quiet", "--player", run)
  return reached(game, run)
end

describe("a deed", function()
  teardown(support.remove_scratch)

  it("reaches a milestone of the focus that the run carries, once", function()
    local game = world(DEEDS)
    local choices = { "sit", "sit", "sing", "go", "listen", "listen" }
    assert.same({ "1 You sat.", "5 Something was heard." }, play(game, "quiet", choices))
    assert.same({ "3 You sang." }, play(game, "loud", choices, "tale:loud"))
    game:play("none", choices)
    assert.same({}, reached(game, "none"))
    game:must("replay", "quiet")
  end)

  it("is remembered when the run is taken up again, and in its branches", function()
    local game = world(DEEDS)
    play(game, "r", { "sit", "sing" })
    game:resume("r", { "sit" })
    assert.same({ "1 You sat." }, reached(game, "r"))
    local branch = support.answer(game:call { "run", "branch", "r", "--at", "2", "--json" })
    game:resume(branch.run_id, { "sit" })
    assert.same({ "1 You sat." }, reached(game, branch.run_id))
  end)

  it("and whom one meets are still there after a script was stopped and its pack made anew", function()
    local game = world(DEEDS .. [[define.npc "mara" { met = "s/there" }]])
    local lines = game:play("r", { "fall", "go", "listen" }, "--focus", "tale:quiet")
    assert.truthy(lines[2].error)
    assert.same({ "2 Something was heard." }, reached(game, "r"))
    assert.same({ "tale:mara" }, game:show("r").character.met)
  end)

  it("is done from an effect as well, and told whether it was the first", function()
    local game = world()
    assert.same({ "1 You sat." }, play(game, "r", { "lie" }))
    assert.equal("truefalse", game:show("r").own.tale.first)
    game:resume("r", { "lie" })
    assert.equal("falsefalse", game:show("r").own.tale.first)
  end)

  it("is declared by another pack, of a focus of its own too, and counts with those of the story", function()
    local game = world(DEEDS, { mod = [[
      define.focus "third" { milestones = { left = "You left." } }
      define.deeds "tale:s" { third = { left = "go" }, ["tale:quiet"] = { sat = "tale:s/here/go" } }]] })
    assert.same({ "1 You sat." }, play(game, "r", { "go", "back", "sit" }))
    assert.same({ "2 You left." }, play(game, "m", { "sit", "go" }, "mod:third"))
    assert.is_nil(world(DEEDS, { mod = { ["init.lua"] = 'define.deeds "gone:s" { quiet = { sat = "x" } }',
      ["pack.lua"] = 'return { name = "mod", version = "1.0.0", requires = { "? gone" } }' } }):must("check"):find("gone", 1, true))
  end)

  it("is told of where it names what there is not", function()
    local function wrong(deeds) return world("define.deeds " .. deeds):run("check").out end
    local at = "tale/init.lua:%d+: define.deeds "
    assert.matches(at .. '"t" names the story "t", which there is not', wrong '"t" { quiet = { sat = "sit" } }')
    assert.matches(at .. '"s" names the focus "quite", which there is not.-did you mean "tale:quiet"?', wrong '"s" { quite = { sat = "sit" } }')
    assert.matches(at .. '"s" names the milestone "sats", which focus "quiet" does not have.-did you mean "sat"?', wrong '"s" { quiet = { sats = "sit" } }')
    assert.matches('"s" names the choice "sitt", which there is not.-did you mean "tale:s/here/sit"?', wrong '"s" { quiet = { sat = "sitt" } }')
    assert.matches("init.lua:6: ", wrong '"s" {\n quiet = {\n sat = "sitt" } }')
    assert.matches('must be a table of milestones', wrong '"s" { quiet = "sat" }')
  end)
end)

describe("somebody of the world", function()
  local NPC = [[define.npc "mara" { title = "Mara", met = { "s/there", "tale:s/here" } }]]

  it("is met in the scenes that say so, once a run", function()
    local game = world([[define.npc "mara" { title = "Mara", met = "s/there" }]])
    game:play("one", { "sit" })
    assert.same({}, game:show("one").character.met)
    game:resume("one", { "go", "back", "go" })
    game:play("two", { "go" })
    assert.same({ "tale:mara" }, game:show("one").character.met)
    assert.matches('"tale:npc/mara/met_by":2', game:must("universe", "show", "tale_world", "--json"))
    local either = world(NPC)
    either:play("r", { "go" })
    assert.same({ "tale:mara" }, either:show("r").character.met)
    assert.matches('"tale:npc/mara/met_by":1', either:must("universe", "show", "tale_world", "--json"))
  end)

  it("is told of where there is no such scene, or it is another pack's", function()
    local out = world([[define.npc "mara" { met = { "s/here", "s/ther" } }]]):run("check").out
    assert.matches('"met" of "npc/mara" names the scene "s/ther", which there is not.-did you mean "tale:s/there"?', out)
    local mod = [[define.npc "jo" { met = "tale:s/here" }]]
    assert.matches('"npc/jo" is met in "tale:s/here", which is another pack\'s, without permission', world("", { mod = mod }):run("check").out)
  end)
end)

describe("the stories that ship", function()
  it("reach each milestone of the focuses they have deeds of", function()
    local focuses, seen = support.read("content/core/focuses.lua"), 0
    for path in support.shell("ls content/*/deeds.lua"):gmatch("[^\n]+") do
      local text = support.read(path)
      for focus, milestones in text:gmatch("\n  ([%w_]+) = (%b{})") do
        seen = seen + 1
        for name in focuses:match('define%.focus "' .. focus .. '".-milestones = (%b{})'):gmatch("([%w_]+) = ") do
          assert.truthy(milestones:find("%f[%w_]" .. name .. " = "), path .. ": " .. name)
        end
      end
    end
    assert.equal(12, seen)
  end)
end)
