-- crowd_spec.lua - many processes in one universe: every turn told is there once
local support = require "support"
local trial = require "trial"

local processes = support.is_long and 50 or support.is_dev and 3 or 8
local each = support.is_long and 200 or support.is_dev and 10 or 40

describe("many processes in one universe", function()
  teardown(support.remove_scratch)

  it("take every turn once", function()
    local disk = trial.disk(true)
    disk:play("first", { "step" }, { begin = true, watched = false })
    local choices = support.write(support.path("choices"), ("step\n"):rep(each))
    -- each line told gets the moment it came, in milliseconds
    local one = ("%s play crash:walk --run w$n --player p$n --universe u --seed $n --jsonl --no-default-content --content %s --store %s <%s 2>%s/$n.err"):format(
      support.quote(support.binary), trial.content(), disk.store, choices, disk.room)
    local stamp = [[while IFS= read -r line; do t=$EPOCHREALTIME; printf '%s %s\n' "$t" "$line"; done]]
    os.execute("mkdir " .. disk.room)
    local script = support.write(support.path("crowd.sh"), ("n=1; while [ $n -le $1 ]; do (%s; echo $? >%s/$n.code) | %s >%s/$n.out & n=$((n + 1)); done; wait\n"):format(
      one, disk.room, stamp, disk.room))

    -- Gives how many turns were told and the longest wait for one, in seconds.
    local function gather(count)
      local told, longest = 0, 0
      for n = 1, count do
        local code = support.read(("%s/%d.code"):format(disk.room, n))
        assert(code == "0\n", ("process %d: exit %s%s"):format(n, code, support.read(("%s/%d.err"):format(disk.room, n))))
        local last
        for at, line in support.read(("%s/%d.out"):format(disk.room, n)):gmatch("([%d.,]+) ({[^\n]*)") do
          at = tonumber((at:gsub(",", ".")))
          local turn = support.decode(line)
          if turn.choice then
            told = told + 1
            if last then longest = math.max(longest, at - last) end
          end
          last = at
        end
      end
      return told, longest
    end

    os.execute(("bash %s %d"):format(script, processes))
    local told, longest = gather(processes)
    assert.equal(processes * each, told)
    local world = disk:answer { "universe", "show", "u" }
    assert.same({ told + 1, told + 1 }, { world.events, world.world["crash:steps"] })
    assert.equal("0", support.sql(disk.store, "SELECT count(*) FROM (SELECT run, turn FROM act WHERE kind = 1 GROUP BY run, turn HAVING count(*) > 1)"))
    assert.equal(tostring(told + 1), support.sql(disk.store, "SELECT count(*) FROM act WHERE kind = 1"))
    disk:check()
    assert.equal(0, disk:play("first", { "step" }, { watched = false }).code)
    assert.equal("", disk:litter())

    os.execute(("rm -rf %s %s*; mkdir %s"):format(disk.room, disk.store, disk.room))
    os.execute(("bash %s 1"):format(script))
    local _, alone = gather(1)
    print(("%d processes, %d turns: longest wait of a turn %.0f ms; of one process alone %.0f ms"):format(processes, told, longest * 1000, alone * 1000))
    disk:remove()
  end)
end)
