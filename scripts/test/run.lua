-- run.lua - runs the tests of one spec file with busted and tells the runtime how each ended
--
-- Everything here is trusted and has Lua's full libraries; the spec has not. `host` is what runtime/lua/spec.c gives.
local host, words = ...

local found, core = pcall(require, "busted.core")
if not found then host.missing(core) end

local busted = core()
local test, ending, has_started -- the test that is being run; how it will end: { how, where, message }; did busted come to its body?

-- "the lantern burns once lit", or busted's own word for what has no name
local function name_of(element)
  local names = {}
  while element and element.descriptor ~= "file" and element.descriptor ~= "suite" do
    table.insert(names, 1, element.name and tostring(element.name) or element.descriptor)
    element = busted.context.parent(element)
  end
  return table.concat(names, " ")
end

local function place_of(trace)
  return trace and trace.currentline > 0 and host.path .. ":" .. trace.currentline or host.path
end

-- The innermost line of the spec: what lies further in is busted's, luassert's or ours.
function busted.getTrace(_, _, message)
  local level, info = 2, debug.getinfo(2, "Sl")
  while info and info.source ~= "@" .. host.path do
    level = level + 1
    info = debug.getinfo(level, "Sl")
  end
  return { source = "@" .. host.path, short_src = host.path, currentline = info and info.currentline or 0, message = message, traceback = "" }
end

-- A message begins with where it was raised; that is told apart from it.
local function split(message, trace)
  local start = host.path .. ":"
  message = tostring(message)
  if message:sub(1, #start) ~= start then return place_of(trace), message end
  local line, rest = message:sub(#start + 1):match("^(%d+): ?(.*)$")
  if not line or line == "0" then return place_of(trace), rest or message end
  return start .. line, rest
end

-- Whatever goes wrong first is how the test ends; outside of all tests it is told at once.
local function note(how)
  return function(element, _, message, trace)
    local where, what = split(message, trace)
    if not test then
      local name = name_of(element)
      host.ended(how, name ~= "" and name or "while it was loaded", where, what)
    elseif not ending or ending.how == "skipped" then
      ending = { how = how, where = where, message = what }
    end
    return nil, true
  end
end

busted.subscribe({ "failure" }, note "failed")
busted.subscribe({ "error" }, note "erred")
busted.subscribe({ "pending" }, note "skipped")
busted.subscribe({ "test", "start" }, function()
  has_started = true
  return nil, true
end)

local function is_wanted(name) return not host.filter or name:find(host.filter) ~= nil end

local function finish(name, place)
  local failed = host.expectations()
  if failed and not ending then
    local where, message = split((failed:gsub("\n$", "")))
    ending = { how = "failed", where = where, message = message }
  end
  if not ending and not has_started then ending = { how = "erred", where = place, message = "was not run, since its setup failed" } end
  ending = ending or { how = "passed", where = place }
  test = nil
  host.ended(ending.how, name, ending.where ~= host.path and ending.where or place, ending.message)
end

-- Around busted's own way of running a test: a fresh world and budget before its before_each, the verdict after its after_each.
local function run_test(run)
  return function(element)
    local name, place = name_of(element), place_of(element.trace)
    if not is_wanted(name) or not host.begin(name, place) then return end
    test, ending, has_started = element, nil, false
    run(element)
    finish(name, place)
  end
end

local function skip_test(element)
  local name, place = name_of(element), place_of(element.trace)
  if is_wanted(name) and host.begin(name, place) then host.ended("skipped", name, place) end
end

local register = busted.register
function busted.register(descriptor, executor, attributes)
  if descriptor == "it" then executor = run_test(executor) end
  if descriptor == "pending" then executor = skip_test end
  return register(descriptor, executor, attributes)
end

local api = require "busted"(busted)
if host.filter then
  local is_pattern, why = pcall(string.find, "", host.filter)
  if not is_pattern then host.refuse_filter(why) end
end
words.put(busted, api, host.words, function() return test end)

local function run_file()
  local spec, why = host.load()
  if not spec then error(why, 0) end
  host.renew()
  spec()
end

busted.randomize, busted.randomseed = host.seed ~= nil, host.seed
busted.executors.file(host.path, setmetatable({}, { __call = function() run_file() end }))
require "busted.execute"(busted)(1, { seed = host.seed })
