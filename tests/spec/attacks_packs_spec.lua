-- attacks_packs_spec.lua - the corpus of hostile scripts as packs: before a good one, all at once, and inside a story being played
local support = require "support"
local attacks = require "attacks"

local all = attacks.all()
local function some(step) return support.is_long and all or attacks.sample(all, support.is_dev and step * 4 or step) end

local good = [[
define.world { lamps = 0 }
on("choice.taken", function(run, universe) universe:add("lamps", 1) end)
define.story "tale" {
  title = "A Tale", start = "yard", vars = { steps = 0 },
  scenes = {
    yard = { text = "Step {steps}, {~dry|wet}.", choices = {
      { "Walk", id = "walk", add = { steps = 1 } }, { "Turn", id = "turn", effect = function(run) run.vars.steps = run.vars.steps + 2 end } } },
  },
}
]]

-- A new folder of packs: { name = init.lua }.
local serial = 0
local function packs(scripts)
  serial = serial + 1
  local folder = support.path("world" .. serial)
  for name, text in pairs(scripts) do
    os.execute("mkdir -p " .. support.quote(folder .. "/" .. name))
    support.write(folder .. "/" .. name .. "/init.lua", text)
    support.write(folder .. "/" .. name .. "/pack.lua", ("return { name = %q, version = \"1.0.0\" }\n"):format(name))
  end
  return folder
end

local function play_good(folder, seconds)
  serial = serial + 1
  return attacks.weigh({ "play", "good:tale", "--run", "r", "--player", "p", "--universe", "u", "--seed", "7", "--auto", "2", "--jsonl",
    "--no-default-content", "--content", folder, "--store", support.path("store" .. serial .. ".db") }, seconds)
end

describe("followed by a good pack in the same process, the attack", function()
  local tally, alone = attacks.tally(), nil
  setup(function()
    local done = play_good(packs { good = good })
    assert.equal(0, done.code, done.err)
    alone = done.out
    assert.equal(2, #support.lines(alone))
  end)
  teardown(function()
    support.remove_scratch()
    attacks.print("before a good pack", tally)
  end)

  for _, attack in ipairs(some(9)) do
    it(attack.name .. " changes nothing of its play", function()
      local scripts = { aaa_attack = attack.text, good = good }
      local first = attack.name:gsub("_b$", "_a")
      for _, other in ipairs(all) do
        if other.name == first and first ~= attack.name then scripts.aaa_attack, scripts.aab_attack = other.text, attack.text end
      end
      local most = 2 * attacks.seconds * 1000
      local done = attacks.within(most, attack, function() return play_good(packs(scripts)) end)
      attacks.add(tally, attack, done)
      assert.equal(0, done.code, done.err:sub(1, 400))
      assert.equal(alone, done.out)
      assert.is_falsy(attacks.escaped(attack, done), "it got out: " .. done.err:sub(1, 400))
      assert.is_true(done.ms <= most, "took " .. done.ms .. " ms")
      if not support.is_dev then assert.is_true(done.kb <= attacks.kilobytes, "took " .. done.kb .. " kB") end
    end)
  end
end)

describe("all at once, as packs of one world,", function()
  teardown(support.remove_scratch)

  -- Without --long, of those that run into a limit only every eighth: each may take its two seconds.
  local function chosen()
    local scripts, texts, limited = { good = good }, {}, 0
    for _, attack in ipairs(all) do
      limited = limited + (attack.expect == "limit" and 1 or 0)
      if support.is_long or attack.expect ~= "limit" or limited % 8 == 0 then
        scripts[attack.name] = attack.text
        texts[#texts + 1] = attack
      end
    end
    return scripts, texts
  end

  it("attacks are left out by name, and the good pack plays as if alone", function()
    local scripts, list = chosen()
    local alone = play_good(packs { good = good })
    local done = play_good(packs(scripts), support.is_dev and 600 or 120)
    assert.equal(0, done.code, done.err:sub(1, 600))
    assert.equal(alone.out, done.out)
    local named = 0
    for _, attack in ipairs(list) do
      assert.is_falsy(attacks.escaped(attack, done), attack.name .. " got out")
      if attack.expect == "refuse" then
        assert.truthy(done.err:find(attack.name, 1, true), attack.name .. " is not named in: " .. done.err:sub(1, 2000))
        named = named + 1
      end
    end
    assert.is_true(named >= 15)
    print(("{\"attacks\":\"all at once\",\"count\":%d,\"ms\":%d,\"mb\":%.1f}"):format(#list, done.ms, done.kb / 1024))
  end)
end)

describe("inside a story that is being played, the attack", function()
  local tally = attacks.tally()
  teardown(function()
    support.remove_scratch()
    attacks.print("in play", tally)
  end)

  local victim = [[
local function attack(...)
%s
end
on("choice.taken", function(run, universe, event)
  if event.choice == "handle" or event.choice == "victim:tale/yard/handle" then attack(run) end
end)
define.story "tale" {
  title = "A Tale", start = "yard", vars = { calm = 0, armed = false },
  scenes = {
    yard = { text = "Calm {calm}.", choices = {
      { "Be calm", id = "calm", add = { calm = 1 } },
      { "Attack", id = "effect", effect = function(run) attack(run) end },
      { "Let it be handled", id = "handle" },
      { "Arm", id = "arm", set = { armed = true } },
      { "Disarm", id = "disarm", set = { armed = false } },
      { "Armed", id = "armed", when = function(run) return not run.vars.armed or attack(run) end },
      { "Read it", id = "read", to = "book" } } },
    book = { text = function(run) return attack(run) or "A page." end, choices = { { "Close it", id = "calm", add = { calm = 1 }, to = "yard" } } },
  },
}
]]

  for _, attack in ipairs(some(11)) do
    it(attack.name .. " costs a turn at most", function()
      local order = { "effect", "calm", "handle", "calm", "arm", "disarm", "read", "calm" }
      local folder = packs { victim = victim:gsub("%%s", function() return attack.text end) }
      serial = serial + 1
      local store = support.path("store" .. serial .. ".db")
      local done = attacks.weigh({ "play", "victim:tale", "--run", "r", "--jsonl", "--no-default-content", "--content", folder, "--store", store,
        input = table.concat(order, "\n") .. "\n" }, 6 * attacks.seconds)
      attacks.add(tally, attack, done)
      if (done.code == 1 or done.code == 65) and #support.lines(done.out) == 0 then
        assert.truthy(done.err:find("victim/init.lua", 1, true), done.err:sub(1, 400))
        return -- its source alone was refused: no story to play
      end
      assert.equal(0, done.code, done.err:sub(1, 400))
      local calm, lines = 0, support.lines(done.out)
      for _, line in ipairs(lines) do calm = calm + (line.choice == "calm" and 1 or 0) end
      assert.equal(3, calm, done.out:sub(-1500))
      assert.equal("calm", lines[#lines].choice)
      assert.is_falsy(attacks.escaped(attack, done), "it got out: " .. done.err:sub(1, 400))
      local shown = support.answer { "run", "show", "r", "--no-default-content", "--content", folder, "--store", store, "--json" }
      assert.equal(3, shown.vars.calm)
    end)
  end
end)
