-- narrator_spec.lua - which narrator is taken, what it is refused for, and where its key is never seen
local support = require "support"
local tale = require "tale"

local key = "sk-of-this-spec-and-nobody-else"

-- A server of tests/narrator/model.c; finish it.
local function serve(script)
  local port, log = support.path("port"), support.path("asked")
  os.remove(port)
  local input = assert(io.popen(("%s --key %s --script %s --log %s >%s"):format(support.quote(os.getenv("TURNSTONE_MODEL") or "build/tests/model"), key, script,
    support.quote(log), support.quote(port)), "w"))
  support.shell(("until [ -s %s ]; do :; done"):format(support.quote(port)))
  return {
    url = "http://127.0.0.1:" .. support.read(port):match("%d+") .. "/v1",
    log = function() return support.read(log) end,
    finish = function() input:close() end,
  }
end

local packs = { tale = [[
define.grammar "here" { origin = { "The grammar tells it." } }
]] .. tale.story { scenes = [[
  here = { text = "Here.", narrate = { brief = "It is quiet.", facts = { setting = "a room with one wall" }, words = { 10, 60 } },
    choices = { { "Wait", id = "wait" } } },]] } }

local function play(game, env, ...)
  return support.run(game:call { "play", "tale:s", "--run", "r", "--seed", "7", "--jsonl", "--narrator", "openai", env = env, input = "", ... })
end

local function environment(url, its_key)
  return { TURNSTONE_NARRATOR_URL = url, TURNSTONE_NARRATOR_MODEL = "fine", TURNSTONE_NARRATOR_KEY = its_key }
end

local function expect_no_key(game, done)
  for _, text in ipairs { done.out, done.err, support.shell("cat " .. support.quote(game.store) .. "* | tr -d '\\000'") } do
    assert.is_nil(text:find("sk-of-this", 1, true))
  end
end

describe("a narrator", function()
  teardown(support.remove_scratch)

  it("is refused with what is to be set", function()
    local game = tale.new(packs)
    local done = play(game, {})
    assert.equal(64, done.code)
    assert.matches("set TURNSTONE_NARRATOR_URL", done.err)
    done = support.run(game:call { "play", "tale:s", "--narrator", "llama" })
    assert.equal(64, done.code)
    assert.matches('"llama" %(%-%-narrator%) is no narrator: there are none, grammar and openai', done.err)
  end)

  it("is not read from a file that others can read", function()
    local game, file = tale.new(packs), support.path("narrator.json")
    support.write(file, '{"narrator": "none", "key": "' .. key .. '"}')
    os.execute("chmod 644 " .. support.quote(file))
    local call = game:call { "play", "tale:s", "--auto", "1", env = { TURNSTONE_NARRATOR_FILE = file } }
    local done = support.run(call)
    assert.equal(65, done.code)
    assert.matches("chmod 600", done.err)
    os.execute("chmod 600 " .. support.quote(file))
    assert.equal(0, support.run(call).code)
  end)

  it("of a simulation is never a model", function()
    local done = support.run { "sim", "play", "--story", "tale:s", "--narrator", "openai" }
    assert.equal(64, done.code)
    assert.matches("never asks a model", done.err)
  end)

  it("that is a model is asked with its key, which is nowhere else", function()
    local server, game = serve("fine"), tale.new(packs)
    local done = play(game, environment(server.url, key))
    server.finish()
    assert.equal(0, done.code, done.err)
    assert.is_nil(done.out:find("The grammar tells it", 1, true), done.err)
    assert.matches("a room with one wall", server.log())
    assert.is_nil(server.log():find("sk-of-this", 1, true))
    expect_no_key(game, done)
  end)

  it("whose key is wrong leaves it to the grammar, and says so without the key", function()
    local server, game = serve("fine"), tale.new(packs)
    local done = play(game, environment(server.url, key .. "-wrong"))
    server.finish()
    assert.equal(0, done.code, done.err)
    assert.matches("The grammar tells it", done.out)
    assert.matches("401", done.err)
    assert.matches("TURNSTONE_NARRATOR_KEY", done.err)
    expect_no_key(game, done)
  end)

  it("that cannot be reached leaves it to the grammar at once", function()
    local server, game = serve("fine"), tale.new(packs)
    server.finish()
    local done = play(game, environment(server.url, key))
    assert.equal(0, done.code, done.err)
    assert.matches("The grammar tells it", done.out)
    assert.matches("cannot be reached", done.err)
    expect_no_key(game, done)
  end)
end)
