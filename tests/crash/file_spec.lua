-- file_spec.lua - files that are damaged, cut, empty, foreign or newer: refused by name, and not touched
local support = require "support"
local trial = require "trial"

local function patched(at, bytes)
  return function(path)
    local text = support.read(path)
    support.write(path, text:sub(1, at) .. bytes .. text:sub(at + #bytes + 1))
  end
end

local function cut(share)
  return function(path) support.write(path, support.read(path):sub(1, math.floor(#support.read(path) * share))) end
end

-- What is done to a good store; a word of what is said of it.
local files = {
  { "an empty file", function(path) support.write(path, "") end, "empty file" },
  { "a text", function(path) support.write(path, ("Once upon a time.\n"):rep(99)) end, "not a store" },
  { "a short text", function(path) support.write(path, "Once.") end, "not a store" },
  { "a folder", function(path) os.execute(("rm %s; mkdir %s"):format(path, path)) end, "folder" },
  { "another program's database", function(path) os.execute(("rm %s; sqlite3 %s 'CREATE TABLE t(a); INSERT INTO t VALUES(1)'"):format(path, path)) end, "another program" },
  { "a store of a newer version", patched(60, "\0\0\3\231"), "newer" },
  { "a store without a version", patched(60, "\0\0\0\0"), "no version" },
  { "a store cut in half", cut(0.5), "cut short" },
  { "a store cut by one byte", function(path) support.write(path, support.read(path):sub(1, -2)) end, "cut short" },
  { "a store cut within its header", function(path) support.write(path, support.read(path):sub(1, 60)) end, "not a store" },
  { "a store whose first bytes are others", patched(0, "SQLate"), "not a store" },
  { "a store whose page size is impossible", patched(16, "\3\7"), "damaged" },
  { "a store whose schema is damaged", patched(100, ("\170"):rep(64)), "damaged" },
}

local calls = {
  { "runs" },
  { "store", "check" },
  { "play", "--run", "r", "--jsonl" },
  { "play", "crash:walk", "--run", "new", "--jsonl" },
  { "run", "complete", "r" },
}

local function sum_of(path) return support.shell("test -d " .. path .. " && echo folder || sha256sum <" .. path) end

describe("refused by name, exit 65, not touched:", function()
  local disk
  setup(function()
    disk = trial.disk()
    disk:play("r", { "step", "step" }, { begin = true, watched = false })
    disk:keep()
  end)
  teardown(function()
    disk:remove()
    support.remove_scratch()
  end)

  for _, file in ipairs(files) do
    local name, spoil, word = table.unpack(file)
    it(name, function()
      disk:put_back()
      spoil(disk.store)
      os.remove(disk.store .. ".lock")
      local sum = sum_of(disk.store)
      for _, call in ipairs(calls) do
        local what = table.concat(call, " ")
        local done = disk:plain { table.unpack(call) }
        assert(done.code == 65, ("%s: exit %d: %s"):format(what, done.code, done.err))
        assert(done.err:find(disk.store, 1, true) and done.err:find(word, 1, true), what .. ": " .. done.err)
        assert(sum_of(disk.store) == sum, what .. " changed the file")
        assert(disk:litter() == "", what .. " left " .. disk:litter())
      end
    end)
  end

  it("a store with a page that is none: found by `store check`, which names it", function()
    disk:put_back()
    local whole = support.read(disk.store)
    local pages = #whole // 2048
    for _, page in ipairs(trial.spread(pages - 1, 6, 0)) do
      disk:put_back()
      patched(page * 2048, "\170\170\170\170\170\170\170\170")(disk.store)
      local sum = sum_of(disk.store)
      for _, call in ipairs { { "store", "check" }, { "runs" } } do
        local done = disk:plain { table.unpack(call) }
        assert(done.code == 65 or call[1] == "runs" and done.code == 0, ("page %d: exit %d: %s"):format(page, done.code, done.err))
        assert(done.code == 0 or done.err:find(disk.store, 1, true), done.err)
        assert(sum_of(disk.store) == sum, "the file was changed")
      end
    end
  end)

  it("a store with one byte of its history changed: found by `store check`", function()
    disk:put_back()
    os.execute(("sqlite3 %s \"UPDATE act SET position = position + 1 WHERE seq = 3\""):format(disk.store))
    local done = disk:plain { "store", "check" }
    assert(done.code == 65 and done.out:find("chain", 1, true), done.out .. done.err)
  end)
end)
