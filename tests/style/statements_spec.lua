-- statements_spec.lua - what a database is told to do is never made of what people wrote: values go beside the words, as parameters
local folder = "runtime/store/"

-- Where text becomes statements. What else sends text, or puts values into it, is not to be used at all.
local senders = {
  PQexec = { "postgres_connect.c", "postgres_export.c", "postgres_import.c" }, PQsendPrepare = { "postgres_link.c" }, PQsendQueryPrepared = { "postgres_link.c" },
  PQputCopyData = { "postgres_import.c" },
}
local banned = { "PQexecParams", "PQexecPrepared", "PQprepare", "PQsendQuery", "PQsendQueryParams", "PQescape%w*", "PQfn", "sqlite3_mprintf", "sqlite3_vmprintf", "sqlite3_snprintf",
  "sqlite3_get_table" }

-- Calls that run what a buffer holds.
local runners = { "PQexec", "ts_postgres_exec", "ts_postgres_ask", "ts_sql_prepare", "sqlite3_exec", "sqlite3_prepare_v2", "sqlite3_prepare_v3", "run", "ask" }
-- Functions that add to such a buffer, by themselves only names of tables and columns, or a migration.
local adders = { "ts_postgres_add_columns", "add_order", "ts_postgres_schema_script" }

-- A statement's words with names in them that stand bare: names of columns that a database told, or what it quoted by itself.
local bare = {
  "SELECT * FROM \"%s\" ORDER BY %s", "IS NOT NULL%s", "SELECT %s, %s FROM \"%s\" WHERE (%s) > (%.*s) AND (%s) < (%.*s) ORDER BY %s", "INSERT INTO \"%s\" VALUES (%s)",
  "%s; PRAGMA user_version", "%sINSERT", "%sDELETE", "%sUPDATE",
}

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

local sources = {}
for _, path in ipairs(lines_of("ls " .. folder .. "*.c")) do sources[path:sub(#folder + 1)] = read(path):gsub("//[^\n]*", "") end

local function has(list, item)
  for _, one in ipairs(list) do
    if one == item then return true end
  end
  return false
end

local function expect_none(found) assert(#found == 0, #found .. " found:\n  " .. table.concat(found, "\n  ")) end

-- Calls visit(name, body) for each function of a file.
local function each_function(text, visit)
  for head, body in text:gmatch("\n([%w_][^\n;]-%b())\n(%b{})") do visit(head:match("([%w_]+)%s*%("), body) end
end

-- What stands in strings of C, put together: `"a" PRId64 "b"` gives alldb.
local function literal(arguments)
  local words, at = {}, 1
  arguments = arguments:gsub("PRI%w+", "\"lld\"")
  while true do
    local start = arguments:find("\"", at, true)
    if not start then return table.concat(words) end
    local stop = start
    repeat
      stop = arguments:find("[\\\"]", stop + 1)
      local is_escape = arguments:sub(stop, stop) == "\\"
      if is_escape then stop = stop + 1 end
    until not is_escape
    words[#words + 1] = arguments:sub(start + 1, stop - 1):gsub("\\\"", "\"")
    at = stop + 1
  end
end

local verbs = { "SELECT", "INSERT", "UPDATE", "DELETE", "CREATE", "DROP", "ALTER", "COPY", "FETCH", "DECLARE", "PRAGMA", "ATTACH", "VACUUM", "LOCK", "ANALYZE", "FROM", "WHERE" }
local function is_statement(words)
  for _, verb in ipairs(verbs) do
    if words:find("%f[%w]" .. verb .. "%f[%W]") then return true end
  end
  return false
end

-- What in a format could bring in a value; names that stand in quotes cannot, nor can numbers.
local function value_in(words)
  words = words:gsub("\"%%s\"", ""):gsub("'\"%%s\"'", ""):gsub("('%%s')", ""):gsub("%%l*[du]", ""):gsub("%%lld", ""):gsub("%%02x", "")
  return words:match("%%[^%%]")
end

describe("a statement", function()
  it("is sent from where it always was, and never with values in its words", function()
    local found, seen = {}, 0
    for file, text in pairs(sources) do
      for name, files in pairs(senders) do
        if text:find("%f[%w_]" .. name .. "%(") then
          seen = seen + 1
          if not has(files, file) then found[#found + 1] = file .. " calls " .. name end
        end
      end
      for _, name in ipairs(banned) do
        if text:find("%f[%w_]" .. name .. "%(") then found[#found + 1] = file .. " calls " .. name end
      end
    end
    assert.is_true(seen >= 5)
    expect_none(found)
  end)

  it("that is made of pieces is made of its own words, quoted names and numbers", function()
    local found, seen = {}, 0
    for file, text in pairs(sources) do
      local calls = {}
      for call in text:gmatch "%f[%w_]ts_buffer_add_format(%b())" do calls[#calls + 1] = call end
      for call in text:gmatch "%f[%w_]snprintf(%b())" do calls[#calls + 1] = call end
      for _, call in ipairs(calls) do
        local words = literal(call)
        if is_statement(words) then
          seen = seen + 1
          for _, allowed in ipairs(bare) do
            local from, to = words:find(allowed, 1, true)
            if from then words = words:sub(1, from - 1) .. words:sub(to + 1) end
          end
          if value_in(words) then found[#found + 1] = file .. ": " .. words end
        end
      end
    end
    assert.is_true(seen >= 8, "only " .. seen .. " were found")
    expect_none(found)
  end)

  it("holds nothing of a variable", function()
    local found, seen = {}, 0
    for file, text in pairs(sources) do
      each_function(text, function(name, body)
        for _, runner in ipairs(runners) do
          for call in body:gmatch("%f[%w_]" .. runner .. "(%b())") do
            local buffer = call:match("([%w_]+)%.bytes")
            if buffer then
              seen = seen + 1
              for adder, rest in body:gmatch("([%w_]+)%(&" .. buffer .. ", ([^;]*);") do
                local is_words = adder:find("^ts_buffer_add") and rest:find "^[\"']"
                if not is_words and not has(adders, adder) then found[#found + 1] = file .. ": " .. name .. " adds " .. rest end
              end
              for adder, rest in body:gmatch("([%w_]+)%(([^;]*, &" .. buffer .. "%b());") do
                if not has(adders, adder) then found[#found + 1] = file .. ": " .. name .. " adds " .. rest end
              end
            end
          end
        end
      end)
    end
    assert.is_true(seen >= 8, "only " .. seen .. " were found")
    expect_none(found)
  end)
end)
