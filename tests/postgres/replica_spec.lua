-- replica_spec.lua - a server that follows another: what is behind a reader can be read there, and nothing is written
local server = require "server"
local support = require "support"

local content = "tests/bench/content"

describe("a replica", function()
  local first, second, url, there

  local function ask(where, ...)
    local words = { ... }
    table.move({ "--store", where, "--content", content }, 1, 4, #words + 1, words)
    return support.run(words)
  end

  local function take(where, ...)
    local told = ask(where, "play", "--run", "r", "--jsonl", ...)
    assert(told.code == 0, told.err)
  end

  setup(function()
    first = server.get()
    url = first:database()
    take(url, "bench:standard", "--player", "p", "--universe", "u", "--auto", "20")
    local why
    second, why = server.start { of = first }
    assert(second, why)
    there = second.url:gsub("[^/]*$", url:match("[^/]+$"))
  end)

  teardown(function() second:stop() end)

  -- What was committed at the first comes there soon; nobody says when.
  local function wait()
    local question = ("SELECT pg_last_wal_replay_lsn() >= '%s'"):format(first:sql(url, "SELECT pg_current_wal_lsn()"))
    for _ = 1, 2000 do
      if second:sql(there, question) == "t" then return end
    end
    error "the replica does not follow"
  end

  it("says of the past what the server says that it follows", function()
    take(url, "--auto", "10")
    wait()
    for _, words in ipairs {
      { "runs" }, { "run", "show", "r" }, { "universe", "timeline", "u" }, { "player", "show", "p" }, { "store", "check" }, { "store", "export" },
      { "replay", "r" },
    } do
      local told, read = ask(url, table.unpack(words)), ask(there, table.unpack(words))
      assert.equal(0, read.code, read.err)
      assert.equal(told.out, read.out)
    end
  end)

  it("takes no turn, and says where one is taken", function()
    local told = ask(there, "play", "--run", "r", "--auto", "1", "--jsonl")
    assert.equal(73, told.code)
    assert.truthy(told.err:find("is a replica, which can only be read: give the server that it follows", 1, true), told.err)
  end)

  it("is passed over by a url of two servers that asks for one which can be written", function()
    local hosts = "@" .. there:match("@([^/]+)") .. "," .. url:match("@([^/]+)")
    take(url:gsub("@[^/]+", hosts) .. "?target_session_attrs=read-write", "--auto", "1")
  end)
end)
