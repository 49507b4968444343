-- ledger.lua - kill -9 at random moments, against a ledger of what was told: lua5.4 tests/crash/ledger.lua ROUNDS
package.path = "tests/spec/?.lua;tests/crash/?.lua;" .. package.path
local support = require "support"
local trial = require "trial"

local M = {}

-- Plays run `id` until it is killed, some turns in; gives the turn numbers told, in order.
local function play_and_kill(disk, new, turns)
  local words = { "play", "--run", "r", "--auto", "1000000", "--jsonl", "--no-default-content", "--content", trial.content(), "--store", disk.store }
  if new then words = { "play", "crash:walk", "--player", "p", "--universe", "u", "--seed", "7", table.unpack(words, 2) } end
  for index, word in ipairs(words) do words[index] = support.quote(word) end
  local errors = support.path("ledger.err")
  local pipe = assert(io.popen(("echo $$; exec %s %s 2>%s"):format(support.quote(support.binary), table.concat(words, " "), errors), "r"))
  local process, told = pipe:read("n", "l"), {}
  for line in pipe:lines("L") do
    if line:sub(-1) == "\n" and line:find('"choice"', 1, true) then told[#told + 1] = support.decode(line).turn end
    if #told == turns then
      os.execute("kill -9 " .. process)
      turns = nil
    end
  end
  pipe:close()
  assert(not turns, "it ended by itself: " .. support.read(errors))
  return told
end

-- Gives what was found: { kills, told, lost, doubled }.
function M.run(rounds, progress)
  local disk = trial.disk(true)
  local found = { kills = 0, told = 0, lost = 0, doubled = 0 }
  local stored = 0
  for round = 1, rounds do
    local told = play_and_kill(disk, round == 1, math.random(1, 12))
    for index, turn in ipairs(told) do
      if turn > stored + index then found.lost = found.lost + 1 end
      if turn < stored + index then found.doubled = found.doubled + 1 end
    end
    local last = stored + #told
    local shown = assert(disk:shown("r"))
    found.kills, found.told = round, found.told + #told
    found.lost = found.lost + math.max(0, last - shown.turns)
    found.doubled = found.doubled + math.max(0, shown.turns - last - 1)
    stored = shown.turns
    if round % 10 == 0 or round == rounds then
      disk:check()
      disk:expect_deeds(shown)
    end
    if progress then progress(round, found) end
  end
  disk:expect_next_start("r", disk:shown("r"))
  disk:remove()
  return found
end

function M.words(found)
  return ("%d kills, %d turns acknowledged, %d lost, %d doubled"):format(found.kills, found.told, found.lost, found.doubled)
end

if arg and arg[0] and arg[0]:find("ledger%.lua$") then
  math.randomseed(os.time())
  local found = M.run(tonumber(arg[1]) or 20, function(round, so_far)
    if round % 50 == 0 then io.stderr:write(M.words(so_far), "\n") end
  end)
  support.remove_scratch()
  print(M.words(found))
  os.exit(found.lost + found.doubled == 0)
end

return M
