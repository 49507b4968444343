-- bytes_spec.lua - bytes that are no text: what a file never gets to see a server never gets either, and the same is said of it
local server = require("server").get()
local support = require "support"

local content = support.pack("odd", { ["init.lua"] = [[
local bad = { "\xff", "\xed\xa0\x80", "\xf4\x90\x80\x80", "a\0b", "\xc0\x80", "\xe2\x82" } -- after three faults a pack is set aside
local ways = {
  fault = function(_, _, text) error(text) end,
  var = function(run, _, text) run.vars.held = text end,
  inside = function(run, _, text) run.vars.held = { [text] = 1 } end,
  world = function(_, universe, text) universe:set("fact", text) end,
  event = function(_, universe, text) universe:record { action = text, consequences = text } end,
  place = function(_, universe, text) universe:record { action = "x", place = text } end,
  milestone = function(run, _, text) run:milestone(text) end,
  insight = function(run, _, text) run:insight(text) end,
  said = function(_, _, text) log(text) end,
}
define.world { fact = false }
local choices = {}
local function add(id, effect, reply) choices[#choices + 1] = { id, id = id, effect = effect, reply = reply } end
for number, text in ipairs(bad) do
  for name, way in pairs(ways) do add(name .. number, function(run, universe) way(run, universe, text) end) end
  add("reply" .. number, nil, function() return text end)
  add("handler" .. number)
end
on("choice.taken", function(_, _, event)
  local number = event.choice:match "handler(%d)$"
  if number then error(bad[tonumber(number)]) end
end)
define.story "s" { title = "S", start = "here", endless = true, vars = { held = false }, scenes = { here = { text = "Here.", choices = choices } } }
]] })

local typed = {}
for _, name in ipairs { "fault", "var", "inside", "world", "event", "place", "milestone", "insight", "said", "reply", "handler" } do
  for number = 1, 6 do typed[#typed + 1] = name .. number end
end
typed[#typed + 1] = "no\xff\xfe"

local function play(store)
  local done = support.run { "play", "odd:s", "--run", "r", "--seed", 3, "--jsonl", "--no-default-content", "--content", content, "--store", store, "--quiet",
    input = table.concat(typed, "\n") .. "\n" }
  return { code = done.code, err = done.err, lines = support.lines((done.out:gsub("%-%-store %S+", ""))) }
end

describe("bytes that are no text", function()
  local file, database = support.path "file.db", server:database()
  local in_file, on_server = play(file), play(database)
  teardown(function()
    server:stop()
    support.remove_scratch()
  end)

  it("are refused alike by a file and a server, and what was taken is the same", function()
    assert.equal(0, in_file.code, in_file.err)
    assert.equal(0, on_server.code, on_server.err)
    assert.equal(1 + #typed, #on_server.lines)
    for number, line in ipairs(in_file.lines) do assert.same(line, on_server.lines[number]) end
  end)

  it("do not come into faults, which are kept", function()
    local question = "SELECT message FROM %sfault ORDER BY seq, n"
    local kept = server:sql(database, question:format "turnstone.")
    assert.equal(3, select(2, kept:gsub("odd/init.lua:%d+:", "")), kept)
    assert.equal(support.shell(("sqlite3 %s '%s'"):format(file, question:format "")), kept)
    assert.truthy(utf8.len(kept))
  end)

  it("are in no line of what goes back into a file", function()
    support.must { "store", "copy", database, support.path "back.db", "--quiet" }
    assert.equal(0, #support.answer({ "store", "check", "--json", "--store", database }).findings)
  end)

  it("are refused in ids and names before a store is looked for", function()
    for _, words in ipairs { { "--run", "\xff" }, { "--player", "\xed\xa0\x80" }, { "--as", "\xc0\x80" }, { "--universe", "\xf5" } } do
      local refused = support.run { "play", "odd:s", words[1], words[2], "--auto", 1, "--content", content, "--store", database }
      assert.equal(65, refused.code)
      assert.matches("holds bytes that are not UTF%-8", refused.err)
    end
  end)
end)
