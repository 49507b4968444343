-- watch_spec.lua - packs that are edited while they are played
local support = require "support"
local tale = require "tale"

local limit = support.is_dev and 120 or 20 -- seconds, then the program under test is ended and its lines with it

local scenes = [[
  here = { text = "The old quay.", choices = { { "Wait", id = "wait", to = "here" }, { "Leave", id = "leave", to = "far" } } },
  far = { text = "Far.", choices = { { "Return", id = "return", to = "here" } } },]]

-- A program beside this one that reads lines and writes lines.
local serial = 0
local function start(game, words)
  serial = serial + 1
  local base, quoted = support.path("watched" .. serial), {}
  for index, word in ipairs(game:call(words)) do quoted[index] = support.quote(word) end
  os.execute("mkfifo " .. base .. ".in " .. base .. ".out")
  os.execute(("(exec env XDG_DATA_HOME=%s timeout %d %s %s <%s.in >%s.out 2>%s.err) >/dev/null 2>&1 &"):format(support.quote(support.path("data")), limit, support.quote(support.binary),
    table.concat(quoted, " "), base, base, base))
  local program = { errors = base .. ".err" }
  program.input, program.output = assert(io.open(base .. ".in", "w")), assert(io.open(base .. ".out", "r"))
  program.input:setvbuf("line")
  return program
end

-- The next line with these words; what came before is passed over, and kept.
local function wait_for(program, words)
  program.before = {}
  for line in program.output:lines() do
    if line:find(words, 1, true) then return line end
    table.insert(program.before, line)
  end
  error(("\"%s\" never came, but: %s %s"):format(words, table.concat(program.before, "\n"), support.read(program.errors)), 2)
end

local function say(program, line) program.input:write(line, "\n") end

local function finish(program)
  program.input:close()
  local rest = program.output:read("a")
  program.output:close()
  return rest
end

local function edit(game, text, pack)
  game:write(game.folder, { [pack or "tale"] = text })
end

local function story(text, after) return tale.story { scenes = text, vars = "n = 0", after = after } end

describe("play --watch", function()
  teardown(support.remove_scratch)

  local game, program
  before_each(function() game = tale.new { tale = story(scenes), other = "log(1 == 2 and 1 or 'x')\n" } end)
  after_each(function() if program then finish(program) end program = nil end)

  local function watch(...)
    program = start(game, { "play", "tale:s", "--run", "r", "--seed", "7", "--watch", ... })
    return program
  end

  it("loads a changed pack: choices are those of now, the text told stays, and the next turn is the new content's", function()
    watch("--jsonl")
    assert.truthy(wait_for(program, '"turn"'):find("The old quay", 1, true))
    edit(game, story((scenes:gsub("The old quay", "The new quay"):gsub('"Wait"', '"Stand still"'):gsub('"Leave"', '"Go"'))))
    local told = support.decode(wait_for(program, '"reloaded"'))
    assert.same({ "tale" }, told.reloaded)
    assert.is_true(told.ms > 0)
    assert.equal("The new quay.", told.reads_now)
    local line = support.decode(wait_for(program, '"turn"'))
    assert.same({ 0, "The old quay.", "Stand still", "Go" }, { line.turn, line.text, line.choices[1].label, line.choices[2].label })
    say(program, "wait")
    assert.equal("The new quay.", support.decode(wait_for(program, '"turn":1')).text)
    finish(program)
    program = nil
    assert.equal(1, game:show("r").turns)
    assert.equal(0, game:run("store", "check").code)
  end)

  it("keeps the old content when the new has an error, says where once, and loads what is mended", function()
    watch("--jsonl")
    wait_for(program, '"turn"')
    edit(game, story(scenes) .. "\nlocal = 1\n")
    local err = support.decode(wait_for(program, '"error"')).error
    assert.truthy(err:find("tale/init.lua:%d+: "), err)
    assert.truthy(err:find("\n +%d+ | local = 1\n +| +%^"), err)
    say(program, "wait")
    assert.equal("The old quay.", support.decode(wait_for(program, '"turn":1')).text)
    assert.same({}, program.before)
    edit(game, story((scenes:gsub("old quay", "mended quay"))))
    wait_for(program, '"reloaded"')
    say(program, "wait")
    assert.equal("The mended quay.", support.decode(wait_for(program, '"turn":2')).text)
  end)

  it("keeps the old content when the run does not fit the new, and says why", function()
    watch("--jsonl")
    wait_for(program, '"turn"')
    say(program, "leave")
    wait_for(program, '"turn":1')
    edit(game, story([[here = { text = "Only this.", choices = { { "Wait", id = "wait" } } },]]))
    local err = support.decode(wait_for(program, '"error"')).error
    assert.truthy(err:find("tale:s/far", 1, true), err)
    say(program, "return")
    assert.equal("The old quay.", support.decode(wait_for(program, '"turn":2')).text)
    edit(game, story([[here = { text = "Nothing to do.", choices = { { "No", id = "no", when = "n > 5" } } },]]))
    err = support.decode(wait_for(program, '"error"')).error
    assert.truthy(err:find("no choice would be open", 1, true), err)
    say(program, "wait")
    assert.equal("The old quay.", support.decode(wait_for(program, '"turn":3')).text)
  end)

  it("hears of new packs, of packs that go, and of files in their folders", function()
    watch("--jsonl")
    wait_for(program, '"turn"')
    edit(game, 'on("turn.ended", function(run) run:milestone("heard") end)\n', "late")
    assert.same({ "late" }, support.decode(wait_for(program, '"reloaded"')).reloaded)
    say(program, "wait")
    assert.truthy(wait_for(program, '"turn":1'):find("heard", 1, true))
    os.execute("rm -r " .. support.quote(game.folder .. "/late"))
    assert.same({ "late" }, support.decode(wait_for(program, '"reloaded"')).reloaded)
    say(program, "wait")
    assert.is_nil(wait_for(program, '"turn":2'):find("heard", 1, true))
    game:write(game.folder, { tale = { ["init.lua"] = story(scenes), ["more/late.lua"] = 'amend.scene "tale:s/here" { choices = { add = { { "Sing", id = "sing" } } } }\n' } })
    wait_for(program, '"reloaded"')
    say(program, "sing")
    assert.equal("tale:s/here", support.decode(wait_for(program, '"turn":3')).scene)
  end)

  it("hears of prose and of translations", function()
    local function prose(words) return { ["init.lua"] = "", ["s.lua"] = 'define.story "s" { title = "S", start = "here" }\n',
      ["s.story"] = ("=== here ===\n%s\n+ (wait) [Wait] -> here\n"):format(words) } end
    local function german(words)
      return ('msgid ""\nmsgstr "Language: de\\n"\n\nmsgctxt "tale:s/here/text"\nmsgid "The new quay."\nmsgstr "%s"\n'):format(words)
    end
    game = tale.new { tale = prose("The old quay.") }
    watch("--jsonl", "--lang", "de")
    assert.truthy(wait_for(program, '"turn"'):find("The old quay", 1, true))
    game:write(game.folder, { tale = prose("The new {quay.") })
    assert.truthy(support.decode(wait_for(program, '"error"')).error:find("tale/s.story:2: ", 1, true))
    game:write(game.folder, { tale = prose("The new quay.") })
    assert.equal("The new quay.", support.decode(wait_for(program, '"reloaded"')).reads_now)
    game:write(game.folder, { tale = { ["locale/de.po"] = german("Der Kai.") } })
    assert.equal("Der Kai.", support.decode(wait_for(program, '"reloaded"')).reads_now)
    game:write(game.folder, { tale = { ["locale/de.po"] = german("Der neue Kai.") } })
    wait_for(program, '"reloaded"')
    say(program, "wait")
    assert.equal("Der neue Kai.", support.decode(wait_for(program, '"turn":1')).text)
  end)

  it("tells of an added pack that is broken, and plays the rest as it is now", function()
    watch("--jsonl")
    wait_for(program, '"turn"')
    edit(game, "error('not yet')\n", "late")
    assert.truthy(support.decode(wait_for(program, '"error"')).error:find("late/init.lua:1", 1, true))
    assert.same({ "late" }, support.decode(wait_for(program, '"reloaded"')).reloaded)
    edit(game, story((scenes:gsub("old quay", "new quay"))))
    assert.same({ "tale" }, support.decode(wait_for(program, '"reloaded"')).reloaded)
    local again = table.concat(program.before, "\n")
    assert.is_nil(again:find("late/init.lua", 1, true), again)
  end)

  it("shows a person the choices, a line of what was loaded, and errors by file and line", function()
    watch("--plain")
    wait_for(program, "Leave")
    edit(game, story((scenes:gsub('"Leave"', '"Row away"'))))
    wait_for(program, "Row away")
    assert.truthy(wait_for(program, "reloaded"):find("reloaded tale %(%d+ ms%)"))
    edit(game, story((scenes:gsub("The old quay", "The new quay"))))
    wait_for(program, "as it reads now:")
    wait_for(program, "The new quay.")
    wait_for(program, "reloaded")
    edit(game, story(scenes) .. "define.story 3\n")
    assert.truthy(wait_for(program, "tale/init.lua:"):find("init.lua:%d+"))
    say(program, "2")
    wait_for(program, "Far.")
  end)

  it("goes on hearing what others do in a live universe", function()
    local done = game:sim([[sim.open():start { id = "first", story = "tale:s", universe = "u", live = true }]], "--store", game.store)
    assert.equal(0, done.code)
    edit(game, story((scenes:gsub('id = "wait"', 'id = "wait", event = { action = "waits at the quay", major = true }'))))
    watch("--plain", "--universe", "u")
    wait_for(program, "Leave")
    edit(game, story((scenes:gsub('id = "wait"', 'id = "wait", event = { action = "waits a little", major = true }'))))
    wait_for(program, "reloaded")
    support.must(game:call { "play", "tale:s", "--run", "beside", "--as", "Mira", "--universe", "u", "--jsonl", input = "wait\n" })
    assert.truthy(wait_for(program, "waits a little"):find("Mira", 1, true))
  end)

  it("is not for --auto", function()
    assert.equal(64, game:run("play", "tale:s", "--watch", "--auto", "3").code)
  end)
end)
