-- fault_edit_spec.lua - a pack's migration, killed at every write and met by two processes at once: all of it or nothing, once
local support = require "support"

describe("a pack's migration", function()
  local runs = { "a", "b", "c" }
  local folder, base
  teardown(support.remove_scratch)

  local function write_pack(more)
    local packs = support.pack("tale", { ["init.lua"] = [[
define.story "tale" { title = "Tale", start = "quay", vars = { lit = 0 }, scenes = {
  quay = { text = "Quay.", choices = { { "Light", id = "light", add = { lit = 1 } } } } } }
]] })
    os.execute("mkdir -p " .. packs .. "/tale/migrations")
    if more then support.write(packs .. "/tale/migrations/0001_ten.lua", "return { run = function(vars) vars.lit = vars.lit * 10 end }\n") end
    return packs
  end

  local function tell(store, run, under)
    return support.run { "run", "resume", run, "--no-default-content", "--content", folder, "--store", store, under = under }
  end

  local function at(call, number)
    return ("strace -f -qq -o /dev/null -e trace=%s -e inject=%s:signal=SIGKILL:when=%d"):format(call, call, number)
  end

  local function acts(store) return tonumber(support.sql(store, "SELECT count(*) FROM act WHERE kind = 12")) end
  local function deeds(store)
    return tonumber(support.sql(store, "SELECT count(*) FROM deed d JOIN name n ON n.id = d.name WHERE n.text = 'tale/0001_ten'"))
  end

  local function copy(name)
    local store = support.path(name)
    os.execute(("rm -f %s* && cp %s %s"):format(store, base, store))
    return store
  end

  setup(function()
    folder, base = write_pack(false), support.path("base.db")
    for _, run in ipairs(runs) do
      support.must { "play", "tale:tale", "--run", run, "--auto", "2", "--jsonl", "--no-default-content", "--content", folder, "--store", base }
    end
    write_pack(true)
  end)

  it("that is killed at any write or sync was made for all runs, or for none, and is made by the next start", function()
    local killed, done_before, none_before = 0, 0, 0
    for _, call in ipairs { "pwrite64", "fdatasync" } do
      for number = 1, 1000, support.is_long and 1 or 3 do
        local store = copy("killed.db")
        if tell(store, "a", at(call, number)).code < 128 then break end
        killed = killed + 1
        local count = acts(store)
        assert(count == 0 or count == #runs, ("%s %d: %d acts"):format(call, number, count))
        assert.equal(count == 0 and 0 or 1, deeds(store))
        if count == 0 then none_before = none_before + 1 else done_before = done_before + 1 end
        assert.equal(0, tell(store, "a").code)
        assert.equal(#runs, acts(store))
        for _, run in ipairs(runs) do
          assert.equal(20, support.answer({ "run", "show", run, "--no-default-content", "--content", folder, "--store", store, "--json" }).vars.lit)
        end
        assert.equal(0, support.run({ "store", "check", "--store", store }).code)
      end
    end
    assert.is_true(killed >= 8 and none_before > 0, ("%d killed, %d before, %d after"):format(killed, none_before, done_before))
  end)

  it("is made once by two processes that start at the same moment", function()
    for _ = 1, 6 do
      local store = copy("two.db")
      local words = ("%s run resume %%s --no-default-content --content %s --store %s >/dev/null 2>&1"):format(support.binary, folder, store)
      os.execute("(" .. words:format("a") .. ") & (" .. words:format("b") .. ") & wait")
      assert.equal(0, tell(store, "c").code)
      assert.equal(#runs, acts(store))
      assert.equal(1, deeds(store))
      assert.equal(0, support.run({ "store", "check", "--store", store }).code)
    end
  end)
end)
