-- player.lua - plays one run until it has so many turns, or a file is there, however its process ends: lua5.4 player.lua NAME TURNS|FILE PROGRAM WORD…
--
-- Tells a line at a time, NAME first: "begin" before each process, "play PID", "told TURN TEXT", "ended CODE", and "stored TURNS" as
-- the store says between processes; "gave-up CODE WORDS" when a process ended as none should, which is the player's end.
local support = require "support"

local name, turns, stop = arg[1], tonumber(arg[2]) or math.huge, arg[2]
local common = table.move(arg, 4, #arg, 1, {})
support.binary = arg[3]
io.stdout:setvbuf("line")

local function tell(...) io.stdout:write(name, " ", table.concat({ ... }, " "), "\n") end

local function with_common(words) return table.move(common, 1, #common, #words + 1, words) end

local function one_line(text) return (text:gsub("%s+", " "):sub(1, 500)) end

local is_expected = { [0] = true, [69] = true, [75] = true, [137] = true, [143] = true } -- done, no server, in other hands, killed, asked to end

-- Tells how a process ended; after what nobody expects the player gives up.
local function tell_end(code, said)
  tell("ended", code)
  if is_expected[code] then return end
  tell("gave-up", code, one_line(said))
  os.exit(1, true)
end

-- How many turns the store has of the run; nil when it has none. A server that is away is asked until it is back.
local function stored()
  while true do
    local done = support.run(with_common { "run", "show", name, "--json" })
    if done.code == 0 then return math.tointeger(support.decode(done.out).turns) end
    if done.code == 65 and done.err:find("unknown run", 1, true) then return nil end
    tell_end(done.code, done.err)
  end
end

local function play(from)
  local words = with_common { "play", "--run", name, "--auto", math.min(1000000, turns - (from or 0)), "--jsonl" }
  if not from then words = table.move(words, 2, #words, 9, { "play", "crowd:list", "--player", name, "--universe", "u", "--seed", "7" }) end
  for index, word in ipairs(words) do words[index] = support.quote(word) end
  local errors = support.write(support.path("err"), "") -- it is there even when the shell is killed before it opens it
  tell "begin"
  local pipe = assert(io.popen(("echo $$; exec %s %s 2>%s"):format(support.quote(support.binary), table.concat(words, " "), errors), "r"))
  tell("play", pipe:read("n", "l"))
  for line in pipe:lines("L") do
    if line:sub(-1) == "\n" and line:find('"choice"', 1, true) then
      local turn = support.decode(line)
      tell("told", math.tointeger(turn.turn), turn.text)
    end
  end
  local _, how, code = pipe:close()
  tell_end(how == "signal" and code + 128 or code, support.read(errors))
end

local at
repeat
  at = stored()
  tell("stored", at or 0)
  local is_over = at == turns or support.exists(stop)
  if not is_over then play(at) end
until is_over
support.remove_scratch()
