-- docs_spec.lua - every example in docs/ does what the page says
--
-- A fence says what becomes of what it holds, and all of a page happens in one folder, from top to bottom:
--   ```lua PATH       the file PATH is that from now on (also ```story, ```po and other words in the stead of lua)
--   ```lua            compiles
--   ```console        "$ COMMAND" is run; the lines below it are what it prints, in this order. "…" alone stands for any lines, and within
--                     a line for any words. "(exit 1)" as the last line is how it ends; otherwise it ends well.
--   ```text           is only to be read
local support = require "support"

local function pages()
  local list = {}
  for path in support.shell("find docs -name '*.md' | sort"):gmatch("[^\n]+") do list[#list + 1] = path end
  return list
end

-- The fences of a page: { kind, path, body, line }.
local function fences(text)
  local list, open, number = {}, nil, 0
  for line in (text .. "\n"):gmatch("(.-)\n") do
    number = number + 1
    local info = line:match("^```(.*)$")
    if info and open then
      open.body = table.concat(open.lines, "\n") .. "\n"
      list[#list + 1], open = open, nil
    elseif info then
      local kind, path = info:match("^(%S*)%s*(.*)$")
      open = { kind = kind, path = path ~= "" and path or nil, line = number, lines = {} }
    elseif open then
      open.lines[#open.lines + 1] = line
    end
  end
  assert(not open, "a fence is left open")
  return list
end

local function pattern_of(line)
  local parts = line:gsub("…", "\1"):gsub("%p", "%%%0"):gsub("\1", ".*")
  return "^" .. parts .. "%s*$"
end

-- The first line of `wanted` that is not printed after those before it; nil when all are.
local function missing(wanted, printed)
  local lines, at, may_skip = {}, 1, false
  for line in (printed .. "\n"):gmatch("(.-)\n") do lines[#lines + 1] = line end
  for _, line in ipairs(wanted) do
    if line == "…" then
      may_skip = true
    elseif not line:find("^%s*$") then
      local pattern = pattern_of(line)
      while lines[at] and not lines[at]:find(pattern) and (may_skip or lines[at]:find("^%s*$")) do at = at + 1 end
      if not lines[at] or not lines[at]:find(pattern) then return line, lines[at] end
      at, may_skip = at + 1, false
    end
  end
end

-- The commands of a console fence: { command, wanted lines, exit }.
local function commands(fence)
  local list = {}
  for _, line in ipairs(fence.lines) do
    local command, exit = line:match("^%$ (.*)$"), line:match("^%(exit (%d+)%)$")
    if command then list[#list + 1] = { command = command, wanted = {}, exit = 0 }
    elseif exit then list[#list].exit = tonumber(exit)
    else table.insert(assert(list[#list], "no command").wanted, line) end
  end
  return list
end

local function run_in(folder, command)
  local script = support.write(support.path("command.sh"), ("cd %s && exec 2>&1 </dev/null\n%s\n"):format(support.quote(folder), command))
  local words = ("env XDG_DATA_HOME=%s TMPDIR=%s PATH=%s:\"$PATH\" timeout %d bash %s"):format(support.quote(folder .. "/.data"),
    support.quote(folder), support.quote(folder .. "/.bin"), support.is_dev and 300 or 60, support.quote(script))
  local pipe = assert(io.popen(words .. "; echo \"(exit $?)\"", "r"))
  local printed = pipe:read("a")
  pipe:close()
  local body, exit = printed:match("^(.*)%(exit (%d+)%)\n$")
  return body, tonumber(exit)
end

local function put(folder, path, text)
  assert(not path:find("%.%."), path)
  local parent = (folder .. "/" .. path):match("^(.*)/")
  os.execute("mkdir -p " .. support.quote(parent))
  support.write(folder .. "/" .. path, text)
end

local function open_folder(page)
  local folder = support.path("docs-" .. page:gsub("%W", "-"))
  local binary = support.binary:find("^/") and support.binary or support.shell("pwd") .. "/" .. support.binary
  os.execute(("mkdir -p %s/.bin && ln -s %s %s/.bin/turnstone"):format(support.quote(folder), support.quote(binary), support.quote(folder)))
  return folder
end

describe("docs/", function()
  teardown(support.remove_scratch)

  it("has its pages", function() assert.truthy(#pages() >= 3) end)

  for _, page in ipairs(pages()) do
    it(page .. " does what it says", function()
      local folder = open_folder(page)
      for _, fence in ipairs(fences(support.read(page))) do
        local where = ("%s:%d"):format(page, fence.line)
        if fence.path then
          put(folder, fence.path, fence.body)
        elseif fence.kind == "lua" then
          local chunk, why = load(fence.body, "=" .. where)
          assert(chunk, why)
        elseif fence.kind == "console" then
          for _, step in ipairs(commands(fence)) do
            local printed, exit = run_in(folder, step.command)
            local line, instead = missing(step.wanted, printed)
            assert(not line, ("%s: `%s` does not print\n  %s\nbut\n  %s\nin\n%s"):format(where, step.command, line, instead or "", printed))
            assert(exit == step.exit, ("%s: `%s` ends with %d:\n%s"):format(where, step.command, exit, printed))
          end
        else
          assert(fence.kind == "text" or fence.kind == "ink", where .. ": what is a fence of \"" .. fence.kind .. "\"?")
        end
      end
    end)

    it(page .. " points at what is there", function()
      local text, base = support.read(page), page:match("^(.*)/")
      for target in text:gmatch("%]%(([^)#]+)[^)]*%)") do
        if not target:find("^https?:") then assert.truthy(support.exists(base .. "/" .. target), target) end
      end
    end)
  end
end)

-- The rows of README.md's tables of commands: { "check --play", all that is in backquotes in the row }.
local function commands_told()
  local list = {}
  for line in support.read("README.md"):gmatch("[^\n]+") do
    local first = line:match("^| `([a-z][^`]*)`")
    if first and not first:find("/", 1, true) then list[#list + 1] = { first, line } end
  end
  return list
end

describe("README.md", function()
  it("tells of commands and options that there are", function()
    local help, count = support.must { "help" }, 0
    for _, row in ipairs(commands_told()) do
      local one, two = row[1]:match("^(%l+) ?(%l*)")
      local command = help:find("\n  " .. one .. " " .. two, 1, true) and two ~= "" and { one, two } or { one }
      assert.truthy(help:find("\n  " .. table.concat(command, " "), 1, true), row[1])
      command[#command + 1] = "--help"
      local told = support.must(command)
      for quoted in row[2]:gmatch("`([^`]*)`") do
        if quoted == row[1] or quoted:find("^%-%-") then
          for option in quoted:gmatch("%-%-[%l-]+") do assert.truthy(told:find(option, 1, true), row[1] .. ": " .. option) end
        end
      end
      count = count + 1
    end
    assert.truthy(count > 15, count)
  end)
end)
