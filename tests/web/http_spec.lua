-- http_spec.lua - the server as programs and rude clients meet it
local support = require "support"
local served = require "served"

describe("turnstone serve", function()
  local server

  before_each(function() server = served.start {} end)
  after_each(function() server:stop() end)
  teardown(support.remove_scratch)

  local function field(answer, name) return answer.head:match("\r\n" .. name:gsub("%-", "%%-") .. ": ([^\r]*)\r\n") end

  it("exchanges the printed link for a cookie, once", function()
    assert.equal(401, server:get("/api/v1/me").status)
    local entered = server:enter()
    assert.equal(303, entered.status)
    assert.equal("/", field(entered, "Location"))
    local cookie = field(entered, "Set-Cookie")
    assert.truthy(cookie:find("; HttpOnly; SameSite=Strict", 1, true), cookie)
    local me = server:get("/api/v1/me").json
    assert.same({ "player", "player", "keeper" }, { me.name, me.player_id, me.role })
    os.remove(server.jar)
    assert.equal(403, server:enter().status)
  end)

  it("knows a browser again after a restart, and prints another link", function()
    server:enter()
    local port = server.host:match("%d+$")
    server:stop()
    local again = served.start { port = port, store = server.store }
    finally(function() again:stop() end)
    again.jar = server.jar
    assert.not_equal(server.url, again.url)
    assert.equal(200, again:get("/api/v1/me").status)
  end)

  it("answers for its own names only, before anything else", function()
    for _, host in ipairs { "evil.example", "evil.example:" .. server.host:match("%d+$"), server.host .. ".evil.example", "127.0.0.1" } do
      for _, path in ipairs { "/", "/api/v1/me", "/enter?token=x", "/nowhere" } do
        assert.equal(403, server:get(path, "-H", "Host: " .. host).status)
      end
    end
    assert.equal(200, server:curl("http://localhost:" .. server.host:match("%d+$") .. "/").status)
  end)

  it("takes what changes something from its own pages only", function()
    server:enter()
    local token = "X-CSRF-Token: " .. server:get("/api/v1/me").json.csrf
    local function invite(...) return server:get("/api/v1/invitations", "-d", "{}", ...).status end
    assert.equal(403, invite())
    assert.equal(403, invite("-H", "X-CSRF-Token: wrong"))
    assert.equal(403, invite("-H", token, "-H", "Origin: http://evil.example"))
    assert.equal(403, invite("-H", token, "-H", "Sec-Fetch-Site: cross-site"))
    assert.equal(201, invite("-H", token))
    assert.equal(201, invite("-H", token, "-H", "Origin: " .. server.base, "-H", "Sec-Fetch-Site: same-origin"))
  end)

  it("lets pages run its own scripts alone, and nothing be framed or sniffed", function()
    for _, path in ipairs { "/", "/play/r1", "/api/v1/me", "/nowhere" } do
      local answer = server:get(path)
      local policy = field(answer, "Content-Security-Policy")
      assert.truthy(policy:find("default-src 'none'", 1, true), path)
      assert.truthy(policy:find("frame-ancestors 'none'", 1, true), path)
      assert.falsy(policy:find("unsafe", 1, true), path)
      assert.equal("nosniff", field(answer, "X-Content-Type-Options"))
      assert.equal("no-referrer", field(answer, "Referrer-Policy"))
      assert.equal("same-origin", field(answer, "Cross-Origin-Resource-Policy"))
    end
    assert.equal("no-store", field(server:get("/api/v1/me"), "Cache-Control"))
  end)

  it("gives files of a fixed table, whatever is asked for", function()
    for _, path in ipairs { "/pages/../../etc/passwd", "/pages/%2e%2e/%2e%2e/etc/passwd", "/etc/passwd", "/pages//etc/passwd", "/pages/sims/proof.lua" } do
      assert.equal(404, server:get(path, "--path-as-is").status, path)
    end
  end)

  it("refuses what is too large before it is read", function()
    support.write(support.path("large"), ("x"):rep(70000))
    assert.equal(413, server:get("/api/v1/login", "-d", "@" .. support.path("large")).status)
    local answer = server:get("/", "-H", "A: " .. ("x"):rep(30000))
    assert.is_true(answer.status >= 400 and answer.status < 500)
  end)

  it("lets others in by a link, as players of their own", function()
    server:enter()
    local made = server:post("/api/v1/invitations", { role = "player" })
    assert.equal(201, made.status)
    local invitation = made.json.url:match("invitation=(.*)$")
    local keeper = server.jar
    server.jar = server.path .. ".guest"
    local joined = server:post("/api/v1/join", { invitation = invitation, name = "Ben", password = "eight or more" })
    assert.same({ 200, "Ben", "player" }, { joined.status, joined.json.name, joined.json.role })
    assert.equal(403, server:get("/api/v1/accounts").status)
    assert.equal(204, server:post("/api/v1/logout").status)
    assert.equal(401, server:get("/api/v1/me").status)
    assert.equal(200, server:post("/api/v1/login", { name = "Ben", password = "eight or more" }).status)
    local problem = server:post("/api/v1/join", { invitation = invitation, name = "Cleo", password = "eight or more" })
    assert.equal(404, problem.status)
    assert.equal("application/problem+json", field(problem, "Content-Type"))
    server.jar = keeper
    assert.equal(2, #server:get("/api/v1/accounts").json)
  end)

  it("slows down who guesses a password", function()
    server:enter()
    os.remove(server.jar)
    local status
    for _ = 1, 6 do status = server:post("/api/v1/login", { name = "Ben", password = "a guess" }).status end
    assert.equal(429, status)
  end)

  it("says nothing that players wrote", function()
    server:enter()
    local run = server:post("/api/v1/runs", { story = "harbour:lantern", character = "Zebedee" }).json.run
    server:post("/api/v1/runs/" .. run .. "/turns", { choice = "nosuchchoice", turn = 0 }, "-H", "Idempotency-Key: zebrakey")
    server:get("/api/v1/runs/secretname?secretquery=secret", "-X", "DELETE")
    server:post("/api/v1/login", { name = "secretname", password = "secretword" })
    server:stop()
    local said = server:said()
    assert.truthy(said:find("403 to 127.0.0.1: DELETE /runs/{run}", 1, true), said)
    for _, word in ipairs { "secret", "Zebedee", "zebra", "nosuch", server.url:match("token=(.*)") } do
      assert.falsy(said:find(word, 1, true), word .. " in " .. said)
    end
  end)

  it("refuses a port, a store or an address that it cannot have", function()
    local taken = support.run { "serve", "--port", server.host:match("%d+$"), "--store", support.path("other.db") }
    assert.equal(73, taken.code)
    assert.truthy(taken.err:find("is taken", 1, true), taken.err)
    local shared = support.run { "serve", "--port", "0", "--store", server.store }
    assert.equal(75, shared.code)
    assert.truthy(shared.err:find("another server has", 1, true), shared.err)
    assert.equal(73, support.run { "serve", "--bind", "198.51.100.77", "--port", "0", "--store", support.path("other.db") }.code)
    assert.equal(64, support.run { "serve", "--bind", "here", "--port", "0", "--store", support.path("other.db") }.code)
    assert.equal(64, support.run { "serve", "--host", "http://attic", "--port", "0", "--store", support.path("other.db") }.code)
  end)

  it("pauses what is played when it is asked to end, and ends well", function()
    server:enter()
    server:post("/api/v1/runs", { story = "harbour:lantern", character = "Ann" })
    server:stop("INT")
    local runs = support.answer { "runs", "--store", server.store, "--json" }
    assert.equal("paused", runs[1].state)
  end)
end)
