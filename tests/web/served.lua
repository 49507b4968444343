-- served.lua - a server of its own for a spec, and curl to ask it
local cjson = require "cjson"
local support = require "support"

local M = {}
M.__index = M

local count = 0

-- served.start { "--workers", "2", store = PATH, env = { NAME = "…" } }: it listens once this returns. Its store is a new one unless told.
function M.start(options)
  count = count + 1
  local base = support.path("served" .. count)
  local words = { "serve", "--port", options.port or "0", "--store", options.store or base .. ".db" }
  table.move(options, 1, #options, #words + 1, words)
  for index, word in ipairs(words) do words[index] = support.quote(word) end
  os.execute("mkfifo " .. support.quote(base .. ".out"))
  local env = {}
  for name, value in pairs(options.env or {}) do env[#env + 1] = name .. "=" .. support.quote(value) end
  os.execute(("XDG_DATA_HOME=%s %s %s %s >%s.out 2>%s.err & echo $! >%s.pid"):format(support.quote(support.path("data")), table.concat(env, " "), support.quote(support.binary),
    table.concat(words, " "), base, base, base))
  local out = assert(io.open(base .. ".out")) -- waits until the server has it open
  local url = out:read("l")
  out:close()
  local self = setmetatable({ path = base, url = url, store = options.store or base .. ".db", jar = base .. ".jar" }, M)
  self.pid = tonumber(support.read(base .. ".pid"))
  if not url then error("it did not start: " .. self:said(), 2) end
  self.base = url:match("^(http://[^/]+)/enter%?token=")
  self.host = self.base:match("//(.*)")
  return self
end

function M:said() return support.read(self.path .. ".err") end

-- Ends it by the signal of that name, and waits until it is gone, or dead and not yet buried.
function M:stop(signal)
  if not self.pid then return end
  os.execute(("kill -%s %d; while grep -qs '^State:\t[^Z]' /proc/%d/status; do sleep 0.01; done"):format(signal or "TERM", self.pid, self.pid))
  self.pid = nil
end

-- curl's words as a list; gives { status, head, body, json }. `jar`: whose cookies.
function M:curl(...)
  local words = { "-s", "-i", "--max-time", "30", "-b", self.jar, "-c", self.jar, ... }
  for index, word in ipairs(words) do words[index] = support.quote(word) end
  local text = support.shell("curl " .. table.concat(words, " "))
  local head, body = text:match("^(.-)\r\n\r\n(.*)$")
  head, body = head or text, body or ""
  local answer = { status = tonumber(head:match("^HTTP/1%.1 (%d+)")), head = head .. "\r\n", body = body }
  if body:find("^[%[{]") then answer.json = cjson.decode(body) end
  return answer
end

function M:get(path, ...) return self:curl(self.base .. path, ...) end

function M:enter() return self:curl(self.url) end

-- What a program sends to change something: the session's token, JSON; `value` nil: no body.
function M:post(path, value, ...)
  local me = self:get("/api/v1/me")
  local words = { "-X", "POST", ... }
  if me.json.csrf then table.move({ "-H", "X-CSRF-Token: " .. me.json.csrf }, 1, 2, #words + 1, words) end
  if value then table.move({ "-H", "Content-Type: application/json", "-d", cjson.encode(value) }, 1, 4, #words + 1, words) end
  return self:curl(self.base .. path, table.unpack(words))
end

return M
