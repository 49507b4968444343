-- attacks.lua - the corpus of hostile scripts for the specs: which there are, what each must come to, what it took
local support = require "support"

local M = {}

M.folder = "tests/attacks/corpus"
M.seconds = support.is_dev and 60 or 4  -- the longest that one may take
M.kilobytes = 200 * 1024                -- the most it may hold; sanitizers keep much more
M.hang = M.seconds * 3                  -- after which it is ended by a signal

-- Every n-th of a list.
function M.sample(list, step)
  local some = {}
  for index = 1, #list, step do some[#some + 1] = list[index] end
  return some
end

-- { name, path, text, kind (the prefix), expect }, by name.
function M.all()
  local list = {}
  for path in support.shell("ls " .. M.folder .. "/*.lua | LC_ALL=C sort"):gmatch("[^\n]+") do
    local name, text = path:match("([%w_]+)%.lua$"), support.read(path)
    local expect = text:match("^%-%- expect: ([%a-]+) ; ")
    assert(expect == "refuse" or expect == "limit" or expect == "error-ok", path .. ": the first line does not say what must happen")
    list[#list + 1] = { name = name, path = path, text = text, kind = name:match("^(%a+)_"), expect = expect }
  end
  assert(#list > 90, "only " .. #list .. " attacks were found")
  return list
end

-- Runs the program under the scales; gives what support.run gives, and `signal`, `ms`, `kb`.
function M.weigh(call, seconds)
  local report = support.path("weight")
  call.under = support.quote(assert(os.getenv("TURNSTONE_WEIGH"), "TURNSTONE_WEIGH names no program")) .. " " .. report .. " " .. (seconds or M.hang)
  call.seconds = (seconds or M.hang) + 10
  local done = support.run(call)
  for key, value in pairs(support.decode(support.read(report))) do done[key] = value end
  os.remove(report)
  return done
end

local function without(said, line)
  local from, to = said:find(line, 1, true)
  while from do
    said = said:sub(1, from - 1) .. said:sub(to + 1)
    from, to = said:find(line, 1, true)
  end
  return said
end

-- What a script printed, without the lines of its own source, which an honest message may quote, in JSON too.
function M.said(attack, done)
  local said = done.out .. done.err
  for line in attack.text:gmatch("%s*([^\r\n]*[^%s])") do said = without(without(said, line), (line:gsub("[\\\"]", "\\%0"))) end
  return said
end

function M.escaped(attack, done)
  local said = M.said(attack, done)
  return said:find("PWNED", 1, true) and not said:find("IF-SHARED", 1, true)
end

-- What `weigh` gives of an attack, anew when it took longer and did no other harm.
function M.within(ms, attack, weigh)
  return support.anew(function(done) return done.ms > ms and done.signal == 0 and done.kb <= M.kilobytes and not M.escaped(attack, done) end, weigh)
end

-- Sums up what was weighed, for the one JSON line that a spec prints.
function M.tally() return { count = 0, kinds = {}, slowest = "", ms = 0, largest = "", kb = 0 } end

function M.add(tally, attack, done)
  tally.count = tally.count + 1
  tally.kinds[attack.kind] = (tally.kinds[attack.kind] or 0) + 1
  if done.ms > tally.ms then tally.slowest, tally.ms = attack.name, done.ms end
  if done.kb > tally.kb then tally.largest, tally.kb = attack.name, done.kb end
end

function M.print(what, tally)
  local kinds = {}
  for kind, number in pairs(tally.kinds) do kinds[#kinds + 1] = ("%q:%d"):format(kind, number) end
  table.sort(kinds)
  print(("{\"attacks\":%q,\"count\":%d,\"kinds\":{%s},\"slowest\":%q,\"slowest_ms\":%d,\"largest\":%q,\"largest_mb\":%.1f}"):format(
    what, tally.count, table.concat(kinds, ","), tally.slowest, tally.ms, tally.largest, tally.kb / 1024))
end

return M
