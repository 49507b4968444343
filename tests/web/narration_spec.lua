-- narration_spec.lua - a model that puts moments into words for those who play by HTTP: what is told at once, what comes as events, and what is stored
local support = require "support"
local served = require "served"
local tale = require "tale"

local key = "sk-of-this-spec-and-nobody-else"

-- The yard has words that the model takes: what begins a sentence and is no word of any text may be a name.
local packs = { tale = [[
define.grammar "here" { origin = { "The grammar tells it, in words of its own, and more than ten." } }
]] .. tale.story { start = "yard", scenes = [[
  here = { text = "Here.", intensity = 0, narrate = { brief = "It is quiet.", facts = { setting = "a room with one wall" }, words = { 30, 60 } },
    choices = { { "Wait", id = "wait" }, { "Go out", id = "out", to = "yard" } } },
  yard = { text = "A yard. Something stands in it. Water runs by.", intensity = 0, choices = { { "Wait", id = "wait" }, { "Go in", id = "in", to = "here" } } },]] } }

-- A server of tests/narrator/model.c that behaves like the model that is asked for; finish it.
local function think()
  local port, log = support.path("port"), support.path("asked")
  os.remove(port)
  local input = assert(io.popen(("%s --key %s --log %s >%s"):format(support.quote(os.getenv("TURNSTONE_MODEL") or "build/tests/model"), key, support.quote(log),
    support.quote(port)), "w"))
  support.shell(("until [ -s %s ]; do :; done"):format(support.quote(port)))
  local url = "http://127.0.0.1:" .. support.read(port):match("%d+") .. "/v1"
  return {
    log = log,
    env = function(model, its_key)
      return { TURNSTONE_NARRATOR = "openai", TURNSTONE_NARRATOR_URL = url, TURNSTONE_NARRATOR_MODEL = model, TURNSTONE_NARRATOR_WAIT = "20",
        TURNSTONE_NARRATOR_KEY = its_key or key }
    end,
    finish = function() input:close() end,
  }
end

-- Until a file has the words.
local function await(path, words)
  support.shell(("timeout 60 sh -c 'until grep -qF -- \"$1\" \"$2\"; do sleep 0.01; done' - %s %s 2>&1"):format(support.quote(words), support.quote(path)))
  assert.is_truthy(support.read(path):find(words, 1, true), words .. " never came")
end

local listening = 0
-- Hears a run's events: { path, passages(), stop() }.
local function listen(server, run)
  listening = listening + 1
  local path = support.path("heard" .. listening)
  local pid = support.shell(("curl -sN -i --max-time 60 -b %s %s/api/v1/runs/%s/events >%s 2>&1 & echo $!"):format(support.quote(server.jar), server.base, run,
    support.quote(path)))
  await(path, "text/event-stream")
  return {
    path = path,
    stop = function() os.execute("kill " .. pid) end,
    passages = function()
      local list = {}
      for data in support.read(path):gmatch("event: passage\ndata: ([^\n]+)\n\n") do list[#list + 1] = support.decode(data) end
      return list
    end,
  }
end

local function turn(server, run, number, choice)
  local answer = server:post("/api/v1/runs/" .. run .. "/turns", { choice = choice or "wait", turn = number }, "-H", "Idempotency-Key: " .. run .. number)
  assert.equal(200, answer.status, answer.body)
  return answer.json
end

local function resume(server, run) return server:post("/api/v1/runs/" .. run .. "/resume", {}).json end

local function told_of(first, passages)
  local text = first
  for _, passage in ipairs(passages) do
    if passage.text ~= "" then text = text .. (passage.joined and " " or "\n") .. passage.text end
  end
  return text
end

describe("a moment that a model puts into words", function()
  local model, game, server

  local function serve(behaviour, how)
    how = how or {}
    server = served.start { "--no-default-content", "--content", game.folder, "--narrator", "openai", store = game.store, env = how.env or model.env(behaviour),
      "--workers", how.workers or "1" }
    server:enter()
  end

  local function begin(run)
    local answer = server:post("/api/v1/runs", { story = "tale:s", run = run, universe = "u_" .. run, seed = 7 })
    assert.equal(201, answer.status, answer.body)
    return answer.json
  end

  before_each(function() model, game = think(), tale.new(packs) end)
  after_each(function() server:stop(); model.finish() end)
  teardown(support.remove_scratch)

  it("comes as events behind a turn that was answered at once, and is what is stored", function()
    serve("drip")
    begin("r")
    local heard = listen(server, "r")
    local shown = turn(server, "r", 0, "in")
    assert.same({ "Here.", true, 2 }, { shown.text, shown.narrating, #shown.choices })
    await(heard.path, '"over":true')
    heard.stop()
    local passages = heard.passages()
    assert.is_true(#passages > 2, #passages .. " passages: " .. server:get("/api/v1/narration").body)
    for i, passage in ipairs(passages) do assert.same({ 1, i == #passages }, { passage.turn, passage.over }) end
    local whole = resume(server, "r")
    assert.is_nil(whole.narrating)
    assert.equal(told_of(shown.text, passages), whole.text)
    assert.is_nil(whole.text:find("The grammar", 1, true))
    assert.equal(whole.text, game:show("r").text)
  end)

  it("is cut off by a choice, and what stood by then stays", function()
    serve("drip")
    begin("r")
    local heard = listen(server, "r")
    turn(server, "r", 0, "in")
    await(heard.path, "event: passage")
    local shown = turn(server, "r", 1, "out")
    assert.same({ "A yard.", nil }, { shown.text:sub(1, 7), shown.narrating })
    turn(server, "r", 2)
    heard.stop()
    local stored = support.sql(game.store, "SELECT count(*) FROM passages WHERE run = 'r' AND text != ''")
    assert.equal(#heard.passages(), tonumber(stored))
    for _, passage in ipairs(heard.passages()) do assert.same({ 1, false }, { passage.turn, passage.over }) end
  end)

  it("is cut off by a setting of care, and stays on the screen", function()
    serve("drip")
    begin("r")
    local heard = listen(server, "r")
    local first = turn(server, "r", 0, "in").text
    await(heard.path, "event: passage")
    local shown = server:post("/api/v1/runs/r/care", { what = "set", name = "ceiling", value = "0.5" }, "-H", "Idempotency-Key: care").json
    heard.stop()
    assert.same({ told_of(first, heard.passages()), nil }, { shown.text, shown.narrating })
    assert.equal(shown.text, resume(server, "r").text)
    assert.equal(0, support.run(game:call { "replay", "r" }).code)
  end)

  it("holds up nobody else who plays in the same process", function()
    serve("silence")
    begin("slow")
    turn(server, "slow", 0, "in")
    await(model.log, "silence")
    begin("quick")
    local slowest = 0
    for number = 0, 9 do
      local before = support.seconds()
      turn(server, "quick", number)
      slowest = math.max(slowest, support.seconds() - before)
    end
    assert.is_true(slowest < 2, slowest .. " s for a turn, beside a model that says nothing") -- of the 20 that it may take
    assert.is_true(resume(server, "slow").narrating)
    assert.equal(1, server:get("/api/v1/narration").json.under_way)
  end)

  it("is left as it was stored when the server is killed, and play goes on", function()
    serve("drip")
    begin("r")
    local heard = listen(server, "r")
    turn(server, "r", 0, "in")
    await(heard.path, "event: passage")
    server:stop("KILL")
    heard.stop()
    serve("fine")
    local again = resume(server, "r")
    assert.is_nil(again.narrating)
    assert.equal(1, (again.text:find(told_of("Here.", heard.passages()), 1, true)))
    assert.equal(again.text, game:show("r").text)
    assert.equal(2, turn(server, "r", 1).turn)
    assert.equal(0, support.run(game:call { "replay", "r" }).code)
  end)

  it("that fails is told by the grammar, and keepers read why, without the key", function()
    serve("fine", { env = model.env("fine", key .. "-wrong") })
    begin("r")
    local heard = listen(server, "r")
    turn(server, "r", 0, "in")
    await(heard.path, '"over":true')
    heard.stop()
    assert.matches("The grammar tells it", resume(server, "r").text)
    local answer = server:get("/api/v1/narration")
    local fares = answer.json
    assert.same({ "openai", "fine", 0, 0, 0 }, { fares.narrator, fares.model, fares.answered, fares.under_way, fares.tokens_out })
    assert.is_true(fares.failed >= 1 and fares.rests_ms > 0)
    assert.matches("401", fares.troubles[1])
    assert.is_nil((answer.body .. server:said()):find("sk-of-this", 1, true))
  end)

  it("is nothing that players are told the cost of", function()
    serve("fine")
    begin("r")
    local invitation = server:post("/api/v1/invitations", { role = "player" }).json.url:match("invitation=(.*)$")
    server.jar = server.path .. ".guest"
    server:post("/api/v1/join", { invitation = invitation, name = "Ben", password = "eight or more" })
    assert.equal(403, server:get("/api/v1/narration").status)
  end)
end)
