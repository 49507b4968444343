-- new_spec.lua - `turnstone new`: what it makes checks, passes its spec and plays to an ending at once
local support = require "support"

-- The binary, started in another folder.
local function in_folder(folder, call)
  local binary = support.binary:find("^/") and support.binary or support.shell("pwd") .. "/" .. support.binary
  call.under = ("sh -c 'cd \"$0\" && binary=$1 && shift 2 && exec \"$binary\" \"$@\"' %s %s"):format(support.quote(folder), support.quote(binary))
  return support.run(call)
end

local function expect_sound(name, call)
  local check = support.run { "check", name, "--strict", table.unpack(call) }
  assert.equal(0, check.code, check.out .. check.err)
  assert.is_truthy(check.out:find("no problems", 1, true), check.out)
  assert.is_nil(check.out:find("warning", 1, true))
  local test = support.run { "test", name, table.unpack(call) }
  assert.equal(0, test.code, test.out .. test.err)
  assert.is_truthy(test.out:find("^[1-9]%d* passed, 0 failed, 0 skipped\n$"), test.out)
end

local function play(story, call, choices)
  return support.play({ story, "--store", support.path(story:gsub("%W", "-") .. ".db"), "--as", "Mira", table.unpack(call) }, choices)
end

describe("turnstone new", function()
  local packs

  before_each(function()
    packs = support.path "new-packs"
    os.execute("rm -rf " .. support.quote(packs))
  end)
  teardown(support.remove_scratch)

  it("makes a story that checks, tests and plays to an ending", function()
    local said = support.must { "new", "story", "night-garden_2", "--in", packs }
    for _, command in ipairs { "check", "test", "play" } do
      assert.is_truthy(said:find("turnstone " .. command .. " night-garden_2", 1, true), said)
    end
    expect_sound("night-garden_2", { "--content", packs })
    local lines = play("night-garden_2:night-garden_2", { "--content", packs }, { "look", "open", "sing" })
    assert.equal("completed", lines[#lines].state)
    assert.same({ "unlocked: The Second Verse" }, lines[#lines].notices)
  end)

  it("makes a story that plays by itself", function()
    support.must { "new", "story", "walked", "--in", packs }
    support.must { "play", "walked:walked", "--auto", "20", "--content", packs, "--store", support.path "auto.db", "--as", "Mira" }
  end)

  for whose, amended in pairs {
    ["harbour"] = "harbour:lantern/quay", ["harbour:lantern"] = "harbour:lantern/quay", ["harbour:lantern/bench"] = "harbour:lantern/bench",
    ["enchanted_realm"] = "enchanted_realm:journey",
  } do
    it("makes a mod for " .. whose .. " that checks and tests", function()
      support.must { "new", "mod", "pebble", "--for", whose, "--in", packs }
      expect_sound("pebble", { "--content", packs })
      assert.is_truthy(support.read(packs .. "/pebble/init.lua"):find("amend.scene \"" .. amended, 1, true))
    end)
  end

  it("makes a mod whose story plays to its ending, with what it brings", function()
    support.must { "new", "mod", "pebble", "--for", "harbour", "--in", packs }
    local lines = play("harbour:lantern", { "--content", packs }, { "white_pebble", "back", "light", "say" })
    assert.equal("completed", lines[#lines].state)
    assert.is_truthy(table.concat(lines[#lines].notices, "\n"):find("unlocked: Been There", 1, true))
    assert.is_truthy(lines[3].text:find("white pebble lies here", 1, true), lines[3].text)
  end)

  it("makes a mod for a story of one's own", function()
    support.must { "new", "story", "first", "--in", packs }
    support.must { "new", "mod", "second", "--for", "first:first/garden", "--content", packs }
    expect_sound("second", { "--content", packs })
  end)

  it("goes to content/ where there is one, else to packs/, and names the folder in what comes next", function()
    os.execute("mkdir -p " .. support.quote(packs .. "/a/content") .. " " .. support.quote(packs .. "/b"))
    local said = in_folder(packs .. "/a", { "new", "story", "here" })
    assert.equal(0, said.code, said.err)
    assert.is_true(support.exists(packs .. "/a/content/here/pack.lua"))
    assert.is_nil(said.out:find("--content", 1, true))
    said = in_folder(packs .. "/b", { "new", "story", "here" })
    assert.equal(0, said.code, said.err)
    assert.is_true(support.exists(packs .. "/b/packs/here/pack.lua"))
    assert.is_truthy(said.out:find("--content packs", 1, true))
  end)

  it("leaves what is there as it is, and nothing half made", function()
    os.execute("mkdir -p " .. support.quote(packs .. "/mine"))
    local refused = support.run { "new", "story", "mine", "--in", packs }
    assert.equal(73, refused.code)
    assert.is_truthy(refused.err:find("was left as it is", 1, true))
    assert.equal(73, support.run { "new", "story", "harbour", "--in", packs }.code)
    assert.equal(73, support.run({ "new", "story", "mine", "--in", "/proc/nowhere" }).code)
    assert.equal("mine", support.shell("ls -A " .. support.quote(packs)))
  end)

  it("refuses names and scenes that cannot be", function()
    for _, name in ipairs { "Night", "../x", "a b", "" } do
      assert.equal(65, support.run { "new", "story", name, "--in", packs }.code)
    end
    assert.equal(64, support.run { "new", "mod", "pebble", "--in", packs }.code)
    for _, whose in ipairs { "nobody", "harbour:nothing", "harbour:lantern/nowhere", "harbour:lantern/home", "second_light" } do
      assert.equal(65, support.run({ "new", "mod", "pebble", "--for", whose, "--in", packs }).code)
    end
    assert.is_false(support.exists(packs))
  end)
end)
