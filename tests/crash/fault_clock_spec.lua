-- fault_clock_spec.lua - a clock that goes backwards or far ahead: order comes from turn and position, never from time
local support = require "support"
local trial = require "trial"

local day, year = 86400, 365 * 86400

describe("the clock", function()
  local disk
  before_each(function() disk = trial.disk() end)
  after_each(function() disk:remove() end)
  teardown(support.remove_scratch)

  -- Sessions played under these clocks, one after the other.
  local function play_under(clocks)
    for index, clock in ipairs(clocks) do
      local done = disk:play("r", { "step", "step" }, { begin = index == 1, clock = clock })
      assert(done.code == 0 and #done.told == 2, ("%s: exit %d: %s"):format(clock, done.code, done.err))
      assert(done.clock > 0, "nobody asked what time it is")
      for number, line in ipairs(done.told) do assert.equal((index - 1) * 2 + number, line.turn) end
    end
    local shown = disk:shown("r")
    assert.same({ #clocks * 2, #clocks * 2, #clocks }, { shown.turns, shown.position, shown.sessions })
    for index, event in ipairs(disk:answer { "universe", "timeline", "u" }.events) do assert.equal(index, event.position) end
    for index, session in ipairs(shown.session_list) do
      assert.same({ index, index * 2 - 1, 2, "paused" }, { session.number, session.first_turn, session.turns, session["end"] })
    end
    disk:expect_deeds(shown)
    disk:check()
    return shown
  end

  it("may go backwards between sessions", function() play_under { year, 0, -year } end)

  it("may jump back in the middle of a session", function()
    local shown = play_under { "0@0", ("%d@3"):format(-10 * day), ("%d@5"):format(-year) }
    for _, session in ipairs(shown.session_list) do
      assert(session.ended_at >= session.started_at, ("a session ended at %s, before it began at %s"):format(session.ended_at, session.started_at))
    end
  end)

  it("may stand before 1970 or far ahead", function()
    play_under { -60 * year, 150 * year, 0 }
    disk:expect_next_start("r", disk:shown("r"))
  end)
end)
