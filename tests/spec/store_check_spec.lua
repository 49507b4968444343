-- store_check_spec.lua - what `store check` says, and how it ends
local support = require "support"

local story = "harbour:lantern"

-- A store with a short life in it.
local function new_store(name)
  local path = support.path(name)
  support.must { "play", story, "--run", "r1", "--player", "p1", "--as", "Samantha Rivers", "--auto", "3", "--seed", "5", "--store", path }
  return path
end

-- Other bytes of the same number wherever they stand in the file: in tables and in indexes.
local function overwrite(path, words, others)
  local bytes, count = support.read(path):gsub(words, others)
  assert.is_true(count > 0 and #words == #others)
  support.write(path, bytes)
end

describe("store check", function()
  teardown(support.remove_scratch)

  it("counts what there is in a sound store, draws no bar for a pipe, and leaves the file as it is", function()
    local path = new_store("sound.db")
    local before = support.read(path)
    local result = support.run { "store", "check", "--json", "--store", path }
    assert.equal(0, result.code)
    assert.equal("", result.err)
    local report = support.decode(result.out)
    assert.is_true(report.fine)
    assert.equal(0, #report.findings)
    assert.same({ 1, 1, 3 }, { report.universes, report.runs, report.turns })
    assert.is_number(report.events)
    assert.equal(before, support.read(path))
  end)

  it("ends with 65 and tells what to do when a text was changed behind its back", function()
    local path = new_store("edited.db")
    overwrite(path, "Samantha Rivers", "Samantha Riverz")
    local result = support.run { "store", "check", "--json", "--store", path }
    assert.equal(65, result.code)
    local report = support.decode(result.out)
    assert.is_false(report.fine)
    assert.equal("name-changed", report.findings[1].code)
    assert.matches("Samantha Riverz", report.findings[1].what, 1, true)
    assert.matches("backup", report.findings[1].hint)
    local words = support.run { "store", "check", "--store", path }
    assert.equal(65, words.code)
    assert.matches("%[name%-changed%]\n    ", words.out)
    assert.matches("%d findings?: leave it as it is", words.err)
  end)

  it("says of what is no store why not, and what to do", function()
    local path = new_store("whole.db")
    local whole = support.read(path)
    local cases = {
      { "", "empty file.*remove it.*backup" },
      { "hello\n", "not a store of turnstone.*another path" },
      { whole:sub(1, 68) .. "Abcd" .. whole:sub(73), "another program.*another path" },
      { whole:sub(1, 60) .. "\0\0\x7f\xff" .. whole:sub(65), "newer turnstone.*use the newer one" },
      { whole:sub(1, #whole // 2), "cut short.*backup" },
      { whole:sub(1, 68) .. "Turo" .. whole:sub(73), "without its log.*bring both files.*backup" },
      { whole:sub(1, 100) .. ("\xa5"):rep(2000) .. whole:sub(2101), "damaged.*backup" },
    }
    for index, case in ipairs(cases) do
      local copy = support.write(support.path("case" .. index .. ".db"), case[1])
      local result = support.run { "store", "check", "--json", "--store", copy }
      assert.equal(65, result.code, result.err .. result.out)
      assert.matches(case[2], result.err)
      assert.equal(case[1], support.read(copy))
    end
    local missing = support.run { "store", "check", "--store", support.path("missing.db") }
    assert.equal(65, missing.code)
    assert.matches("no store at.*another path", missing.err)
  end)
end)
