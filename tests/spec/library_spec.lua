-- library_spec.lua - a library that cannot be loaded is named by what needs it, and by nothing else
local support = require "support"

describe("without the libraries that few commands need, turnstone", function()
  local nowhere
  setup(function()
    nowhere = support.path("nowhere")
    os.execute("mkdir " .. support.quote(nowhere))
    for name in assert(os.getenv("TURNSTONE_LOADS"), "TURNSTONE_LOADS names no libraries"):gmatch("%S+") do
      if not name:find("icu", 1, true) then support.write(nowhere .. "/" .. name, "no library\n") end -- plural forms are in any story
    end
  end)
  teardown(support.remove_scratch)

  local function run(call)
    call.env = call.env or {}
    call.env.LD_LIBRARY_PATH = nowhere
    return support.run(call)
  end

  local function expect_named(name, call)
    local done = run(call)
    assert.equal(69, done.code, done.err)
    assert.truthy(done.err:find(name, 1, true), done.err)
    assert.truthy(done.err:find(": install ", 1, true), done.err)
    assert.is_nil(done.err:find("warning", 1, true), done.err)
  end

  it("plays, shows and checks", function()
    local store = support.path("t.db")
    for _, call in ipairs { { "play", "harbour:lantern", "--run", "r", "--auto", "2", "--jsonl" }, { "run", "show", "r" } } do
      call[#call + 1], call[#call + 2] = "--store", store
      local done = run(call)
      assert.equal(0, done.code, done.err)
    end
    assert.equal(0, run({ "check" }).code)
  end)

  it("names what a server's store, a model and serving need", function()
    local store = support.path("t.db")
    expect_named("libpq", { "runs", "--store", "postgresql://nobody@127.0.0.1:1/none" })
    expect_named("libmicrohttpd", { "serve", "--port", "0", "--store", store, seconds = 20 })
    expect_named("libcurl", { "play", "harbour:lantern", "--run", "s", "--auto", "1", "--store", store, "--narrator", "openai",
      env = { TURNSTONE_NARRATOR_URL = "http://127.0.0.1:1/v1", TURNSTONE_NARRATOR_MODEL = "x" } })
  end)

  it("leaves out a pack that is an archive, and says why", function()
    local packs = support.path("packs")
    os.execute("mkdir " .. support.quote(packs))
    require("zip").write(packs .. "/islet.zip", { { "pack.lua", 'return { name = "islet", version = "1.0.0" }\n' } })
    local done = run { "check", "--content", packs, "--no-default-content" }
    assert.equal(1, done.code, done.err)
    assert.truthy((done.out .. done.err):find("libzip", 1, true), done.out .. done.err)
  end)
end)
