-- salvage_spec.lua - what can be read of a damaged store goes to a new one; the damaged one stays as it is
local support = require "support"

local disk, store, whole

local function sum_of(path) return support.shell("sha256sum <" .. support.quote(path)) end

local function salvage(bytes, name)
  local from, to = support.write(disk .. "/" .. name .. ".db", bytes), disk .. "/" .. name .. ".new"
  local sum = sum_of(from)
  local done = support.run { "store", "copy", from, to, "--salvage", seconds = 20 }
  assert.equal(sum, sum_of(from))
  assert.falsy(support.exists(from .. "-wal") or support.exists(from .. "-shm"))
  return done, to
end

local function resume(run, path) support.must { "play", "--run", run, "--auto", "2", "--jsonl", "--store", path } end

describe("a damaged store", function()
  setup(function()
    disk = support.folder()
    store = disk .. "/store"
    for _, run in ipairs { "a", "b" } do
      support.must { "play", "enchanted_realm:journey", "--run", run, "--player", "p", "--universe", "u", "--as", "Zoë", "--auto", "40",
        "--seed", "7", "--jsonl", "--store", store }
    end
    whole = support.read(store)
  end)
  teardown(function()
    support.remove(disk)
    support.remove_scratch()
  end)

  it("that is whole after all is copied as it is", function()
    local done, to = salvage(whole, "whole")
    assert.equal(0, done.code, done.err)
    assert.equal("", done.err)
    assert.equal(support.must { "store", "export", "--store", store, "--quiet" }, support.must { "store", "export", "--store", to, "--quiet" })
  end)

  it("with a destroyed page keeps the runs that are elsewhere", function()
    local roots = support.sql(store, "SELECT group_concat(rootpage, ' ') FROM sqlite_schema WHERE name IN ('name', 'act', 'event', 'player', 'universe', 'var')")
    for page in roots:gmatch("%d+") do
      local at = (tonumber(page) - 1) * 2048
      local done, to = salvage(whole:sub(1, at) .. ("\170"):rep(2048) .. whole:sub(at + 2049), "page" .. page)
      assert.equal(0, done.code, done.err)
      assert.truthy(done.err:find("could not be read", 1, true), done.err)
      assert.truthy(done.out:find("store check", 1, true), done.out)
      for _, run in ipairs { "a", "b" } do
        assert.truthy(support.must({ "runs", "--store", to }):find(run, 1, true))
      end
    end
  end)

  it("whose runs are lost keeps the world", function()
    local at = (tonumber(support.sql(store, "SELECT rootpage FROM sqlite_schema WHERE name = 'run'")) - 1) * 2048
    local done, to = salvage(whole:sub(1, at) .. ("\170"):rep(2048) .. whole:sub(at + 2049), "runs")
    assert.equal(0, done.code, done.err)
    assert.equal("0", support.sql(to, "SELECT count(*) FROM pragma_foreign_key_check"))
    assert.equal(support.sql(store, "SELECT count(*) FROM event"), support.sql(to, "SELECT count(*) FROM event"))
  end)

  it("that was cut by a page is saved, and holds together", function()
    local done, to = salvage(whole:sub(1, #whole - 2048), "cut")
    assert.equal(0, done.code, done.err)
    assert.equal("0", support.sql(to, "SELECT count(*) FROM pragma_foreign_key_check"))
  end)

  it("that lacks its log is saved as far as it goes", function()
    local copy = whole:sub(1, 68) .. "Turo" .. whole:sub(73)
    local refused = support.run { "runs", "--store", support.write(disk .. "/marked.db", copy) }
    assert.equal(65, refused.code)
    assert.truthy(refused.err:find("--salvage", 1, true), refused.err)
    local done, to = salvage(copy, "marked")
    assert.equal(0, done.code, done.err)
    for _, run in ipairs { "a", "b" } do resume(run, to) end
  end)

  it("whose first page is destroyed gives nothing, and none is made", function()
    for name, copy in pairs { first = ("\170"):rep(2048) .. whole:sub(2049), schema = whole:sub(1, 100) .. ("\170"):rep(1948) .. whole:sub(2049) } do
      local done, to = salvage(copy, name)
      assert.equal(65, done.code)
      assert.falsy(support.exists(to))
    end
  end)
end)
