-- serving.lua - a server of one's own, asked as a program asks
local support = require "support"
local json = require "cjson"

local M = {}
M.__index = M

-- Started with a store of its own in `folder`; more words of the command line may follow.
function M.start(folder, ...)
  local self = setmetatable({ folder = folder, jar = folder .. "/jar" }, M)
  local words = { "serve", "--port", "0", "--store", folder .. "/store.db", ... }
  for i, word in ipairs(words) do words[i] = support.quote(word) end
  local talk = support.quote(folder .. "/talk")
  local start = ("XDG_DATA_HOME=%s %s %s </dev/null >%s 2>%s & echo $! >%s"):format(support.quote(folder), support.quote(support.binary),
    table.concat(words, " "), support.quote(folder .. "/url"), talk, support.quote(folder .. "/pid"))
  assert(os.execute(start))
  self.pid = support.read(folder .. "/pid"):match("%d+")
  -- Until the line with the link is written, or the server has ended.
  self.url = support.shell(("timeout 60 sh -c 'until grep -q enter %s; do kill -0 %s || exit 1; sleep 0.05; done'; cat %s"):format(
    folder .. "/url", self.pid, folder .. "/url")):match("%S+")
  assert(self.url, "no link was printed: " .. support.read(folder .. "/talk"))
  self.base = self.url:match("^http://[^/]+")
  return self
end

-- Ends as Ctrl-C does, and waits until it has.
function M:stop()
  support.shell(("kill -INT %s; timeout 60 sh -c 'while kill -0 %s 2>/dev/null; do sleep 0.05; done'"):format(self.pid, self.pid))
end

function M:curl(words)
  local said = support.shell(("curl -s -m 60 -w '\\n%%{http_code}' -b %s -c %s %s"):format(support.quote(self.jar), support.quote(self.jar), words))
  local body, status = said:match("^(.*)\n(%d+)%s*$")
  return tonumber(status), body
end

function M:enter()
  self:curl(support.quote(self.url))
  self.csrf = assert(self:ask("GET", "/me").csrf)
end

-- The body, read, and the status.
function M:ask(method, path, body, key)
  local words = { "-X", method, support.quote(self.base .. "/api/v1" .. path) }
  if self.csrf then words[#words + 1] = "-H " .. support.quote("X-CSRF-Token: " .. self.csrf) end
  if body then words[#words + 1] = "-H 'Content-Type: application/json' -d " .. support.quote(json.encode(body)) end
  if key then words[#words + 1] = "-H " .. support.quote("Idempotency-Key: " .. key) end
  local status, text = self:curl(table.concat(words, " "))
  return text ~= "" and support.decode(text) or nil, status
end

return M
