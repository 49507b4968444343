-- report_spec.lua - turnstone sim --report: one page, whole, safe and by itself
local support = require "support"

-- A sim of a pack's story with a report; gives the page and how it went.
local function report(where, words)
  local path = support.path("report.html")
  os.remove(path)
  local call = { "sim", "play", "--no-default-content", "--content", where, "--report", path, "--quiet" }
  for _, word in ipairs(words) do call[#call + 1] = word end
  call.under = words.under
  local done = support.run(call)
  return support.exists(path) and support.read(path) or "", done, path
end

local function count(text, pattern) return select(2, text:gsub(pattern, "")) end

-- Every element that is opened is closed in its turn. Gives how many there were.
local function check_nesting(html)
  local void = { meta = true, link = true, input = true, br = true }
  local open, seen = {}, 0
  for close, name, own in html:gsub("<!%-%-.-%-%->", ""):gsub("<!doctype.->", ""):gsub("<style>.-</style>", ""):gmatch("<(/?)([%a][%w:]*)[^<>]-(/?)>") do
    seen = seen + 1
    if close == "/" then
      assert(open[#open] == name, "</" .. name .. "> closes <" .. tostring(open[#open]) .. ">")
      open[#open] = nil
    elseif own ~= "/" and not void[name] then
      open[#open + 1] = name
    end
  end
  assert(#open == 0, #open .. " are left open")
  return seen
end

local evil = support.pack("evil", { ["init.lua"] = [==[
define.story "s" { title = [[<script>alert(1)</script>"'&amp;]], start = "hall", scenes = {
  hall = { text = "Hall.", choices = {
    { "<img src=x onerror=alert(2)>", id = "img", to = "end" },
    { "]]>--><svg onload=alert(3)>", id = "svg", to = "end" },
    { "<b>never</b>", id = "never", to = "far", when = "false" },
    { "Break", id = "break", effect = function() error("<script>alert(4)</script>") end },
  } },
  far = { text = "Far.", ending = "far" },
  ["end"] = { text = "End.", ending = "safe" },
} }
]==] })

describe("turnstone sim --report", function()
  teardown(support.remove_scratch)

  it("writes one page that needs nothing beside itself", function()
    local html, done = report("content", { "--story", "harbour:lantern", "--runs", "40" })
    assert.equal(0, done.code, done.err)
    assert.equal("<!doctype html>", html:sub(1, 15))
    assert.is_true(check_nesting(html) > 200)
    assert.is_nil(html:find("<script", 1, true))
    assert.is_nil(html:find("{{", 1, true))
    for address in html:gmatch("https?://[^%s\"<]+") do assert.truthy(address:find("^http://www%.w3%.org/"), address) end -- names of SVG
    for _, part in ipairs { "endings", "lengths", "coverage", "unlocks", "failures", "graph", "never", "visits", "choices" } do
      assert.equal(1, count(html, '<h3 id="p1%-' .. part .. '">'), part)
    end
    assert.truthy(html:find("The Lantern Keeper", 1, true))
    assert.equal(1, count(html, 'class="graph"[^>]*>%s*<svg'))
  end)

  it("says the same as --json", function()
    local html, done = report("content", { "--story", "harbour:lantern", "--runs", "40", "--seed", "3", "--json" })
    local played = support.decode(done.out)
    assert.truthy(html:find(("<dt>Runs</dt><dd>%d</dd>"):format(played.runs), 1, true))
    local turns = tostring(math.tointeger(played.turns)):reverse():gsub("(%d%d%d)", "%1,"):reverse():gsub("^,", "")
    assert.truthy(html:find(("<dt>Turns</dt><dd>%s</dd>"):format(turns), 1, true))
    for id, runs in pairs(played.endings) do
      local name = id:match("/(.*)$")
      assert.truthy(html:find(('<th scope="row">%s <small>[^<]*</small></th><td class="number">%d</td>'):format(name, runs)), name)
    end
  end)

  it("is the same at every call, for any number of jobs", function()
    local words = { "--story", "harbour:lantern", "--runs", "40", "--jobs", "1" }
    local one = report("content", words)
    words[#words] = "3"
    assert.equal(one, (report("content", words)))
  end)

  it("takes titles, labels and errors for words, never for markup", function()
    local html, done = report(evil, { "--story", "evil:s", "--runs", "60" })
    assert.is_true(done.code == 0 or done.code == 1, done.err)
    assert.truthy(html:find("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;amp;", 1, true))
    for _, markup in ipairs { "<script", "<img", "<svg onload", "<b>never" } do assert.is_nil(html:find(markup, 1, true), markup) end
    check_nesting(html)
  end)

  it("lists what was never reached with its place, and what failed with its path", function()
    local html = report(evil, { "--story", "evil:s", "--runs", "60" })
    assert.truthy(html:find('<tr><th scope="row">far</th><td class="place">evil/init.lua:%d+</td></tr>'))
    assert.truthy(html:find("&lt;b&gt;never&lt;/b&gt; <small>hall/never</small></th><td class=\"place\">evil/init.lua:5</td>", 1, true))
    assert.truthy(html:find('<li class="failure">', 1, true))
    assert.truthy(html:find("<li>break</li></ol>", 1, true))
  end)

  it("has a table in the graph's stead where Graphviz is missing, and says so", function()
    local html, done = report("content", { "--story", "harbour:lantern", "--runs", "10", under = "/usr/bin/env PATH=/nowhere" })
    assert.equal(0, done.code, done.err)
    assert.truthy(html:find("install the package graphviz", 1, true))
    assert.truthy(html:find('<table class="ways">.-<th scope="row">quay</th>'))
    check_nesting(html)
  end)

  it("stays small for a story of 1,000 scenes", function()
    local lines = { 'define.story "big" { title = "Big", start = "s1", scenes = {' }
    for i = 1, 1000 do
      lines[#lines + 1] = i == 1000 and 's1000 = { text = "End.", ending = "last" },'
        or ('s%d = { text = "S.", choices = { { "Go on to the next of them", id = "on", to = "s%d" }, { "Skip", id = "skip", to = "s%d" }, { "Back to the start", id = "start", to = "s1" } } },')
          :format(i, i + 1, math.min(i + 3, 1000))
    end
    local long = support.pack("long", { ["init.lua"] = table.concat(lines, "\n") .. "\n} }" })
    local html = report(long, { "--story", "long:big", "--runs", "20", "--turns", "100" })
    print(("the report of 1,000 scenes: %d bytes"):format(#html))
    assert.is_true(#html > 100000 and #html < 2000000, #html)
    assert.truthy(html:find("The story by its arcs", 1, true))
    check_nesting(html)
  end)

  it("tells expectations that failed, and still ends with 1", function()
    local script = support.write(support.path("hope.lua"), 'sim.play { story = "harbour:lantern", runs = 5 } sim.expect(1 == 2, "<i>hope</i>") sim.expect(true)')
    local path = support.path("hope.html")
    local done = support.run { "sim", script, "--report", path }
    assert.equal(1, done.code, done.err)
    local html = support.read(path)
    assert.truthy(html:find("1 of 2 expectations failed", 1, true))
    assert.truthy(html:find("&lt;i&gt;hope&lt;/i&gt;", 1, true))
  end)

  it("writes a page for a script that plays nothing", function()
    local script = support.write(support.path("nothing.lua"), "return 1")
    support.must { "sim", script, "--report", support.path("nothing.html") }
    assert.truthy(support.read(support.path("nothing.html")):find("played no story", 1, true))
  end)

  it("refuses a path that cannot be written before anything is played", function()
    local script = support.write(support.path("loud.lua"), 'log("played")')
    local done = support.run { "sim", script, "--report", support.path("no/such.html") }
    assert.equal(73, done.code)
    assert.is_nil(done.err:find("played", 1, true))
  end)

  it("leaves an older page as it is when the script errs", function()
    local path = support.write(support.path("old.html"), "old")
    local script = support.write(support.path("bad.lua"), 'error("no")')
    assert.equal(1, support.run({ "sim", script, "--report", path }).code)
    assert.equal("old", support.read(path))
  end)
end)
