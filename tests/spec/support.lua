-- support.lua - runs the real binary for the specs: arguments in; exit code, output and talk out
local cjson = require "cjson"

local M = {}

M.binary = os.getenv("TURNSTONE") or "build/turnstone"
M.is_dev = os.getenv("TURNSTONE_DEV") == "ON"   -- the slow build with sanitizers
M.is_long = os.getenv("TURNSTONE_LONG") == "1"  -- ./dev test --long

-- For the shell. Numbers that came out of JSON are whole all the same.
function M.quote(word)
  if math.type(word) == "float" then word = math.tointeger(word) or word end
  return "'" .. tostring(word):gsub("'", "'\\''") .. "'"
end

function M.read(path)
  local file = assert(io.open(path, "rb"))
  local text = file:read("a")
  file:close()
  return text
end

function M.write(path, text)
  local file = assert(io.open(path, "wb"))
  file:write(text)
  assert(file:close())
  return path
end

function M.exists(path)
  local file = io.open(path, "rb")
  if file then file:close() end
  return file ~= nil
end

-- What a shell command prints, without its last newline.
function M.shell(command)
  local pipe = assert(io.popen(command, "r"))
  local text = pipe:read("a")
  pipe:close()
  return (text:gsub("\n$", ""))
end

-- A new folder. In memory where the machine has that, on disk when what is tried is the disk.
function M.folder(on_disk)
  local base = not on_disk and os.execute("test -w /dev/shm") and "/dev/shm" or os.getenv("TMPDIR") or "/tmp"
  return M.shell("mktemp -d " .. M.quote(base .. "/turnstone-spec-XXXXXX"))
end

function M.remove(folder)
  assert(folder:find("/turnstone%-spec%-"), folder)
  os.execute("chmod -R u+w " .. M.quote(folder) .. "; rm -rf " .. M.quote(folder))
end

local scratch
-- A path for scratch in a folder that `M.remove_scratch` removes.
function M.path(name)
  scratch = scratch or M.folder()
  return scratch .. "/" .. name
end

M.is_over_server = os.getenv("TURNSTONE_SPEC_DRIVER") == "postgresql" -- the same specs, their stores on a server

local stores = {}
-- The store of a name, which is not there before it is played: a file in the scratch, or a database of the server.
function M.store(name)
  if not M.is_over_server then return M.path(name .. ".db") end
  stores[name] = stores[name] or require("server").get():database()
  return stores[name]
end

function M.remove_scratch()
  if scratch then M.remove(scratch) end
  scratch, stores = nil, {}
end

-- For `under`: kills the program once a shell command, without single quotes, succeeds.
function M.killed_when(condition)
  return ([[sh -c 'exec 3<&0; "$@" <&3 & until %s || ! kill -0 $!; do sleep 0.02; done; kill -KILL $!; wait $!' sh]]):format(condition)
end

local count = 0
local function words(list)
  local quoted = {}
  for index, word in ipairs(list) do quoted[index] = M.quote(word) end
  return table.concat(quoted, " ")
end

-- run { "runs", "--store", path, input = "…", env = { TZ = "UTC" }, under = "strace -f", seconds = 60 }
-- gives { code, out, err }; a process ended by signal N has code 128 + N, one that hangs 124.
function M.run(call)
  count = count + 1
  local base = M.path("call" .. count)
  M.write(base .. ".in", call.input or "")
  local env = {}
  local given = call.env or {}
  if not given.XDG_DATA_HOME then env[1] = "XDG_DATA_HOME=" .. M.quote(M.path("data")) end -- nobody's own packs
  if not given.XDG_CONFIG_HOME then env[#env + 1] = "XDG_CONFIG_HOME=" .. M.quote(M.path("config")) end -- nor their narrator
  if M.is_dev and not M.is_long and count % 4 > 0 and not given.ASAN_OPTIONS then
    env[#env + 1] = "ASAN_OPTIONS=detect_leaks=0" -- half of what a start costs: every fourth looks for leaks, with --long all do
  end
  for name, value in pairs(given) do env[#env + 1] = name .. "=" .. M.quote(value) end
  local command = ("%s exec timeout -k 2 %d %s %s %s <%s.in >%s.out 2>%s.err"):format(
    table.concat(env, " "), call.seconds or (M.is_dev and 300 or 60), call.under or "", M.quote(M.binary), words(call), base, base, base)
  local _, how, code = os.execute(command)
  if how == "signal" then code = code + 128 end
  local done = { code = code, out = M.read(base .. ".out"), err = M.read(base .. ".err"), command = command }
  for _, ending in ipairs { ".in", ".out", ".err" } do os.remove(base .. ending) end
  return done
end

-- What `run` gives, done anew up to twice while it came too late: a machine may stand still for a moment.
function M.anew(is_late, run)
  local done = run()
  for _ = 1, 2 do
    if not is_late(done) then break end
    done = run()
  end
  return done
end

-- M.run, anew when a script was stopped by the clock, a limit that a machine which stands still meets before the others.
function M.unhurried(call)
  return M.anew(function(done) return (done.out .. done.err):find("the time limit of one call", 1, true) end, function() return M.run(call) end)
end

-- M.run, which must end well; gives what it printed.
function M.must(call)
  local done = M.run(call)
  if done.code ~= 0 then
    error(("%s: exit %d: %s%s"):format(table.concat(call, " "), done.code, done.err:sub(-600), done.out:sub(-200)), 2)
  end
  return done.out
end

-- The same, with JSON printed; gives it decoded.
function M.answer(call)
  local text = M.must(call)
  local is_json, value = pcall(cjson.decode, text)
  if not is_json then error(table.concat(call, " ") .. ": no JSON: " .. text:sub(1, 300), 2) end
  return value
end

-- Runs the program and, while it does, `per_look` in a loop of the shell, with $master its process and $workers those that it started;
-- gives exit code, output, talk.
function M.meanwhile(call, per_look)
  local out, talk = M.path("out"), M.path("talk")
  local code = M.shell(([[
    %s %s >%s 2>%s & master=$!
    while kill -0 $master 2>/dev/null; do workers=$(cat /proc/$master/task/*/children 2>/dev/null); %s done
    wait $master; echo $?]]):format(M.quote(M.binary), words(call), M.quote(out), M.quote(talk), per_look))
  return assert(tonumber(code), code), M.read(out), M.read(talk)
end

-- JSON lines, decoded.
function M.lines(text)
  local list = {}
  for line in text:gmatch("[^\n]+") do
    if line:sub(1, 1) == "{" then list[#list + 1] = cjson.decode(line) end
  end
  return list
end

-- Plays by choice ids given; gives the decoded lines.
function M.play(call, choices)
  call.input = #choices > 0 and table.concat(choices, "\n") .. "\n" or ""
  table.insert(call, 1, "play")
  call[#call + 1] = "--jsonl"
  return M.lines(M.must(call))
end

function M.seconds() return tonumber(M.shell "date +%s%N") / 1e9 end -- by the clock; for how long a test itself waits

-- A pack in a folder of its own; files: path in the pack -> text. Gives the folder of packs for --content.
function M.pack(name, files)
  local folder = M.path("packs-" .. name)
  for path, text in pairs(files) do
    local full = folder .. "/" .. name .. "/" .. path
    os.execute("mkdir -p " .. M.quote(full:match("^(.*)/")))
    M.write(full, text)
  end
  if not files["pack.lua"] then
    M.write(folder .. "/" .. name .. "/pack.lua", ("return { name = %q, version = \"1.0.0\" }\n"):format(name))
  end
  return folder
end

-- An SQL question put to a store by another program; read only.
function M.sql(store, question)
  if store:find("^postgresql:") then return require("server").get():sql(store, question) end
  return M.shell("sqlite3 -readonly " .. M.quote(store) .. " " .. M.quote(question))
end

-- Which of these words are in any byte of a store and what lies beside it; of a server's, of the files that its database is in.
function M.left_in(store, list)
  local files = M.quote(store) .. "*"
  if store:find("^postgresql:") then files = M.quote(require("server").get():files(store)) .. "/*" end
  local left = {}
  for _, text in ipairs(list) do
    if M.shell(("grep -laF %s %s 2>/dev/null | head -1"):format(M.quote(text), files)) ~= "" then left[#left + 1] = text end
  end
  return left
end

M.decode = cjson.decode
M.null = cjson.null

package.loaded.support = M
if M.is_over_server then require("server").get() end -- or it ends here, as skipped

return M
