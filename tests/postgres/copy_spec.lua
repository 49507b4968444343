-- copy_spec.lua - moving house: from a file to a server and back the same lines, played on at both ends; a copy that is cut goes on
local server = require("server").get()
local support = require "support"

local content = support.pack("odd", { ["init.lua"] = [[
define.world { fact = false, sum = 0 }
local facts = { true, 0.1, -1e300, 5e-324, 3.0, -7, math.mininteger, "", "a\tb\nc\r\\\"d\1", "\\N", "ärger 🚢", "true", "12", { 1, "b", { c = 1.5 } }, {} }
local function step(run, universe)
  run.vars.n = run.vars.n + 1
  local fact = facts[run.vars.n % #facts + 1]
  run.vars.held = fact
  universe:set("fact", fact)
  universe:add("sum", run.vars.n)
end
define.story "values" { title = "Values", start = "road", vars = { n = 0, held = false }, scenes = {
  road = { text = "{n}", choices = { { "Go", id = "go", effect = step } } } } }
]] })

local function play(store, run, turns)
  return support.must { "play", "--run", run, "--auto", turns, "--content", content, "--store", store, "--quiet" }
end

local function start(store, story, run, turns)
  return support.must { "play", story, "--player", "p-" .. run, "--run", run, "--universe", "u", "--seed", "7", "--auto", turns, "--content", content, "--store", store, "--quiet" }
end

local function lines(store) return support.must { "store", "export", "--store", store, "--quiet" } end
local function copy(from, to) return support.answer { "store", "copy", from, to, "--json", seconds = 120 } end
local function hash(text) return text:match '"hash":"(%x+)"}\n$' end

-- A store of a file with a bit of everything, once; each case gets its lines.
local full
local function file()
  if full then return full end
  full = support.path "full.db"
  start(full, "harbour:lantern", "a", 60)
  start(full, "odd:values", "b", 40)
  support.must { "universe", "branch", "u", "--store", full, "--quiet" }
  return full
end

local function checks(store) assert.equal(0, #support.answer({ "store", "check", "--json", "--store", store }).findings) end

local function tables(database)
  local count = "SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'turnstone' AND c.relkind IN ('r', 'v')"
  return tonumber(server:sql(database, count))
end

-- Gives the first lines of a store to an import and, when some are stored, kills it.
local function cut(database, text)
  local some, pipe = support.path "some.jsonl", support.path "pipe"
  support.write(some, text)
  os.remove(pipe)
  support.shell(([[
    mkfifo %s; %s store import --store %s <%s >/dev/null 2>&1 & importer=$!
    exec 3>%s; cat %s >&3
    until [ "$(psql -X -A -t -c 'SELECT line > 1 FROM turnstone.copying' %s 2>/dev/null)" = t ]; do kill -0 $importer || break; done
    kill -9 $importer; wait $importer 2>/dev/null]]):format(pipe, support.quote(support.binary), support.quote(database), pipe, pipe, some, support.quote(database)))
end

describe("moving house:", function()
  teardown(function()
    server:stop()
    support.remove_scratch()
  end)

  describe("a store that moves house", function()
    it("has the same lines on a server as in a file, and in a file again", function()
      local database, back = server:database(), support.path "back.db"
      local before = lines(file())
      local made = copy(file(), database)
      assert.equal(hash(before), made.hash)
      assert.is_true(before == lines(database))
      assert.equal(made.hash, copy(database, back).hash)
      assert.is_true(before == lines(back))
      checks(database)
    end)

    it("is played on, at either end, and what was replays", function()
      local database, back = server:database(), support.path "played.db"
      copy(file(), database)
      play(database, "a", 20)
      start(database, "harbour:lantern", "c", 20)
      checks(database)
      copy(database, back)
      play(back, "a", 10)
      start(back, "harbour:lantern", "d", 10)
      checks(back)
      support.must { "replay", "--content", content, "--store", database, "--quiet" }
      support.must { "replay", "--content", content, "--store", back, "--quiet" }
    end)

    it("goes from one server's database to another", function()
      local a, b = server:database(), server:database()
      assert.equal(copy(file(), a).hash, copy(a, b).hash)
    end)

    it("is not put where a store is", function()
      local database = server:database()
      start(database, "harbour:lantern", "z", 1)
      local before = lines(database)
      local refused = support.run { "store", "copy", file(), database }
      assert.equal(73, refused.code)
      assert.matches("there is a store in .* already", refused.err)
      assert.is_true(before == lines(database))
    end)

    it("is verified and told as done where it is already, as after a kill behind its last step", function()
      local database = server:database()
      local made = copy(file(), database)
      local again = support.run { "store", "copy", file(), database, "--json" }
      assert.equal(0, again.code, again.err)
      assert.matches("holds this very copy already", again.err)
      assert.equal(made.hash, support.decode(again.out).hash)
    end)

    it("is not made of one in which something is missing, and nothing of it is left", function()
      local database, damaged = server:database(), support.path "damaged.db"
      copy(file(), damaged)
      support.shell("sqlite3 " .. damaged .. " 'DELETE FROM name WHERE id = (SELECT max(scene) FROM act)'")
      local refused = support.run { "store", "copy", damaged, database }
      assert.equal(65, refused.code)
      assert.matches("refers to one of \"name\" that is not there", refused.err)
      assert.equal(0, tables(database))
    end)

    it("says what takes the place of what only a file can", function()
      local database = server:database()
      copy(file(), database)
      assert.matches("store copy URL FILE", support.run({ "store", "backup", "--store", database }).err)
    end)

    it("tells nobody a password", function()
      local database = server:database()
      local said = support.run { "store", "copy", file(), database }
      assert.equal(0, said.code, said.err)
      assert.is_nil((said.out .. said.err):find(database:match "turnstone:(%x+)@", 1, true))
    end)
  end)

  describe("a copy that was cut", function()
    local database, whole
    before_each(function()
      database, whole = server:database(), lines(file())
      cut(database, whole:sub(1, #whole // 2):match "^.*\n")
    end)

    it("is refused by all who want to read or play, with what to do", function()
      for _, words in ipairs { { "runs" }, { "store", "check" }, { "play", "harbour:lantern", "--auto", "1" } } do
        words[#words + 1], words[#words + 2] = "--store", database
        local refused = support.run(words)
        assert.equal(65, refused.code)
        assert.matches("is unfinished.*store copy FROM TO", refused.err)
      end
    end)

    it("is taken up where it stands by the same command, over a restart of the server too", function()
      local first = server:sql(database, "SELECT xmin FROM turnstone.name ORDER BY id LIMIT 1")
      server:restart()
      local done = support.run { "store", "copy", file(), database }
      assert.matches("going on with a copy that was cut, behind line %d+", done.err)
      assert.matches("hash " .. hash(whole), done.out)
      assert.equal(first, server:sql(database, "SELECT xmin FROM turnstone.name ORDER BY id LIMIT 1"))
      assert.is_true(whole == lines(database))
      start(database, "harbour:lantern", "e", 5)
      checks(database)
    end)

    it("is begun anew when the store has changed since", function()
      local changed = support.path "changed.db"
      copy(file(), changed)
      start(changed, "harbour:lantern", "f", 5)
      assert.equal(hash(lines(changed)), copy(changed, database).hash)
      checks(database)
    end)

    it("leaves nothing when its lines are altered", function()
      local altered = whole:gsub('"player":{"id":%d+', '%0' .. "1", 1)
      local refused = support.run { "store", "import", "--store", database, input = altered }
      assert.equal(65, refused.code)
      assert.equal(0, tables(database))
      assert.equal(hash(whole), copy(file(), database).hash)
    end)
  end)
end)
