-- away_spec.lua - a server that is away when a command begins: it is said at once, and nothing is lost
local one = require("server").get()
local support = require "support"
local tale = require "tale"

local packs = { tale = tale.story { scenes = tale.room() } }

describe("a server that is away", function()
  teardown(function()
    one:stop()
    support.remove_scratch()
  end)

  it("ends a command with 69 at once when nothing had been begun", function()
    local game = tale.new(packs)
    game.common[#game.common] = one:database()
    game:must("play", "tale:s", "--run", "a", "--universe", "u", "--auto", "1", "--jsonl")
    one:cut()
    local done = game:run("run", "show", "a")
    one:go()
    assert.equal(69, done.code)
    assert.matches("cannot be reached .* see that its server runs, then try again", done.err)
    assert.equal(1, game:show("a").turns)
  end)
end)
