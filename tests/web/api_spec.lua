-- api_spec.lua - the API from outside: what is stored, given once, and told to who may
local support = require "support"
local serving = require "serving"

describe("the API", function()
  local folder, server

  before_each(function() folder = support.folder(); server = serving.start(folder); server:enter() end)
  after_each(function() server:stop(); support.remove(folder) end)

  local function status_of(method, path, body, key)
    local said, status = server:ask(method, path, body, key)
    return status, said
  end

  it("gives what the command line gives", function()
    local run = server:ask("POST", "/runs", { story = "harbour:lantern", character = "Mira" }).run
    assert.equal("mira_1", run)
    local turn = server:ask("POST", "/runs/mira_1/turns", { choice = "light", turn = 0 }, "a")
    assert.equal(1, turn.turn)
    server:ask("POST", "/runs/mira_1/pause", {})
    for path, words in pairs { ["/runs/mira_1"] = { "run", "show", "mira_1" }, ["/runs"] = { "runs" }, ["/universes"] = { "universe", "list" },
      ["/universes/harbour_world"] = { "universe", "show", "harbour_world" }, ["/universes/harbour_world/timeline"] = { "universe", "timeline", "harbour_world" },
      ["/players/player"] = { "player", "show", "player" }, ["/players/player/skills"] = { "player", "skills", "player" }, ["/leaderboard"] = { "leaderboard" } } do
      for _, word in ipairs { "--json", "--store", folder .. "/store.db" } do words[#words + 1] = word end
      assert.same(support.answer(words), server:ask("GET", path), path)
    end
  end)

  it("takes a turn once, also when it is asked many times at once", function()
    server:ask("POST", "/runs", { story = "harbour:lantern", character = "Mira" })
    local one = ("curl -s -b %s -H 'X-CSRF-Token: %s' -H 'Content-Type: application/json' -H 'Idempotency-Key: k' -d '%s' %s/api/v1/runs/mira_1/turns"):format(
      support.quote(server.jar), server.csrf, '{"choice":"light","turn":0}', server.base)
    support.shell(("for i in 1 2 3 4 5 6; do %s >%s/turn$i & done; wait"):format(one, folder))
    for i = 1, 6 do assert.equal(1, support.decode(support.read(folder .. "/turn" .. i)).turn) end
    assert.equal(1, server:ask("GET", "/runs/mira_1").turns)
  end)

  it("draws a hundred thousand events in few words", function()
    local world = support.folder()
    finally(function() support.remove(world) end)
    os.execute("mkdir -p " .. support.quote(world .. "/packs/tale"))
    support.write(world .. "/packs/tale/pack.lua", 'return { name = "tale", version = "1.0.0" }')
    support.write(world .. "/packs/tale/init.lua", [[define.story "s" { title = "S", start = "here", scenes = { here = { text = "Here.", choices = {
      { "Sing", id = "sing", event = { action = "sings" } }, { "Shout", id = "shout", event = { action = "shouts", major = true } } } } } }]])
    local packs = { "--no-default-content", "--content", world .. "/packs" }
    support.answer { "sim", "play", "--story", "tale:s", "--runs", "125", "--turns", "800", "--universe", "u", "--store", world .. "/store.db", "--json",
      table.unpack(packs) }
    local own = serving.start(world, table.unpack(packs))
    finally(function() own:stop(); support.remove(world) end)
    own:enter()
    local drawn = own:ask("GET", "/universes/u/lanes?width=1000000")
    assert.equal(100, #drawn.lanes)
    assert.equal(25, drawn.more)
    assert.is_true(#drawn.lanes[1].deeds <= 240 and #drawn.major <= 240)
    local deeds = 0
    local near = own:ask("GET", "/universes/u/lanes?from=10&to=10")
    for _, lane in ipairs(near.lanes) do deeds = deeds + lane.deeds[1] end
    assert.same({ 1, 1, 1 }, { near.step, #near.lanes[1].deeds, deeds })
  end)

  it("says in problem details what is wrong", function()
    server:ask("POST", "/runs", { story = "harbour:lantern", character = "Mira" })
    for _, case in ipairs { { 404, "unknown", "GET", "/runs/nobody" }, { 400, "usage", "POST", "/runs", { story = "harbour:lantern", charakter = "M" } },
      { 409, "conflict", "POST", "/runs/mira_1/turns", { choice = "light", turn = 5 }, "k" }, { 409, "refused", "POST", "/runs/mira_1/archive", {} },
      { 404, "unknown", "GET", "/graph?story=harbour:lantren" }, { 400, "usage", "GET", "/runs?stat=paused" } } do
      local status, said = status_of(table.unpack(case, 3))
      assert.same({ case[1], case[2] }, { status, said.code }, case[4])
      assert.equal(status, said.status)
    end
  end)
end)
