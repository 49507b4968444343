-- prose_tools_spec.lua - strings and sim over a shipped story written as prose: ids that stay, lines that are right
local support = require "support"

local path = "content/winter_lock/stories/lock.story"

local function lines_of(text)
  local list = {}
  for line in text:gmatch("([^\n]*)\n") do list[#list + 1] = line end
  return list
end

-- id -> { line, text } of the entries that come from the .story file.
local function entries(words)
  local list = {}
  for line, id, text in support.must(words):gmatch('#: winter_lock/stories/lock%.story:(%d+)\nmsgctxt "([^"]*)"\nmsgid (.-)\nmsgstr') do
    assert.is_nil(list[id], id)
    list[id] = { line = tonumber(line), text = text:gsub('"\n"', ""):match('^"(.*)"$'):gsub('\\"', '"') }
  end
  return list
end

-- The choices as they are written: "gauge" and so on.
local function written()
  local list = {}
  for _, line in ipairs(lines_of(support.read(path))) do
    local id = line:match("^[%s*+]*[*+] %(([a-z_]+)%)")
    if id then list[#list + 1] = id end
  end
  table.sort(list)
  return list
end

describe("a shipped story in prose", function()
  teardown(support.remove_scratch)

  it("gives translators every text with the line that it stands in", function()
    local lines, count = lines_of(support.read(path)), 0
    for id, entry in pairs(entries { "strings", "winter_lock" }) do
      local line = lines[entry.line]:gsub("[%[%]]", "")
      local first = entry.text:match("^[^{\\]*"):sub(1, 30):match("^(.-)%s*$")
      assert.truthy(line:find(first, 1, true), ("%s: \"%s\" is not in line %d: %s"):format(id, first, entry.line, line))
      count = count + 1
    end
    assert.truthy(count > 70, count)
  end)

  it("keeps the ids of its texts while scenes, choices and lines are written before them", function()
    local before = entries { "strings", "winter_lock" }
    local folder = support.path("edited")
    os.execute(("mkdir -p %s && cp -r content/winter_lock %s"):format(folder, folder))
    local text = support.read(path)
    text = text:gsub("=== evening ===\n", "=== dawn ===\nAt dawn.\n+ (up) [Get up] -> evening\n\n%0// said twice\n", 1)
    text = text:gsub("  %* %(horn%)", "  * (cold) [Stamp your feet] They stay cold.\n%0", 1)
    support.write(folder .. "/winter_lock/stories/lock.story", text)
    local after = entries { "strings", "winter_lock", "--content", folder }
    for id, entry in pairs(before) do
      assert.truthy(after[id], id)
      assert.equal(entry.text, after[id].text, id)
      assert.truthy(after[id].line > entry.line, id)
    end
  end)

  it("is covered by its written choices, each once, whatever the number of jobs", function()
    local function coverage(jobs)
      return support.answer { "sim", "play", "--story", "winter_lock:lock", "--runs", "300", "--chooser", "guided", "--seed", "1", "--json", "--quiet",
        "--jobs", jobs }.coverage
    end
    local told, taken = coverage("1"), {}
    for index, choice in ipairs(told.choices) do
      taken[index] = choice.id:match("[^/]*$")
      assert.truthy(choice.taken > 0, choice.id)
    end
    table.sort(taken)
    assert.same(written(), taken)
    assert.equal(told.scenes_total, told.scenes_met)
    assert.same(told, coverage("2"))
  end)
end)
