-- former_spec.lua - a script that uses a name which was given up is told of, once for each place
local support = require "support"
local tale = require "tale"

local harbour = [[
define.story "tide" { start = "pier", title = "T", vars = { warm = 0 }, scenes = {
  pier = { text = "Pier {warm}.", choices = {
    { "Kindle", id = "kindle", add = { warm = 1 } }, { "Sit", id = "sit" }, { "Leave", id = "leave", to = "home" } } },
  home = { text = "Home.", ending = "spoken" } } }
define.unlock "twice" { when = function(progression) return progression:count("story/harbour:tide") >= 2 end }
define.metaconcept "growth" { title = "Growth" }
define.aliases { stories = { story = "tide" }, scenes = { ["tide/quay"] = "pier" }, vars = { ["tide/lit"] = "warm" },
  choices = { ["tide/pier/light"] = "kindle" }, endings = { ["tide/told"] = "spoken" }, unlocks = { two = "twice" },
  metaconcepts = { grown = "growth" } }
]]

local mod = [[
define.own { met = 0 }
define.aliases { own = { seen = "met" } }
on("turn.ended", function(run)
  local lit = run.vars.lit + run.vars.warm
  run.own.seen = run.own.met + run:visits("light") + run:visits("kindle") + run:visits("quay/light") + run:visits("pier/sit")
  if run:seen("quay") and run:since("harbour:story/quay") < 0 then run:go("pier") end
  run:integrate("harbour:grown")
end)
define.unlock "told" { when = function(progression)
  return progression:count("ending/harbour:story/told") >= 1 and progression:since("ending/harbour:tide/spoken")
    and progression:unlocked("harbour:two")
end }
]]

describe("a name that was given up", function()
  teardown(support.remove_scratch)

  it("is told of once for each place that uses it, with its line, however often it is asked", function()
    local self = tale.new({ harbour = harbour, mod = {
      ["pack.lua"] = 'return { name = "mod", version = "1.0.0", requires = { "harbour" } }', ["init.lua"] = mod } }, "harbour:tide")
    local call = self:call { "play", "harbour:tide", "--run", "a", "--jsonl" }
    call.input = "kindle\nsit\nkindle\nleave\n"
    local done = support.run(call)
    assert.equal(0, done.code, done.err)
    local lines = {}
    for line in done.err:gmatch("[^\n]+") do lines[#lines + 1] = line end
    table.sort(lines)
    assert.same({
      'mod/init.lua:10: "ending/harbour:story/told" is called "ending/harbour:tide/spoken" now',
      'mod/init.lua:11: "harbour:two" is called "harbour:twice" now',
      'mod/init.lua:4: "lit" is called "warm" now',
      'mod/init.lua:5: "light" is called "kindle" now',
      'mod/init.lua:5: "quay/light" is called "harbour:tide/pier/kindle" now',
      'mod/init.lua:5: "seen" is called "met" now',
      'mod/init.lua:6: "harbour:story/quay" is called "harbour:tide/pier" now',
      'mod/init.lua:6: "quay" is called "pier" now',
      'mod/init.lua:7: "harbour:grown" is called "harbour:growth" now',
    }, lines)
  end)
end)
