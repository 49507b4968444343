-- words.lua - the words of a spec: busted's, which check where they stand, and a few of our own
local M = {}

-- All that busted executes and that its own `it` looks for in the globals of a test.
local descriptors = {
  "describe", "context", "insulate", "expose", "it", "spec", "test", "before_each", "after_each",
  "setup", "teardown", "strict_setup", "strict_teardown", "lazy_setup", "lazy_teardown",
}
local tools = { "assert", "spy", "stub", "mock", "match" }

local function check_outside(running, name)
  if running() then error(("\"%s\" cannot stand inside a test: put it beside the test, in a describe"):format(name), 3) end
end

local function word(name, publish, running)
  return function(title, body)
    check_outside(running, name)
    if body ~= nil and type(body) ~= "function" then error(("\"%s\" takes a function, not a %s"):format(name, type(body)), 2) end
    return publish(title, body)
  end
end

-- Inside a test `pending` ends it; outside it stands for one that is not written yet.
local function pending(busted, running)
  return function(title, body)
    if running() then return busted.pending(title) end
    return busted.executors.pending(title, body or function() end)
  end
end

local function finally(running)
  return function(body)
    local test = running()
    if not test then error("\"finally\" stands inside a test", 2) end
    test.env.finally(body)
  end
end

-- play("harbour:lantern", "light", "say"): a run that has taken these choices. A table instead of the name says more of it.
local function play(sim)
  return function(story, ...)
    local how = type(story) == "table" and story or { story = story }
    local run = sim.open():start(how)
    for _, choice in ipairs { ... } do run:take(choice) end
    return run
  end
end

-- walk("harbour:lantern", "light say", "home"): the same, with the ids of several choices in one text, parted by blanks.
local function walk(play_on)
  return function(story, ...)
    local path = {}
    for _, part in ipairs { ... } do
      for id in part:gmatch "%S+" do path[#path + 1] = id end
    end
    return play_on(story, table.unpack(path))
  end
end

--- Puts the words into `globals`. `running()` is the test that is being run, or nil.
function M.put(busted, api, globals, running)
  for _, name in ipairs(descriptors) do rawset(globals, name, word(name, busted.executors[name], running)) end
  for _, name in ipairs(tools) do rawset(globals, name, api[name]) end
  rawset(globals, "pending", pending(busted, running))
  rawset(globals, "finally", finally(running))
  local play_on = play(rawget(globals, "sim"))
  rawset(globals, "play", play_on)
  rawset(globals, "walk", walk(play_on))
end

return M
