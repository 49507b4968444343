-- check_spec.lua - each kind of finding is found where it was planted, and nothing else
local support = require "support"

local root = "tests/check"

local function check(folder, ...)
  local data = support.exists(folder .. "/data/turnstone/packs.json") and support.shell("cd " .. support.quote(folder) .. " && pwd") .. "/data"
  return support.run { "check", "--no-default-content", "--content", folder, env = { XDG_DATA_HOME = data or support.path("data") }, ... }
end

local function codes() return support.decode(support.must { "check", "--codes", "--json" }) end

-- What the comments `-- expect: code` of a folder's scripts say, and its expect.txt of findings that have no line: "file:line code".
local function expected(folder)
  local list = {}
  for file in support.shell("cd " .. support.quote(folder) .. " && find . -name '*.lua' -o -name '*.story' | sort"):gmatch("[^\n]+") do
    local number = 0
    for line in (support.read(folder .. "/" .. file) .. "\n"):gmatch("(.-)\n") do
      number = number + 1
      local code = line:match("[%-/][%-/] expect: ([%w-]+)")
      if code then list[#list + 1] = ("%s:%d %s"):format(file:sub(3), number, code) end
    end
  end
  local more = support.exists(folder .. "/expect.txt") and support.read(folder .. "/expect.txt") or ""
  for line in more:gmatch("[^\n]+") do list[#list + 1] = line end
  table.sort(list)
  return list
end

local function found(folder)
  local strict = (folder:find("unpinned%-choice$") or folder:find("undeclared%-care$")) and "--strict" or nil -- told of to those who ask for it alone
  local done, list = check(folder, "--json", strict), {}
  for _, problem in ipairs(support.decode(done.out).problems) do
    local has_line = problem.line > 0 and problem.file ~= ""
    list[#list + 1] = has_line and ("%s:%d %s"):format(problem.file, problem.line, problem.code) or problem.pack .. " " .. problem.code
  end
  table.sort(list)
  return list
end

describe("check", function()
  teardown(support.remove_scratch)

  for _, code in ipairs(codes()) do
    local folder = root .. "/" .. code.code
    if not code.by_play then
      it("finds what is planted for " .. code.code .. ", and nothing else", function()
        local wanted = expected(folder)
        local words = table.concat(wanted, "\n")
        assert(words:find(code.code, 1, true), "nothing is planted in " .. folder)
        assert.same(wanted, found(folder))
      end)
    end
  end
end)

describe("what check prints", function()
  teardown(support.remove_scratch)

  it("has each code that the program tells in its list", function()
    local known, count = {}, 0
    for _, code in ipairs(codes()) do known[code.code] = true end
    for file in support.shell("ls runtime/lua/*.c runtime/cli/*.c"):gmatch("[^\n]+") do
      for name, arguments in support.read(file):gmatch("ts_%w+_(%l+)(%b())") do
        local code = (name == "problem" or name == "warning" or name == "report") and arguments:match('"(%l+%-[%l-]+)"')
        if code then count = count + 1 end
        assert(not code or known[code], file .. " tells of \"" .. tostring(code) .. "\", which runtime/lua/code.c does not list")
      end
    end
    assert(count > 40, "only " .. count .. " were found")
  end)

  it("is SARIF on demand: a rule for each code, a result with its place for each finding", function()
    local done = check(root .. "/unreachable-scene", "--sarif")
    local log = support.decode(done.out)
    assert.same({ 0, "2.1.0", 1 }, { done.code, log.version, #log.runs })
    assert.truthy(log["$schema"]:find("sarif", 1, true))
    local run = log.runs[1]
    assert.equal("turnstone", run.tool.driver.name)
    assert.equal(#codes(), #run.tool.driver.rules)
    for _, rule in ipairs(run.tool.driver.rules) do
      assert.truthy(rule.id and rule.shortDescription.text)
      assert.is_nil(rule.helpUri)
    end
    assert.equal(3, #run.results)
    for _, result in ipairs(run.results) do
      assert.same({ "unreachable-scene", "warning" }, { result.ruleId, result.level })
      assert.equal(result.ruleId, run.tool.driver.rules[result.ruleIndex + 1].id)
      assert.truthy(#result.message.text > 0)
      local place = result.locations[1].physicalLocation
      assert.equal(root .. "/unreachable-scene/planted/init.lua", place.artifactLocation.uri)
      assert.truthy(place.region.startLine >= 1)
    end
  end)

  it("ends well with warnings, unless all must be well", function()
    assert.equal(0, check(root .. "/unused-key").code)
    assert.equal(1, check(root .. "/unused-key", "--strict").code)
    assert.equal(1, check(root .. "/no-way-on").code)
  end)

  it("is nothing about the content that is shipped and the content that is measured", function()
    for _, folder in ipairs { "content", "tests/bench/content" } do
      assert.same({}, support.decode(check(folder, "--json", "--strict").out).problems)
    end
  end)

  it("comes soon for a thousand scenes", function()
    local scenes = {}
    for number = 1, 1000 do
      scenes[number] = ('s%d = { text = "Here {n} {n > %d: is light|is none}.", choices = { { "On", id = "on", to = "s%d", add = { n = 1 } }, { "Look", id = "look" } } },\n')
        :format(number, number, number % 1000 + 1)
    end
    local text = ('define.story "long" { title = "L", start = "s1", endless = true, vars = { n = 0 }, scenes = {\n%s} }\n'):format(table.concat(scenes))
    local done = support.run { "check", "--no-default-content", "--content", support.pack("long", { ["init.lua"] = text }), seconds = support.is_dev and 20 or 3 }
    assert.same({ 0, "1 pack, 1000 scenes, 2000 choices: no problems\n" }, { done.code, done.out })
  end)
end)
