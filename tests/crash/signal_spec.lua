-- signal_spec.lua - being asked to end: the turn in hand is finished or undone
local support = require "support"
local trial = require "trial"

describe("asked to end", function()
  local disk
  before_each(function()
    disk = trial.disk()
    disk:play("r", { "step" }, { begin = true, watched = false })
  end)
  after_each(function() disk:remove() end)
  teardown(support.remove_scratch)

  -- Plays until a signal comes, some turns in; gives exit code and lines told.
  local function play_until(signal, turns)
    local words = { "play", "--run", "r", "--auto", "1000000", "--jsonl", "--no-default-content", "--content", trial.content(), "--store", disk.store }
    for index, word in ipairs(words) do words[index] = support.quote(word) end
    local pipe = assert(io.popen(("exec 3>&1; %s %s 3>&- & pid=$!; echo $pid; wait $pid; code=$?; echo; echo $code"):format(
      support.quote(support.binary), table.concat(words, " ")), "r"))
    local process, told, code = pipe:read("n", "l"), {}, nil
    for line in pipe:lines() do
      if line:sub(1, 1) == "{" then told[#told + 1] = support.decode(line) end
      if #told == turns and not code then code = os.execute(("kill -%s %d"):format(signal, process)) and 0 end
      code = tonumber(line) or code
    end
    pipe:close()
    return code, told
  end

  for signal, code in pairs { TERM = 143, INT = 130 } do
    it("by SIG" .. signal .. ", it ends with " .. code .. " after a whole turn, its session closed", function()
      for turns = 1, support.is_long and 20 or 3 do
        local before = disk:plain { "run", "show", "r", "--json" }
        local ended, told = play_until(signal, turns)
        assert.equal(code, ended)
        local shown = disk:expect_ledger("r", support.decode(before.out).turns, told)
        assert.same({ told[#told].turn, "paused" }, { shown.turns, shown.state })
        assert.equal("", disk:litter())
      end
    end)
  end
end)
