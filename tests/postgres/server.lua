-- server.lua - a PostgreSQL server for the specs of one process: started when it is first asked for, gone when the process is
local support = require "support"

local M = {}
M.__index = M

local cluster = "tests/postgres/cluster.sh"

-- Ends the process as skipped (77, which ctest knows), since nothing in it could be tried.
function M.skip(reason)
  local line = "SKIPPED: " .. reason .. "\n"
  io.stderr:write(line)
  io.stdout:write(line)
  io.stdout:flush()
  os.exit(77, true)
end

-- Starts one; `where.under`: words before the command, `where.address`: what it listens at, `where.of`: the server that it follows as a
-- replica. Gives nil and why when none can be had.
function M.start(where)
  where = where or {}
  local folder, errors = support.folder(where.on_disk), support.path("cluster.err")
  local self = setmetatable({ folder = folder, under = where.under or "" }, M)
  local verb, more = "start", "$PPID " .. (where.address or "")
  if where.of then verb, more = "follow", support.quote(where.of.folder) .. " $PPID" end
  local url = support.shell(("%s %s %s %s %s 2>%s"):format(self.under, cluster, verb, support.quote(folder), more, errors))
  if url:find("^postgresql://") then
    self.url, self.count = url, 0
    return self
  end
  support.remove(folder)
  return nil, (support.read(errors):gsub("%s+$", ""))
end

-- Whether the program, run with the words of `under` before it, can talk to this server at all.
function M:has_driver(under)
  local asked = support.run { "runs", "--store", self.url, under = under }
  return not asked.err:find("no driver", 1, true) and not asked.err:find("built without", 1, true)
end

-- Ends the process as skipped where it cannot.
function M:expect_driver(under)
  if self:has_driver(under) then return end
  self:stop()
  M.skip "this build has no PostgreSQL driver"
end

local own
-- The one of this process, whatever the program can do. Where none can be had the process ends as skipped.
function M.get_any()
  if own then return own end
  local why
  own, why = M.start()
  if not own then M.skip("no PostgreSQL server can be had here: " .. why) end
  return own
end

-- The same for what the program is to play on; without a driver for it the process ends as skipped too.
function M.get()
  local is_new = not own
  local one = M.get_any()
  if is_new then one:expect_driver() end
  return one
end

function M:control(verb)
  assert(os.execute(("%s %s %s %s"):format(self.under, cluster, verb, support.quote(self.folder))), "the server could not " .. verb)
end

-- What a crash of the machine leaves, and the server that takes it up.
function M:cut() self:control "cut" end
function M:go() self:control "go" end
function M:restart() self:cut() self:go() end

function M:stop()
  self:control "stop"
  if own == self then own = nil end
end

-- An SQL question put to a database by another program.
function M:sql(url, question)
  local pipe = assert(io.popen(("%s psql -X -q -A -t -v ON_ERROR_STOP=1 -c %s %s"):format(self.under, support.quote(question), support.quote(url)), "r"))
  local text = pipe:read("a")
  assert(pipe:close(), question)
  return (text:gsub("\n$", ""))
end

-- The folder that a database's files are in, when all that the server has in memory was written to them.
function M:files(url)
  self:sql(url, "CHECKPOINT")
  return self.folder .. "/data/base/" .. self:sql(url, "SELECT oid FROM pg_database WHERE datname = current_database()")
end

-- The url of a new database with nothing in it, or with all that another has.
function M:database(from)
  self.count = self.count + 1
  local name = "d" .. self.count
  self:sql(self.url, "CREATE DATABASE " .. name .. (from and " TEMPLATE " .. from:match("[^/]+$") or ""))
  return (self.url:gsub("[^/]*$", name))
end

return M
