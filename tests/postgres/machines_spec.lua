-- machines_spec.lua - two machines on one server: while the cable of one is cut the other goes on, and no turn is lost or done twice
local crowd = require "crowd"
local heard = require "heard"
local machines = require "machines"
local server = require "server"
local support = require "support"
local system = require "system"

local network, unlinked = machines.new(2)
if not network then server.skip("no networks of our own can be had here: " .. unlinked) end
local one, why = server.start { under = network:on "machine0", address = machines.address }
if not one then server.skip("no PostgreSQL server can be had here: " .. why) end
one:expect_driver(network:on "machine1")

-- The server lets go of machine `number`, which cannot hear of it.
local function forget(number)
  one:sql(one.url, ("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE client_addr = '10.83.%d.2'"):format(number))
end

local faults = {
  { name = "cut", begin = function(number) network:cut(number) end, over = function(number) network:mend(number) end },
  { name = "cut and forgotten", begin = function(number) network:cut(number) forget(number) end, over = function(number) network:mend(number) end },
  { name = "not answered and forgotten", begin = function(number) network:silence(number) forget(number) end,
    over = function(number) network:hear(number) end },
}

describe("two machines on one server", function()
  teardown(function()
    one:stop()
    network:remove()
    support.remove_scratch()
  end)

  -- Asked beside the server: a machine whose cable was only just mended may not have found its way there yet.
  local beside_server = network:on "machine0"
  local function stored_turns(store, number)
    return support.answer({ "run", "show", "w" .. number, "--json", "--store", store, under = beside_server }).turns
  end

  -- Both play until so many faults were met, one after the other, each on the other machine; a fault is over when is_over says so.
  local function play(store, list, count, is_over)
    local ledger, commands, met, fault, due = crowd.ledger(), {}, 0, nil, 3
    local stop = support.path("stop" .. store:match("[^/]*$"))
    for number = 1, 2 do commands[number] = crowd.command(store, "w" .. number, stop, network:on("machine" .. number)) .. " &" end
    local pipe = assert(io.popen(table.concat(commands, "\n") .. "\nwait", "r"))
    local function last(number) return ledger:turns()["w" .. number] or 0 end
    local function begin()
      fault = setmetatable({ number = met % 2 + 1, other = 2 - met % 2 }, { __index = list[met % #list + 1] })
      fault.begin(fault.number)
      fault.goal = stored_turns(store, fault.other) + 5
      met = met + 1
    end
    local function finish()
      support.write(stop, "")
      for number = 1, 2 do os.execute(("kill %s 2>/dev/null"):format(ledger:player("w" .. number).process)) end
    end
    for line in pipe:lines() do
      local name, verb = ledger:take(line)
      if fault and is_over(fault, last(fault.other), verb, name) then
        fault.over(fault.number)
        due, fault = last(3 - fault.number) + 3, nil
      elseif verb == "gave-up" then
        if fault then fault.over(fault.number) end
        finish()
      elseif not fault and last(1) > 0 and last(2) > 0 and last(met % 2 + 1) >= due then
        if met < count then begin() else finish() end
      end
    end
    pipe:close()
    print(("%d faults of the network: %s"):format(met, ledger:words()))
    assert.same({}, ledger.strange)
    assert.equal(count, met)
    crowd.expect_sound(ledger, store, beside_server)
  end

  it("go on while the cable of the other is cut, and take every turn once when it is mended", function()
    local store = one:database()
    crowd.begin(store, network:on "machine1")
    -- A turn cut in two holds its world until the server finds it idle, which takes it long unless it is told to forget.
    play(store, support.is_long and faults or { faults[2], faults[3] }, support.is_long and 60 or 4, function(fault, other) return other >= fault.goal end)
  end)

  -- Until machine `number` knows that its connections are gone.
  local function expect_noticed(number)
    repeat
      system.sleep(0.1)
      local lines = support.shell(network:on("machine" .. number) .. " cat /proc/net/tcp")
    until not lines:find("%x+:%x+ %x+:%x+ 01 ") -- established
  end

  local function hear_behind(fault)
    local pair = heard.new(one:database(), { hears = network:on "machine1" .. " timeout 300", tells = network:on "machine2" .. " timeout 300" })
    print(heard.words(pair:measure(20)))
    fault.begin(1)
    for _ = 1, 15 do pair:tell() end
    if fault.lasts then fault.lasts(1) end
    fault.over(1)
    pair:hear()
    pair:stop()
  end

  for _, fault in ipairs(faults) do
    it("hear in a live world all that was done while they were " .. fault.name, function() hear_behind(fault) end)
  end

  it("hear in a live world all that was done while they were cut for as long as it takes to notice", function()
    if not support.is_long then return pending("waits until a cut is noticed: ./dev test --long") end
    hear_behind(setmetatable({ lasts = expect_noticed }, { __index = faults[1] }))
  end)

  it("take up a run whose program gave up for want of its server", function()
    if not support.is_long then return pending("waits until a program gives up: ./dev test --long") end
    local store = one:database()
    crowd.begin(store, network:on "machine1")
    play(store, { faults[1] }, 2, function(fault, other, verb, name)
      fault.has_ended = fault.has_ended or verb == "ended" and name == "w" .. fault.number
      return fault.has_ended and other >= fault.goal
    end)
  end)
end)
