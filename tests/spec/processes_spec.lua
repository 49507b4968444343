-- processes_spec.lua - several processes on one store: turns one after another, who holds what, what is seen as it happens
local beside = require "beside"
local support = require "support"
local system = require "system"
local tale = require "tale"

local start, finish, read_until = beside.start, beside.finish, beside.read_until
local processes, each = support.is_long and 16 or support.is_dev and 3 or 6, support.is_long and 200 or support.is_dev and 8 or 30
local environment = { ASAN_OPTIONS = "detect_leaks=0" } -- the leak check cannot work under strace

local counting = tale.story { before = [[define.world { count = 0 }
  local function count(run, universe)
    local reached = universe:get("count") + 1
    universe:set("count", reached)
    universe:record("reaches " .. reached)
    run.vars.n = run.vars.n + 1
  end]], vars = "n = 0", scenes = [[
  here = { text = "{world.count}", choices = {
    { "Go on from even", id = "even", when = "world.count % 2 == 0", effect = count },
    { "Go on from odd", id = "odd", when = "world.count % 2 == 1", effect = count } } },]] }

local bridge = tale.story { scenes = [[
  here = { text = "A river.", draw = { pool = "finds", offer = 1 }, choices = {
    { "Cross", id = "cross", event = "crosses the bridge" }, { "Wait", id = "wait" } } },]],
  after = [[define.storylet "crown" { story = "s", pool = "finds", label = "Take the crown", once = "world", text = "Yours.",
    choices = { { "Go back", id = "ok" } } }]] }

local function live(game)
  local done = game:sim([[sim.open():start { id = "first", story = "tale:s", universe = "u", live = true }]], "--store", game.store)
  assert(done.code == 0, done.err)
end

-- On a server there are no locks of files to look at, and no one who writes the whole store.
local it_in_a_file = support.is_over_server and pending or it

describe("processes on one store", function()
  teardown(support.remove_scratch)

  it("take their turns one after another, and nobody sees half of one", function()
    local game = tale.new { tale = counting }
    live(game)
    local call = {}
    for index, word in ipairs(game.common) do call[index] = support.quote(word) end
    local commands = {}
    for number = 1, processes do
      commands[number] = ("%s play tale:s --run r%d --universe u --seed %d --auto %d --jsonl %s >%s.%d 2>&1 & pids=\"$pids $!\"")
        :format(support.quote(support.binary), number, number, each, table.concat(call, " "), support.path("said"), number)
    end
    local ended = support.path("ended")
    os.execute("(" .. table.concat(commands, "\n") .. "\nfailed=0; for pid in $pids; do wait $pid || failed=$((failed + 1)); done; echo $failed >"
      .. ended .. ".new; mv " .. ended .. ".new " .. ended .. ") &")
    local looks = 0
    repeat
      local is_over = support.exists(ended)
      local world, events = game:world("u"), game:deeds("u")
      assert.equal(world.events, world.world["tale:count"] or 0)
      for index, deed in ipairs(events) do assert(deed:find(" reaches " .. index .. "$"), deed) end
      local run = game:run("run", "show", "r1", "--json")
      if run.code == 0 then
        local shown = support.decode(run.out)
        assert.equal(shown.turns, shown.vars.n)
      end
      looks = looks + 1
    until is_over
    assert.equal("0\n", support.read(ended))
    assert.is_true(looks > 1)
    assert.equal(processes * each, game:world("u").world["tale:count"])
    assert.equal(processes * each, #game:deeds("u"))
    game:must("store", "check")
  end)

  it("refuse a run that another plays, until that one dies", function()
    local game = tale.new { tale = tale.story { scenes = tale.room() } }
    local player = start(game, { "play", "tale:s", "--run", "r", "--jsonl" })
    read_until(player, '"turn":0')
    local refused = game:run("play", "--run", "r", "--auto", "1")
    assert.equal(75, refused.code)
    local holder = support.is_over_server and "%f[%d]" .. player.pid .. "%f[%D]" or "process " .. player.pid .. " since " -- on a server, with its machine
    assert(refused.err:find('run "r" is being played by ', 1, true) and refused.err:find(holder), refused.err)
    os.execute("kill -9 " .. player.pid)
    finish(player)
    assert.equal(1, game:resume("r", { "wait" })[2].turn)
    assert.equal(2, game:show("r").sessions)
  end)

  it_in_a_file("lock a new run before anybody can see it", function()
    local game = tale.new { tale = tale.story { scenes = tale.room() } }
    local trace = support.path("trace")
    local done = support.run(game:call { "play", "tale:s", "--run", "r", "--auto", "1", under = "strace -f -qq -e trace=fcntl,fdatasync,write -o "
      .. trace, env = environment })
    assert.equal(0, done.code)
    local locked
    for line in support.read(trace):gmatch("[^\n]+") do
      locked = locked or line:find("F_OFD_SETLK, {l_type=F_WRLCK, l_whence=SEEK_SET, l_start=1025,", 1, true) ~= nil
      if line:find("F_OFD_SETLK, {l_type=F_UNLCK, l_whence=SEEK_SET, l_start=0,", 1, true) then break end -- the first act is there
    end
    assert.is_true(locked)
  end)

  -- After a few turns each sync of the holder takes so long.
  local function hold(game, milliseconds)
    local holder = start(game, { "play", "--run", "holder", "--auto", "100000", "--jsonl" },
      ("env ASAN_OPTIONS=detect_leaks=0 strace -f -qq -o /dev/null -e trace=fdatasync -e inject=fdatasync:delay_enter=%d:when=12+"):format(milliseconds * 1000))
    read_until(holder, '"turn":4')
    return holder
  end
  local function let_go(holder)
    os.execute("pkill -9 -P " .. holder.pid .. "; kill -9 " .. holder.pid .. " 2>/dev/null")
    finish(holder)
  end

  it_in_a_file("say whom they wait for, and take the turn then", function()
    local game = tale.new { tale = tale.story { scenes = tale.room() } }
    game:play("holder", { "wait" })
    game:play("waiter", { "wait" })
    local holder = hold(game, 4000) -- however long the other one takes to start, it waits more than a second
    local done = game:run("play", "--run", "waiter", "--auto", "1", "--jsonl")
    let_go(holder)
    assert.equal(0, done.code)
    assert.equal(2, support.lines(done.out)[1].turn)
    local pid, path = done.err:match('waiting for process (%d+), which is writing the store "([^"]+)" since %d%d%d%d%-')
    assert(pid and path == game.store, done.err)
  end)

  it_in_a_file("end with 75 and take no turn when the writer does not let go", function()
    if not support.is_long then return pending("waits ten seconds: ./dev test --long") end
    local game = tale.new { tale = tale.story { scenes = tale.room() } }
    game:play("holder", { "wait" })
    game:play("waiter", { "wait" })
    local holder = hold(game, 40000)
    local done = game:run("play", "--run", "waiter", "--auto", "1", "--jsonl")
    let_go(holder)
    assert.equal(75, done.code)
    assert(done.err:find("is being written by process %d+ since "), done.err)
    assert.equal(1, game:show("waiter").turns)
  end)

  it("show in a live universe what another does, as it happens and once", function()
    local game = tale.new { tale = bridge }
    live(game)
    local player = start(game, { "play", "tale:s", "--run", "a", "--as", "Ada", "--universe", "u", "--plain" })
    read_until(player, "Wait")
    local other = start(game, { "play", "tale:s", "--run", "b", "--as", "Sam", "--universe", "u", "--jsonl" })
    read_until(other, '"turn":0')
    other.input:write("cross\n")
    read_until(other, '"turn":1')
    local told = system.monotime()
    assert.equal("Sam crosses the bridge.", (read_until(player, "Sam")))
    print(("heard %.0f ms after it was told"):format((system.monotime() - told) * 1000))
    player.input:write("wait\n")
    local _, before = read_until(player, "saved")
    assert(not table.concat(before, "\n"):find("Sam", 1, true), "told again")
    finish(other)
    finish(player)
  end)

  it("make a universe live when its first run asks for that, and not later", function()
    local game = tale.new { tale = bridge }
    game:play("a", { "wait" }, "--universe", "u", "--live")
    game:play("b", { "wait" }, "--universe", "v")
    game:play("c", { "wait" }, "--universe", "v", "--live")
    local is_live = {}
    for _, universe in ipairs(support.answer { "universe", "list", "--store", game.store, "--json" }) do is_live[universe.universe_id] = universe.live end
    assert.same({ u = true, v = false }, is_live)
  end)

  it("show in a live universe that a choice is gone when another took it", function()
    local game = tale.new { tale = bridge }
    live(game)
    local player = start(game, { "play", "tale:s", "--run", "a", "--universe", "u", "--plain" })
    read_until(player, "Take the crown")
    game:play("b", { "crown" }, "--universe", "u")
    local line, before = read_until(player, "1. Cross")
    while table.concat(before, "\n"):find("crown", 1, true) do line, before = read_until(player, "1. Cross") end
    assert.equal("1. Cross", line)
    player.input:write("2\n")
    read_until(player, "You chose: Wait")
    read_until(player, "saved")
    finish(player)
  end)

  it("hear nothing in a universe that is not live before the next turn", function()
    local game = tale.new { tale = bridge }
    local player = start(game, { "play", "tale:s", "--run", "a", "--universe", "u", "--at", "50", "--plain" })
    read_until(player, "Wait")
    game:play("b", { "cross" }, "--universe", "u", "--at", "1", "--as", "Sam")
    player.input:write("wait\n")
    local _, before = read_until(player, "meanwhile: Sam crosses the bridge.")
    assert(table.concat(before, "\n"):find("You chose: Wait", 1, true), table.concat(before, "\n"))
    finish(player)
  end)
end)
