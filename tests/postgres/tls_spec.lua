-- tls_spec.lua - what a url asks of the way to its server: it is encrypted and the server is the right one, or nothing is played
local server = require("server").get()
local support = require "support"

if not os.execute "command -v openssl >/dev/null" then require("server").skip "openssl is not installed" end

-- A certificate for a name, signed by an authority of its own.
local function certify(authority, name)
  local said = support.shell(([[exec 2>&1; set -e; cd FOLDER
    openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=WHO -keyout WHO.key -out WHO.crt
    openssl req -newkey rsa:2048 -nodes -subj /CN=NAME -keyout server.key -out server.csr
    printf subjectAltName=DNS:NAME >names
    openssl x509 -req -in server.csr -CA WHO.crt -CAkey WHO.key -CAcreateserial -days 2 -extfile names -out server.crt
    echo made]]):gsub("%u%u+", { FOLDER = support.path "", WHO = authority, NAME = name }))
  assert(said:find("made$"), said)
end

local function authority(name) return support.path(name .. ".crt") end

-- The server's url with another host before its address, and more settings.
local function url(database, host, settings)
  return database:gsub("@[^:]+:", "@" .. host .. ":") .. "?hostaddr=127.0.0.1&" .. settings
end

local function play(store, run)
  return support.run { "play", "harbour:lantern", "--run", run, "--auto", 2, "--quiet", "--store", store }
end

describe("a url that asks for TLS", function()
  local database = server:database()
  teardown(function()
    server:stop()
    support.remove_scratch()
  end)

  it("is refused by a server that has none, and nothing is stored", function()
    for _, mode in ipairs { "require", "verify-ca", "verify-full" } do
      support.write(support.path "any.crt", "")
      local refused = play(url(database, "localhost", "sslmode=" .. mode .. "&sslrootcert=" .. support.path "any.crt"), "a")
      assert.equal(69, refused.code)
      assert.matches("server does not support SSL.*see to sslmode, sslrootcert and the certificate", refused.err)
    end
    assert.equal("0", server:sql(database, "SELECT count(*) FROM pg_tables WHERE schemaname = 'turnstone'"))
  end)

  describe("from one that has it", function()
    setup(function()
      certify("stranger", "localhost")
      certify("ours", "localhost")
      support.shell(("cp %s/server.crt %s/server.key %s/data && chown --reference=%s/data %s/data/server.* && chmod 600 %s/data/server.key"):format(
        support.path "", support.path "", server.folder, server.folder, server.folder, server.folder))
      server:sql(server.url, "ALTER SYSTEM SET ssl = on")
      server:restart()
    end)

    it("is played, and every connection is encrypted", function()
      local done = play(url(database, "localhost", "sslmode=verify-full&sslrootcert=" .. authority "ours"), "b")
      assert.equal(0, done.code, done.err)
      server:sql(server.url, "ALTER SYSTEM SET log_connections = on")
      server:sql(server.url, "SELECT pg_reload_conf()")
      assert.equal(0, play(url(database, "localhost", "sslmode=verify-full&sslrootcert=" .. authority "ours"), "c").code)
      local log = support.shell(("grep 'connection authorized.*application_name=turnstone' %s/log"):format(server.folder))
      assert.truthy(#log > 0)
      for line in log:gmatch("[^\n]+") do assert.matches("SSL enabled %(protocol=TLSv1%.[23]", line) end
    end)

    it("is refused when another authority has signed for it", function()
      local refused = play(url(database, "localhost", "sslmode=verify-full&sslrootcert=" .. authority "stranger"), "d")
      assert.equal(69, refused.code)
      assert.matches("certificate verify failed.*see to sslmode, sslrootcert and the certificate", refused.err)
    end)

    it("is refused when it is another machine than the one that was named", function()
      local wrong = url(database, "elsewhere.example", "sslmode=verify-full&sslrootcert=" .. authority "ours")
      local refused = play(wrong, "e")
      assert.equal(69, refused.code)
      assert.matches('does not match host name "elsewhere.example"', refused.err)
      assert.equal(0, play(wrong:gsub("verify%-full", "verify-ca"), "f").code)
    end)

    it("is refused when the authority's file is missing", function()
      local refused = play(url(database, "localhost", "sslmode=verify-full&sslrootcert=" .. authority "nobody"), "g")
      assert.equal(69, refused.code)
      assert.matches("root certificate file .* does not exist", refused.err)
    end)

    it("has stored nothing for those who were refused", function()
      assert.equal("0", server:sql(database, "SELECT count(*) FROM turnstone.run r JOIN turnstone.name n ON n.id = r.key WHERE n.text IN ('a', 'd', 'e', 'g')"))
    end)
  end)
end)
