-- turn_script.lua - what a turn sends, read from a server's log, as a script that pgbench plays again and again
local M = {}

-- The entries of a log (log_line_prefix "%m [%p] %a "), each { process, text, detail }: lines that go on with a tab are of the one before.
local function entries(log)
  local list, last, field = {}, nil, nil
  for line in log:gmatch("[^\n]+") do
    local process, level, text = line:match("^%d%d%d%d%-[^%[]*%[(%d+)%] .-(%u+):  (.*)$")
    if level == "DETAIL" and last and last.process == process then last.detail, field = text, "detail"
    elseif level then
      last, field = { process = process, text = text }, "text"
      list[#list + 1] = last
    elseif last and line:sub(1, 1) == "\t" then last[field] = last[field] .. "\n" .. line:sub(2) end
  end
  return list
end

-- The values of "parameters: $1 = 'a''b', $2 = NULL"; false stands for NULL.
local function values_of(detail)
  local values, at = {}, detail and detail:find("parameters: ", 1, true)
  at = at and at + #"parameters: "
  while at do
    local from, stop = detail:match("^%$%d+ = ()NULL()", at)
    if from then values[#values + 1] = false
    else
      from = detail:match("^%$%d+ = '()", at)
      if not from then break end
      stop = from
      while true do
        stop = detail:find("'", stop, true)
        if detail:sub(stop + 1, stop + 1) ~= "'" then break end
        stop = stop + 2
      end
      values[#values + 1] = detail:sub(from, stop - 1):gsub("''", "'")
      stop = stop + 1
    end
    at = detail:match("^, ()", stop)
  end
  return values
end

local function is_read(sql)
  local words = sql:upper()
  return (words:find("^SELECT") or words:find("^WITH")) and not words:find("%f[%u]INSERT") and not words:find("PG_NOTIFY", 1, true)
end

-- The transactions of a log, each a list of { sql, values }, with what was asked just before it began and what was said just behind it.
function M.turns(log)
  local turns, turn, is_open = {}, {}, false
  for _, entry in ipairs(entries(log)) do
    local sql = entry.text:match("^execute [^:]+: (.*)$") or entry.text:match("^statement: (.*)$")
    if sql then
      sql = sql:gsub(";%s*$", "")
      local is_behind = #turns > 0 and #turn == 0 and not is_read(sql) and not sql:upper():find("^BEGIN")
      table.insert(is_behind and turns[#turns] or turn, { sql = sql, values = values_of(entry.detail) })
      if sql:upper():find("^BEGIN") then is_open = true end
      if sql:upper():find("^COMMIT") and is_open then
        turns[#turns + 1] = turn
        turn, is_open = {}, false
      end
    end
  end
  return turns
end

local function shape(turn)
  local parts = {}
  for index, statement in ipairs(turn) do parts[index] = statement.sql end
  return table.concat(parts, "\0")
end

-- The turns that send what most turns send, each with its number among all.
function M.usual(turns)
  local by_shape, most = {}, {}
  for number, turn in ipairs(turns) do
    local key = shape(turn)
    by_shape[key] = by_shape[key] or {}
    turn.number = number
    table.insert(by_shape[key], turn)
    if #by_shape[key] > #most then most = by_shape[key] end
  end
  return most
end

-- How a value goes on from turn to turn: by so much a turn, from `last`; nil when it does not go on evenly.
local function step_of(first, middle, last, value)
  local a, b, c = math.tointeger(tonumber(value(first))), math.tointeger(tonumber(value(middle))), math.tointeger(tonumber(value(last)))
  if not a or not b or not c or a == c or math.abs(a) > 1 << 50 or math.abs(c) > 1 << 50 then return nil end
  local turns = last.number - first.number
  if (c - a) % turns ~= 0 then return nil end
  local step = (c - a) // turns
  return b - a == step * (middle.number - first.number) and step or nil
end

-- Of usual turns: the script's text and the variables it is started with. All up to the last question is one round trip, the rest another.
-- Numbers that go on evenly do so; great numbers that do not are random; all else is as it was in the last turn.
function M.of(usual)
  local first, middle, last = usual[1], usual[(#usual + 1) // 2], usual[#usual]
  assert(last and last ~= first, "too few turns alike were logged")
  local sets, lines, variables, behind = { "\\set n :n + 1" }, {}, { n = 0 }, 0
  for index, statement in ipairs(last) do
    if is_read(statement.sql) then behind = index end
  end
  local function variable(index, place)
    local name, now = ("v%d_%d"):format(index, place), last[index].values[place]
    if not now then return "NULL" end
    local step = step_of(first, middle, last, function(turn) return turn[index].values[place] or nil end)
    if step then sets[#sets + 1] = ("\\set %s %s + :n * %d"):format(name, now, step)
    elseif now:find("^%-?%d+$") and math.abs(tonumber(now)) > 1 << 50 and now ~= first[index].values[place] then sets[#sets + 1] = ("\\set %s random(1, 9000000000000000000)"):format(name)
    else variables[name] = now end
    return ":" .. name
  end
  for index, statement in ipairs(last) do
    lines[#lines + 1] = statement.sql:gsub("%s+", " "):gsub("%$(%d+)", function(place) return variable(index, tonumber(place)) end) .. ";"
    if index == behind then lines[#lines + 1] = "\\endpipeline\n\\startpipeline" end
  end
  local seen, once = {}, {}
  for _, line in ipairs(sets) do
    if not seen[line] then once[#once + 1], seen[line] = line, true end
  end
  return ("%s\n\\startpipeline\n%s\n\\endpipeline\n"):format(table.concat(once, "\n"), table.concat(lines, "\n")), variables
end

return M
