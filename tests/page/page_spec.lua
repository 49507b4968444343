-- page_spec.lua - the report of a simulation in a real browser: as a phone and a desk have it, light and dark
local support = require "support"

local modules = os.getenv("TURNSTONE_PAGE_MODULES") or "build-page/node_modules"
local shots = os.getenv("TURNSTONE_SHOTS") -- pictures go there; else nowhere

local function report(name, call)
  local path = support.path(name .. ".html")
  for _, word in ipairs { "--report", path, "--quiet" } do call[#call + 1] = word end
  local done = support.run(call)
  assert(support.exists(path), done.err)
  return path
end

-- Long words, a hostile title, a failure, a thousand scenes and things that are never met, all in one.
local function write_hard_story()
  local lines = { 'define.story "hard" { title = [[<script>alert("title")</script> and_a_word_that_goes_on_and_on_without_any_place_to_break_it]], start = "s1", scenes = {' }
  for i = 1, 1000 do
    lines[#lines + 1] = i % 111 == 0 and ('s%d = { text = "End.", ending = "%s%d" },'):format(i, ("ending_of_a_long_name_"):rep(3), i)
      or ('s%d = { text = "S.", choices = { { "Go on, and do not look round", id = "on", to = "s%d" }, { "<b>Skip</b>", id = "%s", to = "s%d" } } },')
        :format(i, math.min(i + 1, 1000), ("skip_"):rep(12) .. i, math.min(i + 3, 1000))
  end
  lines[#lines + 1] = '} }\non("scene.entered", { scene = "hard:hard/s4" }, function() error("<img src=x onerror=alert(1)>") end)'
  return support.pack("hard", { ["init.lua"] = table.concat(lines, "\n") })
end

local function look(pages)
  if shots then os.execute("mkdir -p " .. support.quote(shots)) end
  local quoted = {}
  for index, page in ipairs(pages) do quoted[index] = support.quote(page) end
  local command = ("NODE_PATH=%s timeout 600 node tests/page/look.js %s %s 2>&1"):format(support.quote(modules), support.quote(shots or "-"), table.concat(quoted, " "))
  return support.shell(command)
end

describe("the report in a browser", function()
  teardown(support.remove_scratch)

  it("is readable, whole and quiet, whatever the story", function()
    local said = look {
      report("lantern", { "sim", "play", "--story", "harbour:lantern", "--runs", "100" }),
      report("hard", { "sim", "play", "--no-default-content", "--content", write_hard_story(), "--story", "hard:hard", "--runs", "30" }),
      report("table", { "sim", "play", "--story", "harbour:lantern", "--runs", "5", under = "/usr/bin/env PATH=/nowhere" }),
    }
    print(said)
    assert.equal("12 looks, 0 complaints", said:match("[^\n]*$"), said)
  end)

  it("is complained of when it is not", function()
    local page = support.write(support.path("bad.html"), [[<!doctype html><html><body><h1>Bad</h1><h3>Wide</h3>
      <p style="width: 500px; color: #bbb; background: #ccc">Wide and pale</p><script>console.error("loud")</script><img src="http://127.0.0.1:9/x.png"></body></html>]])
    local said = look { page }
    for _, complaint in ipairs { "console: loud", "scrolls sideways", "too wide: p", "too pale: p", "asks the network", "skip no level", "one main" } do
      assert.truthy(said:find(complaint, 1, true), complaint .. " is not in:\n" .. said)
    end
  end)
end)
