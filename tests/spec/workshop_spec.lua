-- workshop_spec.lua - `turnstone test`: specs beside the content, each test in a fresh world, and what they cannot reach
local support = require "support"
local zip = require "zip"

local tale = [[
local kept = { 0 }
define.story "t" { title = "T", start = "a", vars = { n = 0 }, scenes = {
  a = { text = "Here.", choices = {
    { "Go", id = "go", add = { n = 1 } },
    { "Stray", id = "stray", effect = function() kept[1] = kept[1] + 1 end },
    { "Roll", id = "roll", effect = function(run) run.vars.n = run.rng:int(1, 1000000) end },
    { "End", id = "fin", to = "b" } } },
  b = { text = "There.", ending = "done" } } }
]]

-- A pack `name` with these specs: name without "_spec.lua" -> text. Gives the folder of packs.
local function pack(name, specs)
  local files = { ["init.lua"] = tale }
  for spec, text in pairs(specs) do files["tests/" .. spec .. "_spec.lua"] = text end
  return support.pack(name, files)
end

local function test(folder, call)
  local words = { "test", "--content", folder, "--no-default-content" }
  for _, word in ipairs(call or {}) do words[#words + 1] = word end
  words.env = call and call.env
  return support.run(words)
end

local function closing(done) return done.out:match("([^\n]*)\n$") end

-- The results of a spec, by name.
local function results(name, text, call)
  call = call or {}
  call[#call + 1] = "--json"
  local done = test(pack(name, { tale = text }), call)
  local list = {}
  for _, one in ipairs(support.decode(done.out).tests) do list[one.name] = one end
  return list, done
end

describe("turnstone test", function()
  teardown(support.remove_scratch)

  it("tells what failed with names, file, line and reason, and counts on the last line", function()
    local done = test(pack("told", { tale = [[
describe("a tale", function()
  it("starts at nought", function() assert.equal(0, play("told:t").vars.n) end)
  it("has a fault", function()
    assert.equal(5, play("told:t").vars.n)
  end)
  pending "is longer"
end)
]] }))
    assert.equal(1, done.code)
    assert.equal("1 passed, 1 failed, 1 skipped", closing(done))
    assert.is_truthy(done.out:find("told/tests/tale_spec.lua:4: a tale has a fault: Expected objects to be equal.", 1, true), done.out)
  end)

  it("runs the specs of a pack that is a .zip file, by name", function()
    local folder = support.path("zipped")
    os.execute("mkdir -p " .. support.quote(folder))
    zip.write(folder .. "/boxed.zip", {
      { "boxed/tests/b_spec.lua", "it(\"follows\", function()\n  assert.equal(1, 2)\nend)" },
      { "boxed/pack.lua", "return { name = \"boxed\", version = \"1.0.0\" }" },
      { "boxed/init.lua", tale },
      { "boxed/tests/a_spec.lua", "it(\"starts\", function() assert.equal(1, play(\"boxed:t\", \"go\").vars.n) end)" },
      { "boxed/tests/deeper/c_spec.lua", "it(\"is not looked for\", function() end)" },
      { "boxed/tests/words.lua", "error \"is no spec\"" },
    })
    local done = test(folder, { "boxed" })
    assert.equal("1 passed, 1 failed, 0 skipped", closing(done))
    assert.is_truthy(done.out:find("boxed/tests/b_spec.lua:2: follows: ", 1, true), done.out)
  end)

  it("ends what the engine plays for ever, as an error of that test", function()
    local list = results("forever", [[
it("sits", function() sim.open():start { story = "forever:t" }:session { turns = 1000000000000, chooser = "first" } end)
it("plays one", function() sim.play { story = "forever:t", turns = 1000000000000, chooser = "first" } end)
it("plays many", function() sim.play { story = "forever:t", runs = 1000000000000, chooser = "first" } end)
it("plays few", function() assert.equal(40, sim.play { story = "forever:t", runs = 2, turns = 20, chooser = "first" }.turns) end)
]])
    for _, name in ipairs { "sits", "plays one", "plays many" } do
      assert.equal("error", list[name]["end"])
      assert.is_truthy(list[name].message:find("stopped after 1000000 turns, the limit of one test", 1, true), list[name].message)
    end
    assert.equal("passed", list["plays few"]["end"])
  end)

  it("gives each test a fresh world", function()
    local list = results("fresh", [[
local first
it("plays", function()
  first = play("fresh:t", "go")
  assert.equal("sim_run_1", first.id)
end)
it("plays again", function()
  assert.equal("sim_run_1", play("fresh:t").id)
  assert.equal(0, #sim.open():universe("sim_world"):timeline())
end)
it("cannot use what is gone", function() first:take "go" end)
]])
    assert.equal("passed", list["plays"]["end"])
    assert.equal("passed", list["plays again"]["end"])
    assert.equal("error", list["cannot use what is gone"]["end"])
    assert.is_truthy(list["cannot use what is gone"].message:find("world of an earlier test", 1, true))
  end)

  it("stops a test that never ends, and runs those after it", function()
    local list, done = results("endless", [[
describe("it", function()
  setup(function() error "told once" end)
  it("is not run", function() end)
end)
it("is before", function() end)
it("loops", function()
  while true do pcall(function() while true do end end) end
end)
it("loops too", function() for i = 1, math.huge do local x = i end end)
it("is after", function() end)
]])
    assert.equal("passed", list["is before"]["end"])
    assert.equal("error", list["loops"]["end"])
    assert.equal("endless/tests/tale_spec.lua:7", list["loops"].where)
    assert.is_truthy(list["loops too"].message:find("for ever", 1, true))
    assert.equal("passed", list["is after"]["end"])
    local all = support.decode(done.out)
    assert.equal(2, all.passed)
    assert.equal(3, all.failed) -- the setup once, however often the file was begun anew
  end)

  it("tells of a spec that errs at load, and runs the others", function()
    local done = test(pack("broken", {
      a = "describe(\"x\", function( it", b = "error(\"boom\")", c = "name = 1",
      d = "it(\"runs\", function() end)",
      e = "it(\"runs\", function() end)\nwhile true do end",
    }))
    assert.equal(1, done.code)
    assert.equal("1 passed, 4 failed, 0 skipped", closing(done))
    for _, place in ipairs { "a_spec.lua:1", "b_spec.lua:1", "c_spec.lua:1", "e_spec.lua:2" } do
      assert.is_truthy(done.out:find("broken/tests/" .. place, 1, true), place .. " in " .. done.out)
    end
  end)

  it("counts errors of before_each, setup and sim.expect as failures, each test once", function()
    local list, done = results("counted", [[
describe("before", function()
  before_each(function() error "bad before" end)
  it("one", function() end)
end)
describe("lazy", function()
  lazy_setup(function() error "bad setup" end)
  it("one", function() end)
  it("two", function() end)
end)
it("expects", function() sim.expect(false, "a thing") end)
it("gives up", function() pending "no time" end)
it("is asked for words", function() it("nests", function() end) end)
]])
    assert.equal("error", list["before one"]["end"])
    assert.equal("error", list["lazy one"]["end"])
    assert.equal("error", list["lazy two"]["end"])
    assert.equal("failed", list["expects"]["end"])
    assert.equal("counted/tests/tale_spec.lua:10", list["expects"].where)
    assert.equal("skipped", list["gives up"]["end"])
    assert.is_truthy(list["is asked for words"].message:find("inside a test", 1, true))
    assert.equal(5, support.decode(done.out).failed)
  end)

  it("is exit code 1 with 256 failures", function()
    local done = test(pack("many", { tale = "for i = 1, 256 do it(\"fails \" .. i, function() assert(false) end) end" }))
    assert.equal(1, done.code)
    assert.equal("0 passed, 256 failed, 0 skipped", closing(done))
  end)

  it("names the file that kept state outside run.vars", function()
    local done = test(pack("stray", { tale = "it(\"plays\", function() play(\"stray:t\", \"stray\") end)" }))
    assert.equal("1 passed, 1 failed, 0 skipped", closing(done))
    assert.is_truthy(done.out:find("stray/init.lua", 1, true))
  end)

  it("runs what a filter names, and says when that is nothing", function()
    local folder = pack("filtered", { tale = "it(\"first thing\", function() end) it(\"second thing\", function() assert(false) end)" })
    assert.equal("1 passed, 0 failed, 0 skipped", closing(test(folder, { "--filter", "^first" })))
    local none = test(folder, { "--filter", "third" })
    assert.equal(0, none.code)
    assert.is_truthy(none.err:find("no test has \"third\"", 1, true))
    assert.equal(64, test(folder, { "--filter", "%" }).code)
  end)

  it("rolls otherwise with another seed, and the same with the same", function()
    local text = "it(\"rolls\", function() log(play(\"seeded:t\", \"roll\").vars.n) end)"
    local folder = pack("seeded", { tale = text })
    local one, again, other = test(folder), test(folder), test(folder, { "--seed", "8" })
    assert.is_truthy(one.err:match("%d+"))
    assert.equal(one.err, again.err)
    assert.not_equal(one.err, other.err)
  end)

  it("asks for a pack that is there and has specs", function()
    local folder = support.pack("bare", { ["init.lua"] = "" })
    local none = test(folder, { "bare" })
    assert.equal(65, none.code)
    assert.is_truthy(none.err:find("has no specs", 1, true))
    local wrong = test(folder, { "bar" })
    assert.equal(65, wrong.code)
    assert.is_truthy(wrong.err:find("did you mean \"bare\"", 1, true))
    local all = test(folder)
    assert.equal(0, all.code)
    assert.equal("0 passed, 0 failed, 0 skipped", closing(all))
    assert.is_truthy(all.err:find("turnstone new", 1, true))
  end)

  it("says what to install when busted is not there", function()
    local folder = pack("lonely", { tale = "it(\"runs\", function() end)" })
    local done = test(folder, { env = { LUA_PATH_5_4 = "/nowhere/?.lua" } })
    assert.equal(69, done.code)
    assert.is_truthy(done.err:find("lua-busted", 1, true))
  end)

  it("takes no busted from where it was started", function()
    local folder = pack("planted", { tale = "it(\"runs\", function() end)" })
    os.execute("mkdir -p " .. support.quote(folder .. "/busted"))
    support.write(folder .. "/busted/core.lua", "io.stderr:write('planted busted was run')")
    local done = test(folder, { env = { LUA_PATH_5_4 = "./?.lua;" .. folder:gsub("^/", "./") .. "/?.lua;?.lua" } })
    assert.equal(69, done.code)
    assert.is_nil(done.err:find("was run", 1, true))
  end)
end)

describe("turnstone test --junit", function()
  teardown(support.remove_scratch)

  it("writes what XML can hold, escaped", function()
    local file = support.path("results.xml")
    local folder = pack("marked", { tale = [==[
it("holds <&> \"quotes\" \1 and \xff", function() end)
it("fails", function() error("a < b & c ]]> \27[31m") end)
pending "later"
]==] })
    assert.equal(1, test(folder, { "--junit", file }).code)
    local xml = support.read(file)
    assert.is_truthy(xml:find('<testsuites tests="3" failures="0" errors="1" skipped="1" time="%d+%.%d+">'))
    assert.is_truthy(xml:find('name="holds &lt;&amp;&gt; &quot;quotes&quot; ', 1, true), xml)
    assert.is_truthy(xml:find("a &lt; b &amp; c ]]&gt; ?[31m", 1, true), xml)
    assert.is_truthy(xml:find("<skipped", 1, true))
    assert.is_nil(xml:find("[\0-\8\11\12\14-\31]"))
    assert.is_truthy(utf8.len(xml))
  end)

  it("refuses a path that cannot be written before it runs anything", function()
    local folder = pack("unwritten", { tale = "log(\"was run\") it(\"runs\", function() end)" })
    local done = test(folder, { "--junit", "/nowhere/results.xml" })
    assert.equal(73, done.code)
    assert.is_nil(done.err:find("was run", 1, true))
    assert.equal("", done.out)
  end)

  it("leaves what was there when nothing was run", function()
    local file = support.write(support.path("old.xml"), "old")
    assert.equal(65, test(pack("kept", { tale = "" }), { "nobody", "--junit", file }).code)
    assert.equal("old", support.read(file))
    assert.equal("", support.shell("ls " .. support.quote(file) .. ".* 2>/dev/null"))
  end)
end)

describe("a spec", function()
  teardown(support.remove_scratch)

  local function expect_passed(name, text)
    local done = test(pack(name, { tale = text }))
    assert.equal(0, done.code, done.out .. done.err)
  end

  it("has none of Lua's dangerous libraries", function()
    expect_passed("bare_hands", [[
for _, name in ipairs { "io", "os", "debug", "package", "require", "dofile", "loadfile", "collectgarbage", "_G", "busted" } do
  it("has no " .. name, function()
    assert.is_false((pcall(load("return " .. name))))
  end)
end
it("loads no bytecode", function()
  assert.is_nil(string.dump)
  assert.is_nil((load("\27Lua")))
end)
it("has guarded strings", function()
  assert.is_falsy(getmetatable("") and getmetatable("").__index)
  assert.is_nil(("").dump)
end)
]])
  end)

  -- Whatever a spec can name it can walk: tables, metatables, and what errors, spies and elements of busted carry.
  it("reaches no library through what it is given", function()
    expect_passed("walker", [[
local bad = { popen = true, execute = true, getinfo = true, sethook = true, loadlib = true, searchers = true, getupvalue = true, tmpfile = true,
  dump = true, collectgarbage = true, dofile = true, loadfile = true, executors = true, context = true, upvaluejoin = true }
local seen, count = {}, 0
local function walk(value, path)
  if (type(value) ~= "table" and type(value) ~= "userdata") or seen[value] then return end
  seen[value] = true
  count = count + 1
  local meta = getmetatable(value)
  if type(meta) == "table" then walk(meta, path .. ".meta") end
  if type(value) ~= "table" then return end
  for key, inner in pairs(value) do
    assert(not bad[key], path .. "." .. tostring(key) .. " is within reach")
    walk(key, path .. ".key")
    walk(inner, path .. "." .. tostring(key))
  end
end
it("walks", function()
  for name, value in pairs { assert = assert, spy = spy, stub = stub, mock = mock, match = match, sim = sim, json = json, string = string,
    table = table, math = math, utf8 = utf8, coroutine = coroutine } do walk(value, name) end
  local _, failure = pcall(assert.equal, 1, 2)
  walk(failure, "failure")
  walk(assert.is_true, "state")
  walk(assert:snapshot(), "snapshot")
  walk(spy.new(function() end), "spy")
  assert(count > 20, "only " .. count .. " were walked")
end)
]])
  end)

  it("cannot break what other files find", function()
    local done = test(pack("breaker", {
      a = "it(\"breaks\", function() assert.equal = nil; for k in pairs(assert) do assert[k] = nil end setmetatable(assert, nil) end)",
      b = "it(\"finds\", function() assert.equal(1, 1) end)",
    }))
    assert.is_nil(done.out:find("b_spec", 1, true), done.out)
  end)

  it("runs its metamethods as itself, not as busted", function()
    expect_passed("meta", [[
it("is formatted", function()
  local trap = setmetatable({}, { __tostring = function() return tostring(rawget({}, "x")) .. type(string.format) end })
  local ok, failure = pcall(assert.equal, trap, 1)
  assert.is_false(ok)
  assert.is_truthy(tostring(failure))
  assert.is_false((pcall(load "return io")))
end)
]])
  end)
end)
