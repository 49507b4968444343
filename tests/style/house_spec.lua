-- house_spec.lua - the house rules, as far as a program can tell

local floors = { base = 1, game = 2, store = 3, lua = 3, narrator = 3, engine = 4, web = 5, cli = 6 }
local least_files = 30 -- fewer, and the search itself is broken

local function lines_of(command)
  local list, pipe = {}, assert(io.popen(command))
  for line in pipe:lines() do list[#list + 1] = line end
  pipe:close()
  return list
end

local function read(path)
  local file = assert(io.open(path, "rb"))
  local text = file:read("a")
  file:close()
  return text
end

local function blank(text) return (text:gsub("[^\n]", " ")) end

-- C without its comments and string contents; lines stay where they are.
local function bare(text)
  local out, at = {}, 1
  while at <= #text do
    local start = text:find("[/\"']", at)
    if not start then break end
    out[#out + 1] = text:sub(at, start - 1)
    local two = text:sub(start, start + 1)
    local stop = start
    if two == "//" then
      stop = (text:find("\n", start, true) or #text + 1) - 1
    elseif two == "/*" then
      stop = select(2, text:find("*/", start + 2, true)) or #text
    elseif two:sub(1, 1) == "/" then
      out[#out + 1] = "/"
    else
      repeat
        stop = stop + 1
        local byte = text:sub(stop, stop)
        if byte == "\\" then stop = stop + 1 end
      until byte == two:sub(1, 1) or byte == "" or byte == "\n"
    end
    if two:sub(1, 1) ~= "/" or two == "//" or two == "/*" then out[#out + 1] = blank(text:sub(start, stop)) end
    at = stop + 1
  end
  out[#out + 1] = text:sub(at)
  return table.concat(out)
end

-- Calls visit(line, number) for each line.
local function each_line(text, visit)
  local number = 0
  for line in (text .. "\n"):gmatch("(.-)\n") do
    number = number + 1
    visit(line, number)
  end
end

local sources = lines_of("find runtime -name '*.[ch]' | sort")
local written = lines_of("find runtime scripts tests dev CMakeLists.txt -type f"
  .. " ! -name '*.md' ! -name '*.db' ! -path '*/corpus/*' 2>/dev/null | sort")
local code, raw = {}, {}
for _, path in ipairs(written) do raw[path] = read(path) end
for _, path in ipairs(sources) do code[path] = bare(raw[path]) end

local function floor_of(path) return path:match("^runtime/(%w+)/") or "main" end

local function expect_none(found)
  assert(#found == 0, #found .. " found:\n  " .. table.concat(found, "\n  "))
end

-- Every line of C code, without comments and strings, in which `pattern` is found, unless allowed(path, line).
local function find_in_code(pattern, allowed)
  local found = {}
  for _, path in ipairs(sources) do
    each_line(code[path], function(line, number)
      if line:find(pattern) and not allowed(path, line) then found[#found + 1] = path .. ":" .. number .. ": " .. line end
    end)
  end
  return found
end

describe("the house", function()
  it("was looked at", function()
    assert.is_true(#sources > least_files, "only " .. #sources .. " C files were found")
    assert.is_true(#written > #sources)
  end)

  it("includes downward only, and siblings never meet", function()
    local found, seen = {}, 0
    for _, path in ipairs(sources) do
      local own = floor_of(path)
      for target in raw[path]:gmatch('#include "(%w+)/[%w_]+%.h"') do
        seen = seen + 1
        local below = floors[target] and own ~= "main" and (floors[target] < floors[own] or target == own)
        if own ~= "main" and not below then found[#found + 1] = path .. " includes " .. target .. "/" end
      end
      for name in raw[path]:gmatch('#include "([^/"\n]+)"') do found[#found + 1] = path .. " includes " .. name .. " without its floor" end
    end
    assert.is_true(seen > least_files)
    expect_none(found)
  end)

  it("keeps Lua's headers in lua/, databases' in store/, curl in narrator/ and sockets in web/", function()
    local found, seen = {}, { lua = 0, store = 0, web = 0, narrator = 0 }
    local home = { lua = "lua", lauxlib = "lua", lualib = "lua", luaconf = "lua", sqlite3 = "store", ["libpq-fe"] = "store", microhttpd = "web",
      ["curl/curl"] = "narrator" }
    for _, path in ipairs(sources) do
      for name in raw[path]:gmatch('#include [<"]([%w/-]+)%.h[>"]') do
        local floor = home[name]
        if floor then seen[floor] = seen[floor] + 1 end
        if floor and floor_of(path) ~= floor then found[#found + 1] = path .. " includes " .. name .. ".h" end
      end
    end
    assert.is_true(seen.lua > 0 and seen.store > 0 and seen.narrator > 0)
    expect_none(found)
  end)

  it("prints only in cli/ and main.c", function()
    local out_of_memory = "runtime/base/arena.c" -- says so before it ends the process
    local found = {}
    local function allowed(path) return floor_of(path) == "cli" or floor_of(path) == "main" or path == out_of_memory end
    for _, name in ipairs { "printf", "vprintf", "fprintf", "vfprintf", "puts", "putchar", "perror", "stdout", "stderr", "psignal" } do
      for _, line in ipairs(find_in_code("%f[%w_]" .. name .. "%f[^%w_]", allowed)) do found[#found + 1] = line end
    end
    expect_none(found)
  end)

  it("begins and commits in the engine in one place, where what a database took back is done anew", function()
    local function allowed(path) -- acts told again are told in memory, which takes nothing back
      return floor_of(path) ~= "engine" or path == "runtime/engine/batch.c" or path:find("^runtime/engine/retell") ~= nil
    end
    expect_none(find_in_code("ts_store_begin%f[^%w]", allowed))
    expect_none(find_in_code("ts_store_commit%f[^%w_]", allowed))
    assert.is_true(#find_in_code("ts_store_commit%f[^%w_]", function() return false end) > 0)
  end)

  it("asks for the time and for chance only in base/, and never for a locale", function()
    local found = {}
    local function in_base(path)
      return floor_of(path) == "base" or path == "runtime/lua/budget.c" -- the wall clock behind the step budget
    end
    for _, name in ipairs { "time", "gettimeofday", "clock_gettime", "rand", "random", "srand", "localtime", "localtime_r" } do
      for _, line in ipairs(find_in_code("%f[%w_]" .. name .. "%s*%(", in_base)) do found[#found + 1] = line end
    end
    for _, line in ipairs(find_in_code("%f[%w_]setlocale%s*%(", function() return false end)) do found[#found + 1] = line end
    expect_none(found)
  end)

  it("starts every file with its name and what it is", function()
    local found = {}
    local marks = { c = "//", h = "//", lua = "--", sql = "--", txt = "#" }
    for _, path in ipairs(written) do
      local name, mark = path:match("[^/]+$"), marks[path:match("%.(%w+)$")]
      local first = raw[path]:match("[^\n]*")
      if name == "CMakeLists.txt" or mark and mark ~= "#" then
        local head = (mark or "#") .. " " .. name .. " - "
        local is_pack = path:find("/content/", 1, true) or path:find("/packs/", 1, true) -- data and fiction have no such head
        if first:sub(1, #head) ~= head and not is_pack then found[#found + 1] = path .. ": " .. first end
      end
    end
    expect_none(found)
  end)

  it("has no file over 400 lines and no function over 60", function()
    local found, functions = {}, 0
    for _, path in ipairs(sources) do
      local start
      local count = select(2, raw[path]:gsub("\n", ""))
      if count > 400 then found[#found + 1] = path .. " has " .. count .. " lines" end
      each_line(code[path], function(line, number)
        if line:find("^{%s*$") then start = number end
        if start and line:find("^}%s*$") then
          functions = functions + 1
          if number - start + 1 > 60 then found[#found + 1] = path .. ":" .. start .. ": a function of " .. (number - start + 1) .. " lines" end
          start = nil
        end
      end)
    end
    assert.is_true(functions > 10 * least_files, "only " .. functions .. " functions were found")
    expect_none(found)
  end)

  it("names files for what they hold", function()
    local found = {}
    for _, drawer in ipairs { "utils?", "misc", "common", "helpers?", "system", "manager", "stuff" } do
      for _, path in ipairs(written) do
        if path:find("/" .. drawer .. "%.%w+$") or path:find("_" .. drawer .. "%.%w+$") then found[#found + 1] = path end
      end
    end
    expect_none(found)
  end)

  it("leaves nothing open and names no machine", function()
    local found = {}
    local words = { "TO" .. "DO", "FIX" .. "ME", "XX" .. "X", "not imple" .. "mented", "for " .. "now" }
    local places = { "/" .. "work/", "/" .. "root/", "/" .. "home/" }
    for _, path in ipairs(written) do
      each_line(raw[path], function(line, number)
        for _, word in ipairs(words) do
          if line:find("%f[%a]" .. word .. "%f[%A]") then found[#found + 1] = path .. ":" .. number .. ": " .. word end
        end
        for _, place in ipairs(places) do
          if line:find(place, 1, true) then found[#found + 1] = path .. ":" .. number .. ": " .. place end
        end
      end)
    end
    expect_none(found)
  end)

  it("has a README in each folder that people add to", function()
    local found = {}
    local folders = lines_of("find runtime content tests saves scripts -maxdepth 1 -type d; echo scripts/sims")
    assert.is_true(#folders > 10)
    for _, folder in ipairs(folders) do
      local file = io.open(folder .. "/README.md")
      if file then file:close() else found[#found + 1] = folder end
    end
    expect_none(found)
  end)

  -- Only the release objects are looked at: sanitizers add variables of their own.
  local objects = os.getenv("TURNSTONE_DEV") ~= "ON" and os.getenv("TURNSTONE_BUILD")
  local check = objects and it or pending
  check("keeps no variable outside a function", function()
    local allowed = { ts_signal_caught = true } -- the one thing a signal handler may touch
    local found, seen = {}, 0
    local object
    for _, line in ipairs(lines_of("find '" .. objects .. "/CMakeFiles' -path '*turnstone*' -name '*.o' ! -name 'embedded*'"
      .. " ! -path '*floor*' -exec objdump -t {} +")) do
      local path = line:match("^(%S+):%s+file format")
      if path then object, seen = path:match("runtime/.*") or path, seen + 1 end
      local section, name = line:match("^%x+ .......%s+(%S+)%s+%x+%s+(%S+)$")
      local is_object = line:find("^%x+ ......O")
      local is_threads = section and section:find("^%.t[bd]") and name ~= section
      local is_variable = is_threads or is_object and (section:find("^%.data") or section:find("^%.bss") or section == "*COM*")
      if is_variable and not section:find("^%.data%.rel%.ro") and not allowed[name:match("^[%w_]+")] then
        found[#found + 1] = object .. ": " .. name .. " in " .. section
      end
    end
    assert.is_true(seen > 20, "only " .. seen .. " objects were found")
    expect_none(found)
  end)
end)
