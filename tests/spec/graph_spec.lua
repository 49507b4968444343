-- graph_spec.lua - turnstone graph: a story as DOT, SVG and PNG, by arcs and by visits
local support = require "support"

local function content(name, files) return { "--no-default-content", "--content", support.pack(name, files) } end

local function graph(where, ...)
  local call = { "graph", ... }
  for _, word in ipairs(where) do call[#call + 1] = word end
  return call
end

local tale = content("tale", {
  ["init.lua"] = [[
define.story "s" { title = 'A "quoted" \\ tale', start = "hall", vars = { lit = false }, scenes = {
  hall = { text = "Hall.", next = "cellar", otherwise = "attic", choices = {
    { "Go down", id = "down", to = "cellar" },
    { "Fall down", id = "fall", to = "cellar" },
    { "Go up", id = "up", to = "attic" },
    { "Look at the map", id = "map", detour = "map" },
  } },
  cellar = { text = "Cellar.", choices = { { "Wait", id = "wait" }, { 'Say "<b>&amp;\\n" and a great deal more than fits', id = "say", to = "home" } } },
  attic = { text = "Attic.", draw = { pool = "dust", offer = 2, otherwise = "home" } },
  map = { text = "A map.", choices = { { "Fold it", id = "fold", back = true } } },
  home = { text = "Home.", ending = "safe" },
  lost = { text = "Nobody comes here.", choices = { { "Go home", id = "go", to = "home" } } },
} }
define.storylet "moth" { story = "s", pool = "dust", label = "A moth", text = "A moth.", choices = { { "Let it be", id = "be" } } }
]] })

-- A story of so many scenes in one file, in arcs of 25 that hardly meet.
local function long_story(count)
  local lines = { 'define.story "big" { title = "Big", start = "s1", scenes = {' }
  for i = 1, count do
    local ways = {}
    for id, to in pairs { on = i + 1, skip = i + 3 } do
      if to <= count then ways[#ways + 1] = ('{ "Go to %d", id = "%s", to = "s%d" }'):format(to, id, to) end
    end
    table.sort(ways)
    local way = i % 97 == 0 and 'ending = "e' .. i .. '"' or ("choices = { %s }"):format(table.concat(ways, ", "))
    lines[#lines + 1] = i < count and ('s%d = { text = "Scene %d.", %s },'):format(i, i, way) or ('s%d = { text = "End.", ending = "last" },'):format(i)
  end
  lines[#lines + 1] = "} }"
  return table.concat(lines, "\n")
end

-- Graphviz itself reads what was written.
local function is_drawn(dot)
  local path = support.write(support.path("read.dot"), dot)
  return (os.execute("dot -Tcanon " .. support.quote(path) .. " >/dev/null 2>" .. support.quote(path .. ".err")))
end

local function is_well_formed(svg)
  local depth = 0
  for close, name, own in svg:gsub("<!%-%-.-%-%->", ""):gsub("<[!?].->", ""):gmatch("<(/?)([%a:]+)[^>]-(/?)>") do
    if close == "/" then depth = depth - 1 elseif own ~= "/" then depth = depth + 1 end
    assert(depth >= 0, "closes " .. name .. " too often")
  end
  return depth == 0 and svg:find("<svg", 1, true) and not svg:find("&[^%a#]")
end

local function edge(dot, from, to) return dot:match(('\n  "%s" %%-> "%s" %%[([^\n]*)%%];'):format(from, to)) end
local function node(dot, name) return dot:match(('\n +"%s" %%[([^\n]*)%%];'):format(name)) end

describe("turnstone graph", function()
  teardown(support.remove_scratch)

  it("tells what each scene is by its shape", function()
    local dot = support.must(graph(tale, "tale:s"))
    local shapes = { hall = "box", home = "doubleoctagon", map = "hexagon", moth = "note", ["pool:dust"] = "cylinder" }
    for name, shape in pairs(shapes) do assert.truthy(node(dot, name):find("shape=" .. shape, 1, true), name) end
    assert.truthy(edge(dot, ":start", "hall"))
    assert.truthy(node(dot, "home"):find("ending: safe", 1, true))
    assert.truthy(node(dot, "cellar"):find("1 choice stays", 1, true))
    assert.is_nil(edge(dot, "cellar", "cellar"))
    assert.is_true(is_drawn(dot))
  end)

  it("tells the kinds of ways apart, and joins those between the same two scenes", function()
    local dot = support.must(graph(tale, "tale:s"))
    assert.truthy(edge(dot, "hall", "cellar"):find("Go down\\nFall down", 1, true))
    assert.equal(1, select(2, dot:gsub('"hall" %-> "cellar"', "")))
    assert.truthy(edge(dot, "hall", "map"):find("dir=both", 1, true))
    assert.is_nil(edge(dot, "map", "hall"))
    assert.truthy(edge(dot, "attic", "home"):find("style=dashed", 1, true))
    assert.truthy(edge(dot, "attic", "pool:dust"):find("style=dotted", 1, true))
    assert.truthy(edge(dot, "pool:dust", "moth"):find("style=dotted", 1, true))
  end)

  it("quotes labels so that Graphviz reads them as they are, and cuts long ones", function()
    local dot = support.must(graph(tale, "tale:s"))
    assert.truthy(dot:find([[A \"quoted\" \\ tale (tale:s)]], 1, true))
    assert.truthy(edge(dot, "cellar", "home"):find([[label="Say \"<b>&amp;amp;\\n\" and a gr…"]], 1, true), edge(dot, "cellar", "home"))
    assert.is_true(is_drawn(dot))
  end)

  it("is the same at every call", function()
    local call = graph(tale, "tale:s", "--sim", "20", "--seed", "5")
    assert.equal(support.must(call), support.must(call))
  end)

  it("frames scenes by the file they were written in", function()
    local split = content("split", {
      ["stories/s.lua"] = 'define.story "s" { title = "S", start = "hall", scenes = { hall = { text = "H.", choices = { { "Go", id = "go", to = "vault" } } } } }',
      ["stories/s/cellar.lua"] = 'define.scene "s/vault" { text = "V.", ending = "rich" }',
    })
    local dot = support.must(graph(split, "split:s"))
    assert.truthy(dot:find('subgraph cluster_%d.-label="s";%s+"hall"'))
    assert.truthy(dot:find('subgraph cluster_%d.-label="cellar";%s+"vault"'))
    local clusters = support.must(graph(split, "split:s", "--view", "clusters"))
    assert.truthy(clusters:find([[label="cellar\n1 scene\n1 ending"]], 1, true))
    assert.truthy(edge(clusters, "arc:%d", "arc:%d"):find("1 way", 1, true))
  end)

  it("writes a detour of many scenes in words, not as a line from each", function()
    local rooms = {}
    for i = 1, 9 do
      rooms[#rooms + 1] = ('r%d = { text = "R.", choices = { { "On", id = "on", to = "r%d" }, { "Rest", id = "rest", detour = "rest" } } },'):format(i, i % 9 + 1)
    end
    local many = content("many", { ["init.lua"] = 'define.story "s" { title = "S", start = "r1", scenes = { ' .. table.concat(rooms)
      .. ' rest = { text = "Rest.", choices = { { "Rise", id = "rise", back = true } } } } }' })
    local dot = support.must(graph(many, "many:s"))
    assert.truthy(node(dot, "rest"):find("from 9 scenes", 1, true))
    assert.truthy(node(dot, "r1"):find("1 common detour", 1, true))
    assert.is_nil(edge(dot, "r1", "rest"))
  end)

  it("colours what was visited, and lets what never was stand out", function()
    local dot = support.must(graph(tale, "tale:s", "--sim", "30"))
    assert.truthy(node(dot, "hall"):find("fillcolor=\"#%x+\""))
    assert.truthy(node(dot, "hall"):find("%d+ ×"))
    assert.truthy(node(dot, "lost"):find("class=\"never\"", 1, true))
    assert.is_nil(node(dot, "hall"):find("class=\"never\"", 1, true))
    assert.truthy(edge(dot, "lost", "home"):find("#c2410c", 1, true))
    assert.truthy(dot:find("never visited", 1, true))
    assert.truthy(dot:find("coloured by the visits of 30 runs", 1, true))
  end)

  it("draws SVG and PNG by Graphviz", function()
    local svg = support.must(graph(tale, "tale:s", "--format", "svg", "--sim", "5"))
    assert.truthy(is_well_formed(svg))
    local path = support.path("tale.png")
    support.must(graph(tale, "tale:s", "--out", path))
    assert.equal("\137PNG\r\n", support.read(path):sub(1, 6))
  end)

  it("shows a story of 1,000 scenes by its arcs, in little time", function()
    local long = content("long", { ["init.lua"] = long_story(1000) })
    local dot = support.must(graph(long, "long:big"))
    local arcs = select(2, dot:gsub("shape=folder", ""))
    assert.is_true(arcs > 3 and arcs < 60, arcs .. " arcs")
    local scenes = 0
    for count in dot:gmatch("\\n(%d+) scenes?") do scenes = scenes + tonumber(count) end
    assert.equal(1000 + 1000, scenes) -- in the title, and in all arcs
    for _, format in ipairs { "svg", "png" } do
      local out = support.path("long." .. format)
      local took = support.shell(("bash -c 'TIMEFORMAT=%%R; time %s graph long:big --no-default-content --content %s --sim 20 --quiet --out %s' 2>&1"):format(
        support.binary, long[3], out))
      print(("1,000 scenes as %s: %s s"):format(format, took))
      assert.is_true(tonumber(took) < (support.is_dev and 60 or 10), took)
    end
    assert.is_true(is_drawn(support.must(graph(long, "long:big", "--view", "scenes"))))
  end)

  it("keeps a big story without any way in it small", function()
    local rooms = {}
    for i = 1, 3000 do rooms[i] = ('r%d = { text = "R.", ending = "e%d" },'):format(i, i) end
    local apart = content("apart", { ["init.lua"] = 'define.story "s" { title = "S", start = "r1", scenes = { ' .. table.concat(rooms) .. "} }" })
    local dot = support.must(graph(apart, "apart:s"))
    assert.is_true(select(2, dot:gsub("shape=folder", "")) < 5)
  end)

  it("refuses what it cannot do, and says what next", function()
    local function refused(code, words, ...)
      local done = support.run(graph(tale, ...))
      assert.equal(code, done.code, done.err)
      assert.truthy(done.err:find(words, 1, true), done.err)
    end
    refused(65, 'did you mean "tale:s"', "tale:t")
    refused(64, "dot, svg or png", "tale:s", "--format", "gif")
    refused(64, "scenes or clusters", "tale:s", "--view", "all")
    refused(64, "from 1 to", "tale:s", "--sim", "0")
    refused(64, "give --sim N", "tale:s", "--seed", "3")
    refused(73, "No such file or directory", "tale:s", "--out", support.path("no/such/folder.svg"))
    refused(73, "Is a directory", "tale:s", "--out", support.path(""))
  end)

  it("refuses a path that cannot be written before it plays anything", function()
    local done = support.run(graph(tale, "tale:s", "--sim", "1000000", "--out", support.path("no/such/folder.svg")))
    assert.equal(73, done.code)
  end)

  it("says which package is missing without Graphviz, and leaves what lies there as it is", function()
    local call = graph(tale, "tale:s", "--out", support.write(support.path("kept.svg"), "kept"))
    call.under = "/usr/bin/env PATH=/nowhere"
    local done = support.run(call)
    assert.equal(69, done.code, done.err)
    assert.truthy(done.err:find("install the package graphviz", 1, true), done.err)
    assert.equal("kept", support.read(support.path("kept.svg")))
    assert.equal("", support.shell("ls -A " .. support.quote(support.path("")) .. " | grep -F kept.svg. || true"))
  end)
end)
