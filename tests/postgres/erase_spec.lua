-- erase_spec.lua - a person forgotten on a server: the same as in a file, beside others who play on, and however it ends
local guest = require "guest"
local server = require("server").get()
local support = require "support"

local function new_tale() return guest.tale({ "tell Zebulon", "shout", "end" }, { "tell Zebulon", "sign" }, { "tell Nobody", "read", "tell Zebulon's friend" }) end

-- The same tale on, in another store.
local function at(it, store) it.store, it.common[#it.common] = store, store end

local function copied(it, database)
  support.must { "store", "copy", it.store, database, "--quiet" }
  at(it, database)
end

local function hash(store) return support.must({ "store", "export", "--store", store, "--quiet" }):match '"hash":"(%x+)"}\n$' end

local function checks(it) assert.same({}, support.answer(it:call { "store", "check", "--json" }).findings) end

local function erase(it, ...) return it:run("player", "erase", "maria-quux", "--yes", "--json", ...) end

local function with_words(call)
  local words = { support.quote(support.binary) }
  for _, word in ipairs(call) do words[#words + 1] = support.quote(word) end
  return table.concat(words, " ")
end

-- A process that plays on: gives what takes a choice and answers with the line that it brought.
local function sitting(it, run)
  local pipe = support.path("pipe-" .. run)
  support.shell("mkfifo " .. pipe)
  local lines = assert(io.popen(with_words(it:call { "play", "--run", run, "--jsonl" }) .. " <" .. pipe, "r"))
  local input = assert(io.open(pipe, "w"))
  lines:read "l"
  return function(choice)
    if not choice then
      input:close()
      return lines:close()
    end
    input:write(choice, "\n")
    input:flush()
    return support.decode(lines:read "l")
  end
end

describe("a person who is forgotten on a server", function()
  teardown(function()
    server:stop()
    support.remove_scratch()
  end)

  it("leaves the same store as one forgotten in a file, and the same is told", function()
    local it = new_tale()
    local file = it.store
    copied(it, server:database())
    local there = erase(it)
    local database = it.store
    at(it, file)
    local here = erase(it)
    assert.same({ 0, 0 }, { here.code, there.code }, here.err .. there.err)
    assert.equal(here.out, there.out)
    assert.truthy(#support.decode(here.out).remnants > 3)
    assert.equal(hash(file), hash(database))
  end)

  it("does not come back with what others play on", function()
    local it = new_tale()
    copied(it, server:database())
    local take = sitting(it, "other")
    assert.truthy(take("shout").turn)
    assert.equal(0, erase(it).code)
    local left = support.left_in(it.store, guest.secrets)
    for _, choice in ipairs { "read", "tell Somebody", "shout", "sign" } do assert.truthy(take(choice).turn) end
    assert.is_true(take())
    assert.same(left, support.left_in(it.store, guest.secrets)) -- what Otto typed before
    checks(it)
    it:play("mq-first", { "shout" }, "--player", "maria-quux", "--as", "Rosalind", "--universe", "u") -- somebody new
    assert.equal(0, it:player("maria-quux").completed_runs)
    checks(it)
  end)

  it("is not forgotten while they play", function()
    local it = new_tale()
    it:must("run", "resume", "mq-second")
    copied(it, server:database())
    local take = sitting(it, "mq-second")
    local refused = erase(it)
    assert.equal(75, refused.code)
    assert.matches('nothing of player "maria%-quux" was erased: run "mq%-second" is being played by', refused.err)
    assert.truthy(take("shout").turn)
    assert.is_true(take())
    assert.equal(0, erase(it).code)
  end)

  describe("and then again, since", function()
    local game, before, after, kept
    setup(function()
      game = new_tale()
      before = hash(game.store)
      copied(game, server:database())
      kept = server:database(game.store)
      assert.equal(0, erase(game).code)
      after = hash(game.store)
    end)

    -- Wholly there or wholly forgotten; given again the command ends.
    local function finish(it_was)
      local now = hash(game.store)
      assert.is_true(now == before or now == after, it_was)
      local again = erase(game)
      assert.truthy(again.code == 0 or again.err:find("no player", 1, true), again.err)
      assert.equal(after, hash(game.store))
      checks(game)
      assert.same({}, support.left_in(game.store, { "maria-quux", "dear diary" }))
    end

    it("the process was killed, at whatever it sends", function()
      local kills = 0
      for number = 10, support.is_long and 200 or 130, support.is_long and 3 or 40 do
        at(game, server:database(kept))
        local done = support.run(game:call { "player", "erase", "maria-quux", "--yes", env = { ASAN_OPTIONS = "detect_leaks=0" },
          under = ("strace -f -qq -o /dev/null -e trace=sendto -e inject=sendto:signal=SIGKILL:when=%d"):format(number) })
        if done.code > 128 then kills = kills + 1 end
        finish("killed at message " .. number)
      end
      assert.is_true(kills >= 3, "only " .. kills .. " were killed")
    end)

    it("its server went down in between", function()
      for _ = 1, support.is_long and 10 or 2 do
        at(game, server:database(kept))
        local call = with_words(game:call { "player", "erase", "maria-quux", "--yes" })
        local pipe = assert(io.popen(call .. " 2>&1; echo code $?", "r"))
        server:restart()
        local said = pipe:read "a"
        pipe:close()
        assert.matches("code [06]9?\n$", said)
        finish(said)
      end
    end)
  end)
end)
