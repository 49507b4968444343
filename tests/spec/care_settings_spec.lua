-- care_settings_spec.lua - what a player asked to be spared: kept outside of play, shown, carried along, forgotten with them
local support = require "support"
local tale = require "tale"

local scenes = [[
  here = { text = { "Here.", { "A door creaks.", themes = { "darkness" }, intensity = 0.2 } },
    themes = { "loss" }, intensity = 0.1, choices = {
    { "On", id = "on", to = "there", themes = { "conflict" } },
    { "Wait", id = "wait" },
  } },
  there = { text = "There.", warning = { type = "violence", description = "A fight." }, intensity = 0.4, choices = { { "End", id = "finish", to = "over" } } },
  over = { text = "Over.", ending = "done" }, ]]

local function new_tale()
  local it = tale.new { tale = tale.story { scenes = scenes } }
  it:play("r", { "wait" }, "--player", "ada", "--as", "Ada")
  return it
end

local function care(it, ...) return support.answer(it:call { "player", "care", "ada", "--json", ... }).care end

local plain = { boundaries = {}, breaths = true, ceiling = 1, comfort = "deep", eased = false, pacing = "moderate", pure = false, reflections = true, undeclared = {} }
local function but(changes)
  local all = {}
  for key, value in pairs(plain) do all[key] = value end
  for key, value in pairs(changes) do all[key] = value end
  return all
end

describe("player care", function()
  teardown(support.remove_scratch)

  it("shows that nothing is held back from who asked for nothing", function()
    local it = new_tale()
    assert.same(plain, care(it))
    assert.equal("0", support.sql(it.store, "SELECT count(*) FROM care"))
    local words = it:must("player", "care", "ada")
    assert.truthy(words:find("deep", 1, true), words)
  end)

  it("keeps what is asked for, each setting by itself", function()
    local it = new_tale()
    local first = but { boundaries = { "loss", "violence" }, ceiling = 0.25, comfort = "light", pacing = "slow" }
    assert.same(first, care(it, "--comfort", "light", "--ceiling", "0.25", "--boundary", "violence", "--boundary", "loss", "--pacing", "slow"))
    assert.same(first, care(it))
    local second = but { boundaries = { "violence" }, breaths = false, ceiling = 0.6, comfort = "moderate", pacing = "slow", pure = true, reflections = false }
    assert.same(second, care(it, "--no-boundary", "loss", "--comfort", "moderate", "--pure", "on", "--breaths", "off", "--reflections", "off"))
    assert.same(second, care(it))
    assert.is_true(support.answer(it:call { "store", "check", "--json" }).fine)
  end)

  it("keeps numbers as they were said, in runs too", function()
    local it = new_tale()
    it:resume("r", { "/care ceiling 0.3", "/care boundary spiders", "/care boundary moths" })
    local kept = "SELECT CAST(v.value AS TEXT) FROM var v JOIN name n ON n.id = v.name WHERE n.text = 'care.settings' ORDER BY v.seq DESC LIMIT 1"
    assert.equal('{"boundaries":["moths","spiders"],"ceiling":0.3}', support.sql(it.store, kept))
    assert.equal('{"boundaries":["moths","spiders"],"ceiling":0.3}', support.sql(it.store, "SELECT settings FROM care"))
  end)

  it("raises the ceiling above what the comfort set", function()
    local it = new_tale()
    assert.equal(0.3, care(it, "--comfort", "light").ceiling)
    assert.equal(1, care(it, "--ceiling", "1").ceiling)
    assert.equal(1, care(it).ceiling)
    it:resume("r", { "/care comfort moderate", "/care ceiling 1" })
    assert.same({ "moderate", 1, 1 }, { it:show("r").care.comfort, it:show("r").care.ceiling_now, care(it).ceiling })
  end)

  it("refuses what is out of range, and changes nothing then", function()
    local it = new_tale()
    local before = care(it, "--ceiling", "0.5")
    for _, asked in ipairs { { "--ceiling", "1.5" }, { "--ceiling", "-1" }, { "--ceiling", "nan" }, { "--ceiling", "much" }, { "--comfort", "cosy" },
      { "--pacing", "never" }, { "--pure", "maybe" }, { "--boundary", "Loss of all" }, { "--boundary", "" } } do
      local done = it:run("player", "care", "ada", "--breaths", "off", table.unpack(asked))
      assert(done.code ~= 0, table.concat(asked, " "))
      assert.truthy(#done.err > 20, done.err)
      assert.equal("", done.out)
      assert.same(before, care(it))
    end
  end)

  it("says what to do about who never played", function()
    local it = new_tale()
    local done = it:run("player", "care", "nobody")
    assert.equal(65, done.code)
    assert.truthy(done.err:find('no player "nobody"', 1, true), done.err)
    assert.truthy(done.err:find("--ceiling 0.5", 1, true), done.err)
    assert.equal(65, it:run("player", "show", "nobody").code)
  end)

  it("is set before the first turn, and the first text goes by it", function()
    local it = tale.new { tale = tale.story { scenes = scenes } }
    local done = it:run("player", "care", "ada", "--boundary", "darkness", "--boundary", "darknes")
    assert.equal(0, done.code, done.err)
    assert.truthy(done.err:find('player "ada" is new here: their first run will go by this', 1, true), done.err)
    assert.truthy(done.err:find('Did you mean "darkness"?', 1, true), done.err)
    assert.equal(0, it:player("ada").completed_runs)
    assert.equal("Here.", it:play("r", {}, "--player", "ada")[1].text)
    assert.is_nil(it:run("player", "care", "ada", "--pacing", "slow").err:find("is new here", 1, true))
    assert.is_true(support.answer(it:call { "store", "check", "--json" }).fine)
  end)

  it("makes nobody of a setting that is refused", function()
    local it = new_tale()
    assert(it:run("player", "care", "eve", "--ceiling", "2").code ~= 0)
    assert.equal(65, it:run("player", "care", "eve").code)
  end)

  it("says so in play as well", function()
    local it = new_tale()
    local page = support.must(it:call { "play", "--run", "r", "--plain", input = "/care boundary losss\n/care boundary loss\n" })
    assert.truthy(page:find('no pack at hand declares "losss"; it is kept. Did you mean "loss"?', 1, true), page)
    assert.is_nil(page:find('declares "loss"', 1, true))
  end)

  it("keeps a boundary that no pack declares, and says so", function()
    local it = new_tale()
    local done = it:run("player", "care", "ada", "--boundary", "spiders", "--boundary", "violense", "--boundary", "loss", "--json")
    assert.equal(0, done.code, done.err)
    assert.truthy(done.err:find('no pack at hand declares "spiders"; it is kept\n', 1, true), done.err)
    assert.truthy(done.err:find('"violense"; it is kept. Did you mean "violence"?', 1, true), done.err)
    assert.falsy(done.err:find('"loss"', 1, true), done.err)
    assert.same({ "spiders", "violense" }, support.decode(done.out).care.undeclared)
    assert.same({ "loss", "spiders", "violense" }, care(it).boundaries)
    it:add { later = 'define.story "t" { title = "T", start = "a", scenes = { a = { text = "A.", themes = { "spiders" }, ending = "z" } } }' }
    assert.same({ "violense" }, care(it).undeclared)
  end)

  it("finds the themes of scenes, choices, parts of texts and warnings", function()
    local it = new_tale()
    assert.same({}, care(it, "--boundary", "loss", "--boundary", "darkness", "--boundary", "conflict", "--boundary", "violence").undeclared)
  end)

  it("is shown with the player, with their run once they play, and in what they export", function()
    local it = new_tale()
    local set = care(it, "--ceiling", "0.5", "--boundary", "conflict")
    assert.same(set, it:player("ada").care)
    assert.truthy(it:must("player", "show", "ada"):find("care +nothing above 0.5; nothing of conflict\n"))
    assert.equal(1, it:show("r").care.ceiling) -- as it was when it was last played
    it:resume("r", { "wait" })
    local run = it:show("r")
    assert.same({ 0.5, 0.5, { "conflict" }, false }, { run.care.ceiling, run.care.ceiling_now, run.care.boundaries, run.care.eased })
    assert.is_nil(run.own.care)
    assert.truthy(it:must("run", "show", "r"):find("care +nothing above 0.5; nothing of conflict\n"))
    local all = support.answer(it:call { "player", "export", "ada" })
    assert.same(set, all.care)
    assert.same({ "conflict" }, all.runs[1].care.boundaries)
  end)

  it("is kept where no pack can write, whatever it calls itself", function()
    local it = tale.new({ care = tale.story { before = "define.own { settings = 3 }", scenes = scenes } }, "care:s")
    local done = it:run("check")
    assert.is_true(done.code ~= 0)
    assert.truthy((done.out .. done.err):find('"care" cannot name a pack', 1, true), done.out .. done.err)
  end)

  it("goes with a store's export, and not a byte is lost", function()
    local it = new_tale()
    local set = care(it, "--boundary", "loss")
    local lines, copy = support.path("lines"), support.path("copy.db")
    support.write(lines, it:must("store", "export"))
    support.must { "store", "import", lines, "--store", copy }
    it.common[#it.common] = copy
    assert.same(set, care(it))
    assert.equal(support.read(lines), it:must("store", "export"))
  end)

  it("is forgotten with the player, in the run too, and the chain of hashes still holds", function()
    local it = new_tale()
    it:play("other", { "wait" }, "--player", "otto", "--as", "Otto", "--universe", "tale_world")
    care(it, "--boundary", "fear-of-herons")
    it:resume("r", { "wait" })
    it:must("player", "care", "otto", "--boundary", "loss")
    it:must("player", "erase", "ada", "--yes")
    assert.equal("", support.shell(("grep -laF fear-of-herons %s*"):format(it.store)))
    assert.is_true(support.answer(it:call { "store", "check", "--json" }).fine)
    assert.equal(65, it:run("player", "care", "ada").code)
    assert.same({ "loss" }, it:player("otto").care.boundaries)
  end)

  it("tells nobody else's settings when a person is erased", function()
    local room = 'here = { text = "Here.", themes = { "joy" }, choices = { { "Say", id = "say", ask = { var = "word", max = 40 } }, { "Wait", id = "wait" } } },'
    local it = tale.new { tale = tale.story { vars = 'word = ""', scenes = room } }
    it:play("a", { "say loss" }, "--player", "ada", "--as", "Ada")
    it:play("b", { "wait" }, "--player", "otto", "--as", "Otto")
    it:must("player", "care", "otto", "--boundary", "loss")
    it:resume("b", { "wait" })
    local done = support.decode(it:must("player", "erase", "ada", "--yes", "--json"))
    assert.same({}, done.remnants)
    assert.same({ "loss" }, it:show("b").care.boundaries)
  end)

  it("is in the exported log where a run was begun with it", function()
    local it = new_tale()
    care(it, "--ceiling", "0.5")
    it:play("s", { "wait" }, "--player", "ada", "--as", "Ada")
    local turns = support.answer(it:call { "player", "export", "ada" }).runs[2].turn_list
    assert.equal("start", turns[1].kind)
    assert.truthy(turns[1].answer:find("0.5", 1, true))
  end)
end)
