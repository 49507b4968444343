-- sandbox_spec.lua - scripts that mean harm, through eval and in the middle of play
local support = require "support"

local seconds = support.is_dev and 40 or 4 -- a call may take 2 s; the sanitizers are slow

-- Each ends by itself with 0, 1 or 65; those in `refused` must not get through.
local hostile = {
  endless = "while true do end",
  endless_pcall = "while true do pcall(function() while true do end end) end",
  endless_handler = "xpcall(function() error('x') end, function() while true do end end)",
  endless_close = "local c = coroutine.wrap(function() local x <close> = setmetatable({}, { __close = function() while true do end end }) coroutine.yield() end) c() c = nil while true do end",
  endless_sort = "local t = {} for i = 1, 5000 do t[i] = i end while true do table.sort(t, function() return true end) end",
  endless_gsub = "while true do (('a'):rep(1000)):gsub('a', function() return 'a' end) end",
  endless_index = "local t = setmetatable({}, { __index = function(t, k) return t[k + 1] end }) return t[1]",
  tree = "local function grow() return coroutine.wrap(function() while true do grow()() end end) end grow()()",
  pattern = "return (('a'):rep(40000)):find(('.-'):rep(12) .. 'b')",
  pattern_match = "return (('x'):rep(60000)):match(('x*'):rep(20) .. 'y')",
  balance = "return (('('):rep(200000)):find('%b()')",
  repeat_string = "return ('x'):rep(1 << 40)",
  repeat_slowly = "local s = 'x' while true do s = s .. s end",
  fill = "local t = {} for i = 1, 1e9 do t[i] = { i } end",
  concat = "local t = setmetatable({}, { __len = function() return 1 << 40 end, __index = function() return 'xxxxxxxx' end }) return table.concat(t)",
  move = "return table.move({}, 1, 1 << 50, 2)",
  unpack = "return table.unpack({}, 1, 1 << 24)",
  deep = "local function f(n) return 1 + f(n + 1) end return f(1)",
  nested_coroutines = "local function f(n) return coroutine.wrap(function() return f(n + 1) end)() end return f(1)",
  nested_pcall = "local function f() return pcall(f) end return f()",
  parse = "return load(('if x then '):rep(100000))",
  parse_nested = "return load(('('):rep(300) .. '1' .. (')'):rep(300))",
  json_deep = "return json.decode(('['):rep(100000))",
  json_cycle = "local t = {} t.t = t return json.encode(t)",
  long_error = "error(('x'):rep(10000000))",
  odd_error = "error(setmetatable({}, { __tostring = function() while true do end end }))",
  nothing_error = "error(nil)",
  format = "return ('%99999d'):format(1)",
  close_many = "local t = {} for i = 1, 100000 do t[i] = coroutine.create(function() end) end for i = 1, #t do coroutine.close(t[i]) end",
  characters = "return utf8.char(table.unpack({}, 1, 100000))",
}

-- Each must be refused: what it reaches for is not there.
local refused = {
  os = "os.execute('true') log('PW' .. 'NED')",
  io = "io.open('pack.lua') log('PW' .. 'NED')",
  debug = "debug.getregistry() log('PW' .. 'NED')",
  package = "package.loadlib('x', '*') log('PW' .. 'NED')",
  dofile = "dofile('README.md') log('PW' .. 'NED')",
  bytecode = "local f = load('\\27Lua') f() log('PW' .. 'NED')",
  dump = "string.dump(function() end) log('PW' .. 'NED')",
  collect = "collectgarbage('stop') log('PW' .. 'NED')",
  global = "tpyo = 1 log('PW' .. 'NED')",
  string_index = "getmetatable('').__index.rep = 1 log('PW' .. 'NED')",
  library = "string.rep = nil log('PW' .. 'NED')",
  environment = "_ENV.print.x = 1 log('PW' .. 'NED')",
  finalizer = "setmetatable({}, { __gc = function() end }) log('PW' .. 'NED')",
  weak = "setmetatable({}, { __mode = 'k' }) log('PW' .. 'NED')",
  elsewhere = "require '../core/fitting' log('PW' .. 'NED')",
  absolute = "require '/etc/passwd' log('PW' .. 'NED')",
  module = "require 'os' log('PW' .. 'NED')",
}

local function eval(name, code)
  local path = support.write(support.path(name .. ".lua"), "-- a script\n" .. code .. "\n")
  local started = os.time()
  local done = support.run { "eval", path, seconds = seconds + 10 }
  assert(os.time() - started <= seconds + 1, name .. " took " .. os.time() - started .. " s")
  assert(done.code == 0 or done.code == 1 or done.code == 65, name .. ": exit " .. done.code .. ": " .. done.err:sub(1, 300))
  assert(#done.out + #done.err < 20000, name .. " printed " .. #done.out + #done.err .. " bytes")
  return done
end

describe("eval", function()
  teardown(support.remove_scratch)

  it("says ok of a script that is", function()
    local done = eval("good", "local t = { 3, 1, 2 } table.sort(t) return t[1]")
    assert.equal(0, done.code, done.err)
    assert.truthy((done.out .. done.err):find("ok", 1, true))
  end)

  for name, code in pairs(hostile) do
    it("outlives " .. name, function() eval(name, code) end)
  end

  for name, code in pairs(refused) do
    it("refuses " .. name, function()
      local done = eval(name, code)
      assert(done.code ~= 0, name .. " went through: " .. done.out)
      assert.is_nil((done.out .. done.err):find("PWNED", 1, true))
    end)
  end

  it("names file and line of an error, and the limit that stopped a script", function()
    local done = eval("erring", "local x = nil; x.y = 1")
    assert.truthy((done.out .. done.err):find("erring.lua:2", 1, true))
    assert.truthy((done.out .. eval("steps", hostile.endless).err):find("%a"))
    local function expect_stopped(code, words)
      local said = support.unhurried { "eval", support.write(support.path("limits.lua"), code) }
      assert.truthy((said.out .. said.err):find(words, 1, true), said.out .. said.err)
    end
    expect_stopped(hostile.endless, "stopped after 20,000,000 steps, the limit of one call: does it loop for ever?")
    expect_stopped(hostile.fill, "stopped by the memory limit of 32 MB")
  end)

  it("logs values with a tab between them", function()
    local done = eval("logs", "log('a', 1, nil, true, {}, setmetatable({}, { __tostring = function() return 'me' end })) log() log(nil)")
    assert.equal("a\t1\tnil\ttrue\ttable\tme\n\nnil\nok\n", done.out)
  end)

  it("keeps order and addresses out of what scripts see", function()
    local code = "local t = {} for i = 1, 50 do t['k' .. i * 7919 % 101] = i end local s = {} for k in pairs(t) do s[#s + 1] = k end\n"
      .. "error(table.concat(s, ' ') .. tostring({}) .. tostring(print or log) .. tostring(math.random or 0))"
    local first, second = eval("order", code), eval("order", code)
    assert.equal(first.err .. first.out, second.err .. second.out)
    assert.is_nil((first.err .. first.out):find("0x%x%x%x"))
  end)
end)

describe("a pack that means harm", function()
  teardown(support.remove_scratch)

  local function play_beside(name, code)
    local packs = support.pack(name, { ["init.lua"] = code })
    local store = support.path(name .. ".db")
    local lines = support.play({ "harbour:lantern", "--run", "r", "--content", packs, "--store", store }, { "sit", "back", "sit" })
    return lines, support.answer { "run", "show", "r", "--content", packs, "--store", store, "--json" }
  end

  local function expect_fault(name, code, place)
    local lines, shown = play_beside(name, code)
    assert.equal(4, #lines)
    assert.equal(3, shown.turns)
    local notices = lines[2].notices
    local said = type(notices) == "table" and table.concat(notices, "\n") or notices or ""
    assert.truthy(said:find(place, 1, true), "no fault that names " .. place .. " in: " .. said)
    return lines, shown
  end

  it("loses its handler's writes, and nobody's turn", function()
    expect_fault("endless", 'define.world { count = 0 }\non("turn.ended", function(run, universe)\n  universe:add("count", 1)\n  while true do end\nend)',
      "endless/init.lua")
    local _, shown = expect_fault("erring", 'on("choice.taken", function(run)\n  local x = nil\n  return x.y\nend)', "erring/init.lua:3")
    assert.equal(2, shown.vars.sat)
  end)

  it("cannot eat the memory", function()
    expect_fault("hungry", 'on("turn.ended", function()\n  local t = {}\n  for i = 1, 1e9 do t[i] = { i } end\nend)', "hungry/init.lua")
  end)

  it("cannot write another pack's variables", function()
    local _, shown = expect_fault("thief", 'on("turn.ended", function(run)\n  run.vars.lit = true\nend)', "thief/init.lua:2")
    assert.is_false(shown.vars.lit)
  end)

  it("cannot write another pack's world", function()
    expect_fault("vandal", 'on("turn.ended", function(run, universe)\n  universe:set("harbour:warm_nights", 99)\nend)', "vandal/init.lua:2")
  end)

  it("is not loaded when it does harm while it loads", function()
    local packs = support.pack("loading", { ["init.lua"] = "while true do end" })
    local done = support.run { "play", "harbour:lantern", "--auto", "1", "--content", packs, "--store", support.path("loading.db") }
    assert.equal(0, done.code)
    assert.truthy(done.err:find("left out: loading: loading/init.lua:1: stopped after", 1, true), done.err)
    assert.equal(1, support.run({ "play", "harbour:lantern", "--strict", "--auto", "1", "--content", packs, "--store", support.path("loading.db") }).code)
  end)
end)
