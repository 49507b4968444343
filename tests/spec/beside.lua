-- beside.lua - the real binary beside the spec: lines go in and come out while it plays
local support = require "support"

local M = {}

-- A process beside this one: { pid, takes lines, gives lines }. Lines are waited for; none comes when it has ended.
local serial = 0
function M.start(game, words, under)
  serial = serial + 1
  local base, quoted = support.path("beside" .. serial), {}
  for index, word in ipairs(game:call(words)) do quoted[index] = support.quote(word) end
  os.execute("mkfifo " .. base .. ".in " .. base .. ".out")
  local pid = support.shell(("(exec %s %s %s <%s.in >%s.out 2>%s.err) >/dev/null 2>&1 & echo $!"):format(under or "", support.quote(support.binary),
    table.concat(quoted, " "), base, base, base))
  local process = { pid = tonumber(pid), errors = base .. ".err" }
  process.input, process.output = assert(io.open(base .. ".in", "w")), assert(io.open(base .. ".out", "r"))
  process.input:setvbuf("line")
  return process
end

function M.finish(process)
  process.input:close()
  process.output:read("a")
  process.output:close()
end

-- Reads on until a line holds the words; gives it and those before it.
function M.read_until(process, words)
  local before = {}
  for line in process.output:lines() do
    if line:find(words, 1, true) then return line, before end
    before[#before + 1] = line
  end
  error(("\"%s\" never came, but: %s %s"):format(words, table.concat(before, "\n"), support.read(process.errors)), 2)
end

return M
