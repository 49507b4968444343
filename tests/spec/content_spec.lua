-- content_spec.lua - the shipped content: large enough, sound, and able to be walked for a very long time
local support = require "support"

-- Counts what the files of a story define, in plain Lua, knowing nothing of the runtime.
local function count_story(folder, story)
  local scenes, choices, files = 0, 0, 0
  local function add_choices(list) choices = choices + (list and #list or 0) end
  local function add_scene(scene)
    scenes = scenes + 1
    add_choices(scene.choices)
  end
  local define = {
    story = function(name)
      return function(body)
        if name ~= story then return end
        for _, scene in pairs(body.scenes or {}) do add_scene(scene) end
      end
    end,
    scene = function(name)
      return function(body)
        if name:match("^[^/]+") == story then add_scene(body) end
      end
    end,
    storylet = function()
      return function(body)
        if body.story == story then add_scene(body) end
      end
    end,
    choices = function() return add_choices end,
  }
  setmetatable(define, { __index = function() return function() return function() end end end })
  local loaded, environment = {}, nil
  local function load_file(path)
    if not loaded[path] then
      files = files + 1
      loaded[path] = { assert(loadfile(folder .. "/" .. path, "t", environment))() }
    end
    return loaded[path][1]
  end
  environment = setmetatable({
    define = define, on = function() end, amend = define,
    require = function(name) return load_file(name:gsub("%.", "/") .. ".lua") end,
  }, { __index = _G })
  for path in support.shell("cd " .. folder .. " && find . -name '*.lua' ! -name pack.lua ! -path './tests/*'"):gmatch("[^\n]+") do
    load_file(path:sub(3))
  end
  return scenes, choices, files
end

describe("the shipped content", function()
  teardown(support.remove_scratch)

  it("has no problem", function()
    local done = support.run { "check", "--json" }
    assert.same({ 0, "" }, { done.code, done.err })
  end)

  it("has a journey of at least 60 scenes and storylets and 180 choices", function()
    local scenes, choices, files = count_story("content/enchanted_realm", "journey")
    assert(scenes >= 60, scenes .. " scenes and storylets in " .. files .. " files")
    assert(choices >= 180, choices .. " choices")
  end)

  it("is found wanting when it has problems, each with its place", function()
    local packs = support.pack("wrong", { ["init.lua"] = [[
define.story "w" { title = "W", start = "nowhere", vars = { lit = false }, scenes = {
  here = { text = "Here.", choices = {
    { "Go", id = "go", to = "ther" },
    { "Go again", id = "go" },
    { "See", id = "see", when = "litt" },
  } },
  there = { text = "There.", ending = "over", titel = "x" },
} }
]] })
    local done = support.run { "check", "--content", packs, "--json" }
    assert.equal(1, done.code)
    local said = done.out .. done.err
    for _, words in ipairs { "nowhere", "ther", "\"go\"", "litt", "titel", "wrong/init.lua" } do
      local plain = words:gsub('"', "")
      assert.truthy(said:find(plain, 1, true), words .. " is not named in: " .. said)
    end
  end)

  it("lets the journey be walked for very long, with one deed a turn and every 30th remembered by all", function()
    local turns = support.is_long and 100000 or support.is_dev and 1500 or 20000
    local store = support.path("long.db")
    local done = support.run { "play", "enchanted_realm:journey", "--run", "r", "--player", "p", "--universe", "u", "--seed", "1",
      "--auto", turns, "--jsonl", "--store", store, seconds = 900 }
    assert.same({ 0, "" }, { done.code, done.err })
    assert.equal(turns, select(2, done.out:gsub("\n", "")))
    assert.is_nil(done.out:find('"error"', 1, true))
    assert.is_nil(done.out:find(".lua:%d")) -- a fault would name its file and line
    local scenes = {}
    for scene in done.out:gmatch('"scene":"([^"]+)"') do scenes[scene] = true end
    local seen = 0
    for _ in pairs(scenes) do seen = seen + 1 end
    if turns >= 20000 then assert(seen >= 60, "only " .. seen .. " scenes were seen") end
    local events = support.answer({ "universe", "timeline", "u", "--store", store, "--json" }).events
    assert.equal(turns, #events)
    for index, event in ipairs(events) do
      if event.position ~= index or event.major ~= (index % 30 == 0) then
        error(("event %d: position %d, major %s, %s"):format(index, event.position, tostring(event.major), event.action))
      end
    end
    local shown = support.answer { "run", "show", "r", "--store", store, "--json" }
    assert.same({ turns, turns // 20 }, { shown.turns, shown.milestones })
    support.must { "store", "check", "--store", store }
  end)

  it("leaves a life a question of its focus to think about, where it sits down, and none without a focus", function()
    local function asked(run, ...)
      local lines = support.play({ "enchanted_realm:journey", "--run", run, "--universe", run, "--store", support.path("asked.db"), ... },
        { "to_forest", "to_ferns", "to_guardian", "answer_guardian", "to_grove", "to_spring" })
      return table.concat(lines[#lines].notices or {}, "|")
    end
    assert.truthy(asked("grieves", "--focus", "grief"):find("to think about, if you like, about 2 minutes: Which day of the week is the longest", 1, true))
    assert.is_nil(asked("walks"):find("to think about", 1, true))
  end)

  it("lets each focus walk, and integrates a metaconcept with each milestone", function()
    for _, focus in ipairs { "anxiety_management", "self_esteem", "relationship_healing", "anxiety", "depression", "trauma", "grief",
      "social_anxiety", "identity", "ptsd", "stress", "relationships" } do
      local store = support.path(focus .. ".db")
      local out = support.must { "play", "enchanted_realm:journey", "--run", "r", "--focus", focus, "--auto", "60", "--jsonl", "--store", store }
      assert.is_nil(out:find(".lua:%d"), focus)
      local shown = support.answer { "run", "show", "r", "--store", store, "--json" }
      assert.same({ 3, focus }, { shown.milestones, shown.focus })
      assert.is_true(#shown.metaconcepts >= 1 and #shown.metaconcepts <= 3)
    end
  end)

  it("never says the words that do not belong in a story", function()
    local found = support.shell("grep -rniE '\\b(should|therapy|diagnosis|treatment|patient)\\b' content --include='*.lua' | grep -v '^content/core/' | head -5")
    assert.equal("", found)
  end)

  it("names eighteen metaconcepts and the twelve focuses", function()
    local text = support.read("content/core/metaconcepts.lua") .. support.read("content/core/focuses.lua")
    assert.equal(18, select(2, text:gsub("define%.metaconcept", "")))
    assert.equal(12, select(2, text:gsub("define%.focus", "")))
  end)
end)
