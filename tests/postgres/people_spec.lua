-- people_spec.lua - what people have, asked for by many at once over a server: one point pays for one skill, one name is one player's
local server = require "server"
local support = require "support"

local skills = [[
define.skill "knots" { title = "Knots", cost = 1 }
define.skill "stars" { title = "Stars", cost = 1 }
define.skill "tides" { title = "Tides", cost = 1 }
define.story "s" { title = "S", start = "here", scenes = {
  here = { text = "Here.", choices = { { "End", id = "finish", to = "over" } } },
  over = { text = "Over.", ending = "done" } } }
]]

describe("over a server", function()
  local one = server.get()
  local content = support.pack("tale", { ["init.lua"] = skills })
  teardown(function()
    one:stop()
    support.remove_scratch()
  end)

  local function words(url, list)
    local call = { support.binary }
    for _, word in ipairs(list) do call[#call + 1] = support.quote(word) end
    return table.concat(call, " ") .. (" --store %s --no-default-content --content %s"):format(support.quote(url), support.quote(content))
  end

  -- How many of the commands, all started at once, ended with 0.
  local function together(url, calls)
    local lines = {}
    for number, call in ipairs(calls) do
      lines[number] = ("(%s >/dev/null 2>&1 && echo taken) &"):format(words(url, call))
    end
    return select(2, support.shell(table.concat(lines, "\n") .. "\nwait"):gsub("taken", ""))
  end

  local function live(url, player, run)
    support.shell(("echo finish | %s >/dev/null 2>&1"):format(words(url, { "play", "tale:s", "--run", run, "--player", player, "--universe", run, "--jsonl" })))
  end

  it("a point is spent once, however many ask for what it buys", function()
    local url = one:database()
    live(url, "ada", "first")
    local asked = {}
    for number = 1, 9 do asked[number] = { "player", "learn", "ada", ({ "knots", "stars", "tides" })[number % 3 + 1] } end
    assert.equal(1, together(url, asked))
    assert.equal("1", one:sql(url, "SELECT count(*) FROM turnstone.kept"))
  end)

  it("a name on the board is taken once", function()
    local url, asked = one:database(), {}
    for number = 1, 8 do
      live(url, "p" .. number, "r" .. number)
      asked[number] = { "player", "name", "p" .. number, "Lark" }
    end
    assert.equal(1, together(url, asked))
    assert.equal("1", one:sql(url, "SELECT count(*) FROM turnstone.kept"))
  end)

  it("what a player asks to be spared is changed by each, and none of it lost", function()
    local url, asked, themes = one:database(), {}, { "loss", "violence", "betrayal", "abuse", "grief", "water", "dark", "fire" }
    for number, theme in ipairs(themes) do asked[number] = { "player", "care", "ada", "--boundary", theme } end
    assert.equal(#themes, together(url, asked))
    local kept = one:sql(url, "SELECT settings FROM turnstone.care")
    for _, theme in ipairs(themes) do assert.truthy(kept:find(theme, 1, true), kept) end
  end)
end)
