-- forgotten_spec.lua - what a completed life left behind, once whoever lived it is forgotten: no byte of them, and still a grave
local support = require "support"
local tale = require "tale"

local left = [[
define.world { tavern = "", guests = {} }
define.skill "knots" { title = "Knots", cost = 0 }
define.echo "graves" { story = "s" }
define.echo "songs" { story = "s", leaves = function(run) return "The lay of " .. run.character.name end }
]]

local scenes = [[
  here = { text = "{world['echo/graves'] ~= '':{world['echo/graves']}'s grave. {world['echo/songs']}. }{world.tavern}{heard ~= '': You heard: {heard}.}", choices = {
    { "Found", id = "found", event = "founds a tavern", effect = function(run, universe)
      universe:set("tavern", "The " .. run.character.name)
      universe:update("guests", function(list) list[#list + 1] = { name = run.character.name } return list end)
    end },
    { "Listen", id = "listen", effect = function(run, universe) run.vars.heard = universe:echoes("songs")[1].value end },
    { "Guess", id = "guess", effect = function(run) run.vars.heard = "\x02#1\x03\x02#2.0000000000000000\x03" end },
    { "End", id = "finish", to = "over" },
  } },
  over = { text = "Over.", ending = "done" }, ]]

local secrets = { "maria-quux", "Rosalind", "mq-first", "The Ropewalker" }

local function left_in(store) return support.left_in(store, secrets) end

local function new_life()
  local it = tale.new { tale = tale.story { before = left, vars = 'heard = ""', scenes = scenes } }
  it:play("mq-first", { "found", "finish" }, "--player", "maria-quux", "--as", 'Rosalind "Ro"', "--universe", "u")
  it:must("player", "name", "maria-quux", "The Ropewalker")
  it:must("player", "learn", "maria-quux", "knots")
  return it
end

local function opening(it, id) return it:play(id, { "listen" }, "--player", id, "--as", "Otto", "--universe", "u") end

describe("a forgotten person", function()
  teardown(support.remove_scratch)

  it("is met by name until then, and leaves no byte in what was named after them", function()
    local it = new_life()
    local name = 'Rosalind "Ro"'
    assert.equal(("%s's grave. The lay of %s. The %s"):format(name, name, name), opening(it, "before")[1].text)
    assert.equal(#secrets, #left_in(it.store))
    local told = support.decode(it:must("player", "erase", "maria-quux", "--yes", "--json"))
    assert.same({}, told.remnants)
    assert.same({}, left_in(it.store))
    it:must("store", "check")
    assert.same({}, support.answer(it:call { "leaderboard", "--json" }).players)
  end)

  it("leaves someone's grave, which others read on, and their lives can be told again", function()
    local it = new_life()
    opening(it, "before")
    it:must("player", "erase", "maria-quux", "--yes")
    local late = opening(it, "after")
    assert.equal("someone's grave. The lay of someone. The someone", late[1].text)
    assert.equal("someone's grave. The lay of someone. The someone You heard: The lay of someone.", late[2].text)
    assert.equal("The lay of someone", it:show("before").vars.heard)
    assert.equal(0, it:run("replay").code)
    assert.same({}, left_in(it.store))
  end)

  it("is nobody whose number a script can guess", function()
    local it = new_life()
    local lines = it:play("guesser", { "guess" }, "--player", "otto", "--universe", "u")
    assert.truthy(lines[2].text:find("You heard: someonesomeone.", 1, true), lines[2].text)
  end)

  it("goes from what is carried to another store, too", function()
    local it = new_life()
    local copy, lines = support.store "copy", it.folder .. "export.jsonl"
    it:must("store", "export", "--output", lines)
    support.must { "store", "import", lines, "--store", copy }
    it.common[#it.common] = copy
    assert.truthy(opening(it, "before")[1].text:find("The lay of Rosalind", 1, true))
    it:must("player", "erase", "maria-quux", "--yes")
    assert.same({}, left_in(copy))
  end)
end)
