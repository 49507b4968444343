-- values_spec.lua - what runs and worlds can hold, and who may write it
local support = require "support"
local tale = require "tale"

describe("variables", function()
  teardown(support.remove_scratch)

  -- A story whose choices run these effects, by id.
  local function effects(vars, list, mods)
    local choices = {}
    for id, code in pairs(list) do
      choices[#choices + 1] = ('{ "%s", id = "%s", effect = function(run, universe) %s end },'):format(id, id, code)
    end
    table.sort(choices)
    local packs = mods or {}
    packs.tale = tale.story { before = 'define.own { kept = 1, list = {} }\ndefine.world { number = 5, word = "a", list = {}, map = { a = 1 }, lamps = 0 }', vars = vars,
      scenes = tale.room(table.concat(choices)) }
    return tale.new(packs)
  end

  it("keep every kind of value, whole, in another process", function()
    local game = effects('t = true, i = 1, r = 1.5, s = "", l = {}, m = { k = 1 }, big = 0, small = 0, whole = 0.0', {
      fill = [[ local v = run.vars v.t = false v.i = -3 v.r = 0.1 v.s = "Zoë 😀 \n\t\"" v.l = { 1, { "a", { b = {} } }, true } v.m = { x = { 1, 2 }, ["with space"] = 1 }
        v.big = math.maxinteger v.small = math.mininteger v.whole = 3.0 ]],
      check = [[ local v = run.vars
        assert(v.t == false and v.i == -3 and v.r == 0.1 and v.s == "Zoë 😀 \n\t\"" and v.l[2][2].b and #v.l == 3 and v.m.x[2] == 2 and v.m["with space"] == 1)
        assert(v.big == math.maxinteger and v.small == math.mininteger and math.type(v.big) == "integer" and math.type(v.whole) == "float", "types") ]] })
    game:play("r", { "fill" })
    local lines = game:resume("r", { "check" })
    assert.is_nil(lines[2].error)
  end)

  it("keep what is changed inside a table, at any depth, and only that", function()
    local game = effects('bag = { "rope" }, tree = { a = { b = { 1 } } }', {
      insert = [[ table.insert(run.vars.bag, "lamp") ]],
      deep = [[ local b = run.vars.tree.a.b b[#b + 1] = 2 run.vars.tree.a.c = "new" ]],
      copy = [[ local bag = run.vars.bag run.vars.tree = { same = bag } table.insert(bag, "key") ]],
      failed = [[ table.insert(run.vars.bag, "lost") error("no") ]],
      pcalled = [[ local ok = pcall(function() table.insert(run.vars.bag, "kept") error("no") end) assert(not ok) ]] })
    game:play("r", { "insert", "deep" })
    assert.same({ bag = { "rope", "lamp" }, tree = { a = { b = { 1, 2 }, c = "new" } } }, game:show("r").vars)
    game:resume("r", { "copy", "failed", "pcalled" })
    assert.same({ bag = { "rope", "lamp", "key", "kept" }, tree = { same = { "rope", "lamp" } } }, game:show("r").vars)
  end)

  it("go back to what was declared when set to nil", function()
    local game = effects('n = 3, bag = { "rope" }', {
      change = [[ run.vars.n = 9 run.vars.bag = {} run.own.kept = 7 universe:set("number", 8) universe:set("map", {}) ]],
      reset = [[ run.vars.n = nil run.vars.bag = nil run.own.kept = nil universe:set("number", nil) universe:set("map", nil) ]] })
    game:play("r", { "change" })
    assert.same({ n = 9, bag = {} }, game:show("r").vars)
    assert.equal(7, game:show("r").own.tale.kept)
    game:resume("r", { "reset" })
    assert.same({ n = 3, bag = { "rope" } }, game:show("r").vars)
    assert.equal(1, game:show("r").own.tale.kept)
    local world = game:must("universe", "show", "tale_world", "--json")
    assert.truthy(world:find('"tale:number":5', 1, true) and world:find('"tale:map":{"a":1}', 1, true), world)
  end)

  local refused = {
    nan = "run.vars.n = 0 / 0", infinite = "run.vars.n = math.huge", nan_inside = "run.vars.bag = { 1, { 0 / 0 } }", fn = "run.vars.bag = { print }",
    itself = "local t = {} t.t = t run.vars.bag = t", mixed = "run.vars.bag = { 1, k = 2 }", holes = "run.vars.bag = { [1] = 1, [3] = 3 }",
    key = "run.vars.bag = { [true] = 1 }", nul = 'run.vars.word = "a\\0b"', bytes = 'run.vars.word = "\\xff"', unknown = "run.vars.bagg = 1",
    big = 'run.vars.word = ("x"):rep(65537)', big_table = 'local t = {} for i = 1, 7000 do t[i] = "123456789" end run.vars.bag = t',
    grown = 'for i = 1, 7000 do run.vars.bag[i] = "123456789" end', world_big = 'universe:set("word", ("x"):rep(65537))', world_nan = 'universe:set("word", 0 / 0)',
    world_unknown = 'universe:set("wrod", 1)', world_add = 'universe:add("word", 1)', world_float = 'universe:add("number", 0.5)',
    world_kind = 'universe:set("number", "five")', world_range = 'universe:set("number", math.maxinteger) universe:add("number", 1)',
    own_big = 'run.own.list = { ("x"):rep(65537) }', own_unknown = "run.own.other = 1", deep = "local t = {} run.vars.bag = t for i = 1, 5000 do t[1] = {} t = t[1] end run.vars.bag = run.vars.bag",
  }
  it("refuse what cannot be kept, and name it", function()
    local game = effects('n = 0, word = "", bag = {}', refused)
    local ids = {}
    for id in pairs(refused) do ids[#ids + 1] = id end
    table.sort(ids)
    local lines = game:play("r", ids)
    for index, id in ipairs(ids) do
      if id ~= "deep" then
        assert.truthy(lines[index + 1].error, id)
        assert.truthy(lines[index + 1].error:find("tale/init.lua:%d"), id .. ": " .. lines[index + 1].error)
      end
    end
    assert.same({ n = 0, word = "" }, { n = game:show("r").vars.n, word = game:show("r").vars.word })
  end)

  it("hold up to 64 kB", function()
    local game = effects('word = ""', { fill = 'run.vars.word = ("x"):rep(65000) universe:set("word", ("y"):rep(65000))', check = 'assert(#run.vars.word == 65000 and #universe:get("word") == 65000)' })
    game:play("r", { "fill" })
    assert.is_nil(game:resume("r", { "check" })[2].error)
  end)

  local meddling = {
    { "writes", "run.vars.n = 5", "vars.write" }, { "changes inside", 'table.insert(run.vars.bag, "stone")', "vars.write" },
    { "sets a world key", 'universe:set("tale:lamps", 9)', "universe.write" }, { "adds to a world key", 'universe:add("tale:lamps", 1)', "universe.write" },
    { "updates a world key", 'universe:update("tale:list", function(list) table.insert(list, 1) end)', "universe.write" },
    { "claims", 'universe:claim("tale:lamps")', "universe.write" },
  }
  for _, case in ipairs(meddling) do
    it("of a story are not another pack's that " .. case[1] .. " without permission, and are with it", function()
      local function vars(permissions)
        local game = effects('n = 1, bag = { "rope" }', {}, { mod = {
          ["pack.lua"] = 'return { name = "mod", version = "1.0.0"' .. permissions .. " }",
          ["init.lua"] = 'define.world { heard = 0 }\non("turn.ended", function(run, universe) universe:add("heard", 1) ' .. case[2] .. " end)" } })
        local line = game:play("r", { "wait" })[2]
        local world = game:must("universe", "show", "tale_world", "--json")
        return game:show("r").vars, tale.notices(line), world
      end
      local kept, notices, world = vars ""
      assert.same({ n = 1, bag = { "rope" } }, kept)
      assert.truthy(notices:find(case[3], 1, true) and notices:find("mod/init.lua:2", 1, true), notices)
      assert.is_nil(world:find('"mod:heard":1', 1, true))
      local _, none, with = vars((', permissions = { "%s" }'):format(case[3]))
      assert.equal("", none)
      assert.truthy(with:find('"mod:heard":1', 1, true), with)
    end)
  end

  it("of a story are read by other packs by copy; a pack's own are nobody else's", function()
    local game = effects('n = 1, bag = { "rope" }', { keep = "run.own.kept = 42" }, {
      reader = 'define.own { kept = 0, n = 0, bag = {}, lamps = 0 }\non("choice.taken", function(run, universe) run.own.n = run.vars.n run.own.bag = run.vars.bag table.insert(run.own.bag, "mine") run.own.kept = run.own.kept + 1 run.own.lamps = universe:get("tale:number") end)',
      thief = 'define.own { got = "" }\non("turn.ended", function(run) local ok, why = pcall(function() return run.own.kept end) run.own.got = tostring(ok) end)' })
    game:play("r", { "keep" })
    local shown = game:show("r")
    assert.same({ n = 1, bag = { "rope" } }, shown.vars)
    assert.same({ kept = 42, list = {} }, shown.own.tale)
    assert.same({ kept = 1, n = 1, bag = { "rope", "mine" }, lamps = 5 }, shown.own.reader)
    assert.same({ got = "false" }, shown.own.thief)
  end)

  it("of the world can have parts, and read a turn's own writes", function()
    local game = effects("log = {}", { go = [[
      universe:add("lamps/east", 2) universe:add("lamps/east", 3) universe:set("lamps/west_1", 7) universe:add("lamps/west_1", 1)
      universe:update("list", function(list) table.insert(list, "a") end) universe:update("number", function(n) return n * 2 end)
      local got = { universe:get("lamps/east"), universe:get("tale:lamps/west_1"), universe:get("lamps/north"), universe:get("lamps"), universe:get("list")[1], universe:get("number") }
      run.vars.log = got ]] })
    game:play("r", { "go" })
    assert.same({ 5, 8, 0, 0, "a", 10 }, game:show("r").vars.log)
  end)
end)
