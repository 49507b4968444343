-- focus_spec.lua - what a run's focus brings: its words for scripts, and stories for who only names it
local support = require "support"
local tale = require "tale"

local FOCUS = [[
define.focus "quiet" { title = "Quiet", setting = "a hill", ideas = { "stillness" },
  milestones = { heard = "Something was heard.", sat = "You sat." }, prompts = { "What do you hear?", "And now?" },
  themes = { "loss" }, pacing = "slow" }
define.focus "hush" { like = "quiet" }
]]

local function words(focus)
  return FOCUS .. ('define.story "s" { title = "S", focus = "%s", start = "here", scenes = { here = { choices = { { "On", id = "on" } },\n'):format(focus) .. [[
    text = function(run)
      local info = run.focus_info
      if not info then return "none" end
      return table.concat({ info.id, info.title, info.setting or "-", info.pacing or "-", info.like or "-", #info.ideas, #info.themes,
        info.milestones.heard or "-", table.concat(info.prompts, " ") }, "; ")
    end } } }
]]
end

local function problems(fields)
  local game = tale.new { tale = tale.story { before = FOCUS .. ('define.focus "wrong" { %s }'):format(fields), scenes = tale.room() } }
  return game:run("check").out
end

describe("a focus", function()
  teardown(support.remove_scratch)

  it("is read by scripts", function()
    assert.equal("tale:quiet; Quiet; a hill; slow; -; 1; 1; Something was heard.; What do you hear? And now?",
      tale.new({ tale = words("quiet") }):play("r", {})[1].text)
    assert.equal("tale:hush; hush; -; -; tale:quiet; 0; 0; -;", tale.new({ tale = words("hush") }):play("r", {})[1].text)
  end)

  it("is given more by other packs", function()
    local game = tale.new { tale = words("quiet"), zest = [[amend.focus "tale:quiet" {
      milestones = { add = { heard = "It was heard by two." } }, prompts = { add = { "Who else?" } } }]] }
    assert.matches("It was heard by two.; What do you hear%? And now%? Who else%?", game:play("r", {})[1].text)
  end)

  it("is told of where it is wrong", function()
    assert.matches('"pacing" of "tale:wrong" must be "fast", "moderate" or "slow"', problems('pacing = "brisk"'))
    assert.matches('focus "tale:wrong" is like "tale:quite", which is no other focus .*did you mean "tale:quiet"?', problems('like = "tale:quite"'))
    assert.matches('focus "tale:wrong" is like "wrong", which is no other focus', problems('like = "wrong"'))
    assert.matches('"Two Words" cannot name a milestone', problems('milestones = { ["Two Words"] = "No." }'))
    assert.matches('"a loss" cannot name a theme', problems('themes = "a loss"'))
    assert.matches('"prompts" of "tale:wrong" must be a list', problems('prompts = { a = "b" }'))
    assert.matches('banned%-word', problems('prompts = { "What should you do?" }'))
  end)

  local function stories(list)
    local text = FOCUS .. 'define.focus "alone" {}\n'
    local names = {}
    for name in pairs(list) do names[#names + 1] = name end
    table.sort(names)
    for _, name in ipairs(names) do
      local focus = list[name]
      text = text .. ('define.story "%s" { title = "The %s", focus = %s, start = "here", scenes = { %s } }\n'):format(name, name,
        focus and ('"%s"'):format(focus) or "nil", tale.room())
    end
    return tale.new { tale = text }
  end

  it("begins the one story that fits it, or lists those that do", function()
    local game = stories { hill = "quiet", town = false, wood = false }
    for _, focus in ipairs { "tale:quiet", "tale:hush" } do
      game:must("play", "--focus", focus, "--auto", "1", "--player", (focus:gsub(":", "_")))
    end
    assert.equal("tale:hill", game:show("traveller_1").story)
    assert.equal("tale:hush", game:show("traveller_2").focus)
    local two = stories { hill = "quiet", moor = "quiet", town = false }:run("play", "--focus", "tale:hush")
    assert.equal(64, two.code)
    assert.matches("which story%? these fit it:\n  The ", two.err)
    for _, name in ipairs { "hill", "moor" } do
      local command = two.err:match("\n  The " .. name .. ":\n    ([^\n]+)")
      assert.matches("play tale:" .. name .. " .*%-%-focus tale:hush", command)
      assert.equal("", support.shell(command .. " --auto 1 --quiet >/dev/null 2>&1 || echo failed"), command)
    end
    assert.is_nil(two.err:find("tale:town", 1, true))
    local none = stories { hill = "quiet", town = false }:run("play", "--focus", "tale:alone")
    assert.matches("none is made for it, and any can carry it:.*tale:town", none.err)
  end)

  it("asks in a terminal which one is meant", function()
    local game = stories { hill = "quiet", moor = "quiet", town = false }
    local function ask(answers, ...)
      local call = { "XDG_DATA_HOME=" .. support.quote(support.path("data")), support.quote(support.binary) }
      for _, word in ipairs(game:call { "play", "--focus", "tale:quiet", "--plain", ... }) do call[#call + 1] = support.quote(word) end
      return support.shell(("printf '%s' | script -qec %s /dev/null"):format(answers, support.quote(table.concat(call, " "))))
    end
    local none = ask("7\nhill\n\n")
    assert.matches("Which story%? these fit it:\r\n  1  The hill\r\n  2  The moor\r\n", none)
    assert.matches("which story%? these fit it", none)
    assert.is_false(support.exists(game.store))
    assert.matches("The moor", ask("9\n2\n/quit\n"))
    assert.equal("tale:moor", game:show("traveller_1").story)
    assert.equal(64, game:run("play", "--focus", "tale:hush").code)
  end)

  it("takes up the last life of that focus, not another's", function()
    local game = stories { hill = "quiet", town = false }
    game:must("play", "tale:hill", "--run", "first", "--auto", "1")
    game:must("play", "tale:town", "--run", "second", "--auto", "1")
    game:must("play", "--focus", "tale:quiet", "--auto", "1")
    assert.same({ 2, 1 }, { game:show("first").turns, game:show("second").turns })
  end)

  it("of core has a story that ships, and words that are not for a clinic", function()
    local file = support.read("content/core/focuses.lua")
    for _, word in ipairs { "should", "therapy", "diagnosis", "treatment", "patient" } do assert.is_nil(file:lower():find(word, 1, true)) end
    local count = 0
    for block in file:gmatch('define%.focus ".-\n}') do
      local name = block:match('"(.-)"')
      count = count + 1
      local _, milestones = block:match("milestones = (%b{})"):gsub(' = "', "")
      local _, prompts = block:match("prompts = (%b{})"):gsub('\n%s+"', "")
      assert.is_true(milestones >= 3 and milestones <= 5 and prompts >= 3 and prompts <= 5, name)
      local game = support.run { "play", "--focus", name, "--auto", "1", "--store", support.path(name .. ".db") }
      assert.is_true(game.code == 0 or game.err:find("these fit it", 1, true) ~= nil, name .. ": " .. game.err)
    end
    assert.equal(12, count)
  end)
end)
