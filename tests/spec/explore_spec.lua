-- explore_spec.lua - what only play shows is found where it was planted, by the shortest choices, and nothing else
local support = require "support"

local root = "tests/check"

-- The choices that show what is planted; false: what never happens has none.
local planted = {
  ["always-true"] = false, ["never-earned"] = false, ["never-reached"] = false, ["never-true"] = false,
  endless = { "loosen", "turn" }, refused = { "count" }, ["script-error-in-play"] = { "light", "look" }, stuck = { "pour", "enter" }, trap = { "board" },
}

local function check(folder, ...)
  return support.run { "check", "--play", "--no-default-content", "--content", folder, seconds = support.is_dev and 120 or 30, ... }
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
    assert.equal([[printf 'pour\nenter\n' | turnstone play planted:tale --jsonl --store memory: --seed 1]], command)
    local more = support.quote(support.binary) .. " --no-default-content --content " .. root .. "/stuck"
    local played = support.shell(command:gsub("turnstone", (more:gsub("%%", "%%%%")), 1) .. " 2>&1")
    assert.truthy(played:find("shed", 1, true))
  end)

  it("finds the same with the same words each time", function()
    local folder = root .. "/script-error-in-play"
    assert.equal(check(folder, "--json").out, check(folder, "--json").out)
  end)

  it("says how much was played, and that nothing is said of what never happens when there is more", function()
    local done = check(root .. "/never-true", "--states", "2")
    assert.equal(0, done.code)
    assert.truthy(done.out:find("there is more to a story than 2 states", 1, true))
    local played = support.decode(check(root .. "/never-true", "--states", "2", "--json").out).played
    assert.same({ true, 2, 1, 1 }, { played.is_partial, played.states_most, played.stories, played.seed })
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
    local done = check("content", "--json", "--strict")
    assert.same({}, support.decode(done.out).problems)
    assert.equal(0, done.code)
  end)
end)
