-- grammar_spec.lua - what an author is told of grammars and of moments to be worded
local support = require "support"
local tale = require "tale"

describe("a grammar", function()
  teardown(support.remove_scratch)

  local function game(narrate, after)
    return tale.new { tale = tale.story { vars = "lit = false", scenes = ('here = { text = "Here.", narrate = { %s }, choices = { { "Wait", id = "wait" } } },')
      :format(narrate), after = after } }
  end
  local function checked(narrate, after)
    local result = support.run(game(narrate, after):call { "check" })
    return result.out .. result.err
  end
  local function finds(words, narrate, after)
    local told = checked(narrate, after)
    assert.truthy(told:find(words, 1, true), ("wanted: %s\ntold:\n%s"):format(words, told))
  end
  local brief, fog = 'brief = "Fog."', 'define.grammar "s" { origin = { "Fog stands on the water as it stood there yesterday, and the day before." } }'

  it("tells behind the authored text, and the same for the same seed", function()
    local one, two = game(brief, fog):play("r", { "wait" }), game(brief, fog):play("r", { "wait" })
    assert.truthy(one[1].text:find("^Here%.\n+Fog stands on the water"))
    assert.same(tale.texts(one), tale.texts(two))
  end)

  it("is asked for by a name that is there", function()
    finds('"quai"', brief .. ', grammar = "quai"', fog .. ' define.grammar "quay" { origin = { "x" } }')
    finds('quay', brief .. ', grammar = "quai"', fog .. ' define.grammar "quay" { origin = { "x" } }')
  end)

  it("has rules that texts elsewhere do not know", function()
    finds("rules are known in define.grammar alone", 'brief = "{@fog}"', fog)
  end)

  it("says what is wrong with a moment, as with any table", function()
    finds('"breif"', 'breif = "Fog."', fog)
    finds("{ least, most }", brief .. ", words = { 5, 20 }", fog)
    finds("a number above 0", brief, 'define.grammar "s" { origin = { { "Fog.", weight = 0 } } }')
    finds("neither .a nor .cap", brief, 'define.grammar "s" { origin = { "{@fog.up}" }, fog = { "Fog." } }')
  end)

  it("gives a mark to a rule with a name of any length", function()
    local marked = 'define.grammar "s" { origin = { "Out there, {@load.cap}. It stands on the quay all night, and nobody asks for it." }, load = { "an owl" } }'
    assert.truthy(game(brief, marked):play("r", { "wait" })[1].text:find("there, An owl", 1, true))
  end)
end)
