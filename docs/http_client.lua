-- http_client.lua - plays ten turns of a story over HTTP and prints them: lua5.4 docs/http_client.lua URL STORY
--
-- URL is what `turnstone serve` printed. Lua has no sockets of its own, so curl does the talking, through a pipe.
local url, story = arg[1], arg[2]
if not story then
  io.stderr:write("usage: lua5.4 http_client.lua URL STORY\n")
  os.exit(64)
end
local json = require "cjson"
local base = url:match("^(https?://[^/]+)")
local jar = os.tmpname()

local function quote(word) return "'" .. tostring(word):gsub("'", "'\\''") .. "'" end

-- The status and the body, which is JSON wherever there is one.
local function curl(words)
  local pipe = assert(io.popen("curl -s -w '\\n%{http_code}' -b " .. quote(jar) .. " -c " .. quote(jar) .. " " .. words))
  local body, status = pipe:read("a"):match("^(.*)\n(%d+)$")
  pipe:close()
  return tonumber(status), body
end

local csrf
local function ask(method, path, body, key)
  local words = { "-X", method, quote(base .. "/api/v1" .. path) }
  if csrf then words[#words + 1] = "-H " .. quote("X-CSRF-Token: " .. csrf) end
  if body then words[#words + 1] = "-H 'Content-Type: application/json' -d " .. quote(json.encode(body)) end
  if key then words[#words + 1] = "-H " .. quote("Idempotency-Key: " .. key) end
  local status, answer = curl(table.concat(words, " "))
  local said = answer ~= "" and json.decode(answer) or nil
  if status >= 400 then error(("%s %s: %d: %s"):format(method, path, status, said and said.detail or "nothing was said"), 0) end
  return said
end

local function open_choice(screen)
  for _, choice in ipairs(screen.choices) do
    if not choice.locked then return choice end
  end
end

local function begin()
  local screen = ask("POST", "/runs", { story = story })
  print(screen.text)
  return screen, screen.run
end

local function play()
  curl(quote(url)) -- the token of the link becomes a cookie
  csrf = ask("GET", "/me").csrf
  local screen, run = begin()
  for number = 1, 10 do
    local choice = open_choice(screen)
    -- Sent again with the same key, a turn is taken once.
    local body = { choice = choice.id, turn = screen.turn, answer = choice.ask and "so be it" or nil }
    screen = ask("POST", "/runs/" .. run .. "/turns", body, ("%s-%d"):format(run, number))
    print(("\n> %s\n\n%s"):format(choice.label, screen.text))
    if screen.state then -- it has ended: another life begins
      print("\nthe end: " .. tostring(screen.ending) .. "\n")
      screen, run = begin()
    end
  end
  ask("POST", "/runs/" .. run .. "/pause", {})
end

local ok, why = pcall(play)
os.remove(jar)
if not ok then
  io.stderr:write(tostring(why), "\n")
  os.exit(1)
end
