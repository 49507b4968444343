-- explore_spec.lua - what only play shows is found where it was planted, by the shortest choices, and nothing else
local support = require "support"

local root = "tests/check"

-- The choices that show what is planted; false: what never happens has none.
local planted = {
  ["always-true"] = false, ["never-earned"] = false, ["never-reached"] = false, ["never-true"] = false,
  ["never-in-a-long-story"] = false,
  endless = { "loosen", "turn" }, refused = { "count" }, ["script-error-in-play"] = { "light", "look" }, stuck = { "pour", "enter" }, trap = { "board" },
}

local function check(folder, ...)
  return support.run { "check", "--play", "--no-default-content", "--content", folder, seconds = support.is_dev and 300 or 60, ... }
end

local function expected(folder)
  local list, number = {}, 0
  for line in (support.read(folder .. "/planted/init.lua") .. "\n"):gmatch("(.-)\n") do
    number = number + 1
    local code = line:match("%-%- expect: ([%w-]+)")
    if code then list[#list + 1] = ("planted/init.lua:%d %s"):format(number, code) end
  end
  return list
end

describe("check --play", function()
  teardown(support.remove_scratch)

  it("has a pack planted for each code that only play shows", function()
    for _, code in ipairs(support.decode(support.must { "check", "--codes", "--json" })) do
      assert(not code.by_play or planted[code.code] ~= nil, "nothing is planted for " .. code.code)
    end
  end)

  for name, path in pairs(planted) do
    it("finds what is planted for " .. name .. " by the shortest choices, and nothing else", function()
      local found = {}
      for _, problem in ipairs(support.decode(check(root .. "/" .. name, "--json").out).problems) do
        found[#found + 1] = ("%s:%d %s"):format(problem.file, problem.line, problem.code)
        assert.same(path or nil, problem.path)
        assert.equal(path and 1 or nil, problem.seed)
      end
      assert.same(expected(root .. "/" .. name), found)
    end)

    it("does not find what is planted for " .. name .. " without playing", function()
      local done = support.run { "check", "--json", "--no-default-content", "--content", root .. "/" .. name }
      assert.same({}, support.decode(done.out).problems)
    end)
  end

  it("prints the path, and a command that plays it", function()
    local done = check(root .. "/stuck")
    assert.equal(1, done.code)
    assert.truthy(done.out:find("\n  path: pour > enter (seed 1)\n", 1, true))
    local command = done.out:match("\n  (printf [^\n]*)")
    assert.equal([[printf 'pour\nenter\n' | turnstone play planted:tale --jsonl --store memory: --seed 1 --content ]] .. root
      .. "/stuck --no-default-content", command)
    local played = support.shell(command:gsub("turnstone", (support.quote(support.binary):gsub("%%", "%%%%")), 1) .. " 2>&1")
    assert.truthy(played:find("shed", 1, true))
  end)

  it("finds the same with the same words each time", function()
    assert.equal(check(root .. "/script-error-in-play", "--json").out, check(root .. "/script-error-in-play", "--json").out)
    assert.equal(check(root .. "/never-true", "--states", "2").out, check(root .. "/never-true", "--states", "2").out)
  end)

  it("shows the line with its caret once, and names what refuses once", function()
    local problem = support.decode(check(root .. "/script-error-in-play", "--json").out).problems[1]
    assert.same({ "        log(lamp.oil) -- expect: script-error", 13 }, { problem.source, problem.column })
    local drawn = "\n    10 | log(lamp.oil) -- expect: script-error\n       |     ^\n"
    local printed = check(root .. "/script-error-in-play").out
    assert.equal(1, select(2, printed:gsub(drawn:gsub("%p", "%%%0"), "")))
    local _, named = check(root .. "/refused").out:match("^[^\n]*"):gsub("planted:tale/quay/count", "")
    assert.equal(1, named)
  end)

  it("gives the choices to SARIF as the code flow of the result", function()
    local result = support.decode(check(root .. "/stuck", "--sarif").out).runs[1].results[1]
    local steps = result.codeFlows[1].threadFlows[1].locations
    assert.same({ "pour", "enter" }, { steps[1].location.message.text, steps[2].location.message.text })
    assert.same(result.locations[1].physicalLocation, steps[3].location.physicalLocation)
    assert.same({ "pour", "enter" }, result.properties.path)
    assert.is_nil(support.decode(check(root .. "/never-true", "--sarif").out).runs[1].results[1].codeFlows)
  end)

  it("ends with what was found when a signal asks to end", function()
    local folder, out, talk = support.path("long"), support.path("signal_out"), support.path("signal_talk")
    support.shell("mkdir -p " .. support.quote(folder .. "/long"))
    support.write(folder .. "/long/pack.lua", 'return { name = "long", version = "1.0.0" }')
    support.write(folder .. "/long/init.lua", [[
      define.story "long" {
        title = "Long", start = "quay", vars = { sum = 0 }, endless = true,
        scenes = { quay = { text = "Fog.", choices = {
          { "Fall", id = "fall", effect = function(run) error("a fall") end },
          { "Look", id = "look", effect = function(run) for i = 1, 9000 do run.vars.sum = (run.vars.sum * 7 + i) % 1000003 end end } } } },
      }]])
    local words = ("%s check --play --json --states 1000000 --no-default-content --content %s"):format(support.quote(support.binary), support.quote(folder))
    -- Asked for when the signal is waited for, and so much was computed that what is nearest was met.
    local code = support.shell(([[
      %s >%s 2>%s & checker=$!
      while kill -0 $checker 2>/dev/null; do
        grep -q '^SigCgt:.*[2367abef]$' /proc/$checker/status && [ "$(cut -d' ' -f14 /proc/$checker/stat)" -ge 30 ] && kill -INT $checker && break
      done
      wait $checker; echo $?]]):format(words, support.quote(out), support.quote(talk)))
    assert.equal("130", code, support.read(talk))
    local found = support.decode(support.read(out))
    assert.is_true(found.played.is_interrupted)
    assert.same({ 1, "script-error", "long/init.lua" }, { #found.problems, found.problems[1].code, found.problems[1].file })
  end)

  it("says how much was played, and how what never happens was looked for when there is more", function()
    local done = check(root .. "/never-true", "--states", "2")
    assert.equal(0, done.code)
    assert.truthy(done.out:find("was never true in 300 guided runs of up to 500 turns [never-true]", 1, true))
    assert.truthy(done.out:find("there is more to a story than 2 states and 100000 turns, and 300 guided runs looked for", 1, true))
    local played = support.decode(check(root .. "/never-true", "--states", "2", "--json").out).played
    assert.same({ true, 2, 1, 1, 300 }, { played.is_partial, played.states_most, played.stories, played.seed, played.guided_runs })
    assert.equal(400000, support.decode(check(root .. "/never-true", "--states", "20000", "--json").out).played.turns_most)
  end)

  it("plays the stories that are named, and refuses one that there is not", function()
    assert.equal(1, check(root .. "/stuck", "planted:tale").code)
    assert.equal(1, check(root .. "/stuck", "planted").code)
    local done = check(root .. "/stuck", "planted:tail")
    assert.equal(65, done.code)
    assert.truthy(done.err:find('there is no story "planted:tail"', 1, true))
  end)

  it("refuses to be told how to play when it is not to play", function()
    for _, words in ipairs { { "--states", "5" }, { "--seed", "5" }, { "--play", "--states", "0" } } do
      assert.equal(64, support.run { "check", table.unpack(words) }.code)
    end
  end)

  it("finds nothing in the content that is shipped", function()
    if support.is_dev and not support.is_long then return pending("takes minutes in a slow build: ./dev test --long") end
    local done = support.run { "check", "--play", "--json", "--strict", seconds = support.is_dev and 900 or 300 }
    assert.same({}, support.decode(done.out).problems)
    assert.equal(0, done.code)
  end)
end)
