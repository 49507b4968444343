-- limits_spec.lua - what is larger than anybody writes by hand is loaded all the same, or refused in one finding that says what to do
local support = require "support"

local function check(folder)
  local done = support.unhurried { "check", "--content", folder, "--no-default-content", "--json" }
  return support.decode(done.out).problems, done
end

local function scene(number)
  return ([[define.scene "tale/s%d" { text = "Scene %d: the way goes on past the mill.", choices = { { "On", id = "on", to = "s%d" },]]
    .. [[ { "Wait", id = "wait", add = { a = 1 }, when = "a < 3" } } }]]):format(number, number, number + 1)
end

local function opening(count)
  return ([[define.story "tale" { title = "Tale", start = "s1", vars = { a = 0 }, scenes = { s%d = { text = "The end.", ending = "done" } } }]]):format(count)
end

-- Scenes in files of 500.
local function written(name, count)
  local files = { ["init.lua"] = opening(count) .. "\n" }
  for first = 1, count - 1, 500 do
    local list = {}
    for number = first, math.min(first + 499, count - 1) do list[#list + 1] = scene(number) end
    files[("stories/from_%06d.lua"):format(first)] = table.concat(list, "\n") .. "\n"
  end
  return support.pack(name, files)
end

local function only(problems, code)
  assert.equal(1, #problems, problems[2] and problems[2].message)
  assert.equal(code, problems[1].code)
  return problems[1]
end

local function has(text, words) assert.is_truthy(text:find(words, 1, true), text) end

describe("a pack", function()
  teardown(support.remove_scratch)

  it("may have more scenes than one that is made by a loop, when they are written out", function()
    local count = support.is_long and 100000 or support.is_dev and 8000 or 21000
    local folder = written("vast", count)
    local problems, done = check(folder)
    assert.same({}, problems)
    assert.equal(0, done.code)
    has(support.must { "check", "--content", folder, "--no-default-content" }, count .. " scenes")
    local played = support.must { "play", "vast:tale", "--auto", "3", "--jsonl", "--content", folder, "--no-default-content", "--store", support.path("vast.db") }
    assert.equal(3, select(2, played:gsub("\n", "")))
  end)

  it("is refused at what a loop makes too much of: the limit, the count and the way out", function()
    local problem = only(check(support.pack("loop", { ["init.lua"] = [[
local scenes = { e = { text = "The end.", ending = "done" } }
for i = 1, 30000 do scenes["s" .. i] = { text = "On.", choices = { { "On", id = "on", to = "e" }, { "Wait", id = "wait", when = "a < 3" } } } end
define.story "tale" { title = "Tale", start = "s1", vars = { a = 0 }, scenes = scenes }
]] })), "too-many")
    has(problem.message, support.is_dev and "too large to be read" or "200,000,000 steps") -- a slow build meets the time limit first
    has(problem.message, "at scene 2")
    has(problem.hint, "make several packs of it")
    assert.equal(3, problem.line)
  end)

  it("is refused once for too many definitions, whatever its scripts make of that", function()
    local many = "local function all(f) for i = 1, 15000 do pcall(define.unlock, f .. i) end end\nreturn all\n"
    local problems = check(support.pack("full", {
      ["init.lua"] = many, ["a.lua"] = "require \"init\" \"a\"", ["b.lua"] = "\nrequire \"init\" \"b\"", ["c.lua"] = "require \"init\" \"c\"" }))
    local found = {}
    for _, problem in ipairs(problems) do
      if problem.code == "too-many" then found[#found + 1] = problem end
    end
    has(only(found, "too-many").message, "more than 20000 definitions")
  end)

  it("is refused when what its scripts make does not fit into memory", function()
    local problem = only(check(support.pack("heavy", { ["init.lua"] = "local t = {}\nfor i = 1, 1000000 do t[i] = { text = \"Scene \" .. i, choices = {} } end" })),
                         "script-error")
    has(problem.message, "memory limit of 32 MB")
    has(problem.hint, "make several packs of it")
  end)

  it("has files of at most 1 MB, and is told how large one is", function()
    local problem = only(check(support.pack("one", { ["init.lua"] = ("-- what stands here is nothing\n"):rep(70000) })), "script-error")
    has(problem.message, "larger than 1024 kB, it has 2119; split it")
  end)

  it("may tell 1 MB in one scene", function()
    local folder = support.pack("long", { ["init.lua"] = [[
define.story "tale" { title = "T", start = "a", scenes = { a = { text = ("The way goes {on|round} past the mill.\n"):rep(31000),
  choices = { { "Again", id = "again" } } } }, endless = true }
]] })
    assert.same({}, (check(folder)))
    local line = support.decode(support.must { "play", "long:tale", "--auto", "1", "--jsonl", "--content", folder, "--no-default-content",
                                               "--store", support.path("long.db") })
    assert.is_true(#line.text > 1000000)
    has(line.text, "goes round past")
  end)
end)

-- Prose of so many scenes; `short`: of as few bytes as can be.
local function prose(name, count, short)
  local list = {}
  for number = 1, count - 1 do
    list[number] = (short and "\n=== s%d ===\nOn.\n+ (on) [On] -> s%d\n+ (w) {a < 3} [W]\n  ~ a = a + 1\n  -> s%d\n"
      or "\n=== s%d ===\nThe way goes on past the mill and over the hill, and on.\n+ (on) [On] -> s%d\n+ (wait) {a < 3} [Wait]\n  ~ a = a + 1\n  You wait.\n  -> s%d\n")
      :format(number, number + 1, number)
  end
  return support.pack(name, { ["stories/tale.lua"] = opening(count), ["stories/tale.story"] = table.concat(list) })
end

describe("a .story file", function()
  teardown(support.remove_scratch)

  it("of many scenes is no function that is too long", function()
    assert.same({}, (check(prose("pages", 600))))
  end)

  it("of 1 MB is read", function()
    if not support.is_long then return pending("takes many seconds: ./dev test --long") end
    assert.same({}, (check(prose("book", 6500))))
  end)

  it("is refused when what is made of it is too long, at its name", function()
    if not support.is_long then return pending("takes many seconds: ./dev test --long") end
    local problem = only(check(prose("shelf", 12000, true)), "prose-syntax")
    has(problem.message, "more than the 4096 kB that are compiled at once")
    has(problem.hint, "make two stories of it")
  end)
end)
