-- http_doc_spec.lua - docs/http.md tells of every route there is, and of no other; and of every code of a problem
local support = require "support"

-- "POST /runs/{run}/turns" -> the command that does the same, or "", and who may
local function rows_of_table()
  local rows = {}
  for line in support.read("runtime/web/route.c"):gmatch("[^\n]+") do
    local method, path = line:match('^    %u*[%({]"(%u+)", "([^"]+)"')
    if method then
      local command = line:match('^    %u*[%({]"%u+", "[^"]+", "([^"]+)"')
      local is_own = line:find("^    OWN")
      local least = line:find("KEEPER") and "keeper" or line:find("ROLE_NONE") and "anyone" or "player"
      rows[method .. " " .. path] = { command = not is_own and command or "", least = least }
    end
  end
  return rows
end

local function rows_of_page(page)
  local rows = {}
  for method, path, command, who in page:gmatch("\n| (%u+) | `([^`]+)` | (.-) | (.-) | ") do
    assert.is_nil(rows[method .. " " .. path], "told of twice: " .. method .. " " .. path)
    rows[method .. " " .. path] = { command = command:gsub("`", ""), who = who }
  end
  return rows
end

describe("docs/http.md", function()
  local page = support.read("docs/http.md")

  it("tells of every route, what command does the same and who may", function()
    local is, told, count = rows_of_table(), rows_of_page(page), 0
    for route, row in pairs(is) do
      count = count + 1
      assert(told[route], "docs/http.md does not tell of " .. route)
      assert.equal(row.command, told[route].command, route)
      if row.least ~= "player" then assert.equal(row.least, told[route].who, route) end
      if row.least == "player" then assert.is_truthy(({ player = 1, own = 1, ["own; keeper"] = 1, ["in it; keeper"] = 1 })[told[route].who], route) end
    end
    for route in pairs(told) do assert(is[route], "there is no route " .. route) end
    assert(count > 50, "the table was not read")
  end)

  it("tells of every code with the status it has", function()
    local count = 0
    for code, status in support.read("runtime/web/problem.c"):gmatch('= {"([%l-]+)", "[^"]+", (%d+)}') do
      count = count + 1
      assert(page:find(("| `%s` | %s |"):format(code, status), 1, true), "not told: " .. code .. " " .. status)
    end
    assert(count > 10)
  end)
end)
