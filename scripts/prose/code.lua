-- code.lua - Lua as authors write it in prose: variables and what was seen are plain names
local M = {}

local function words(text)
  local set = {}
  for word in text:gmatch("%S+") do set[word] = true end
  return set
end

local keywords = words [[and break do else elseif end false for function goto if in local nil not or repeat return then true until while]]
local given = words [[run universe progression seen visits since world rng item character math string table utf8 pairs ipairs next
  select tostring tonumber type assert error pcall log json self]]

local function string_end(text, at)
  local quote, from = text:sub(at, at), at + 1
  while true do
    local found = text:find("[\\" .. quote .. "]", from)
    if not found then return #text end
    if text:sub(found, found) == quote then return found end
    from = found + 2
  end
end

local function long_end(text, at)
  local level = text:match("^%[(=*)%[", at)
  if not level then return nil end
  local _, stop = text:find("]" .. level .. "]", at, true)
  return stop or #text
end

-- The tokens of a piece of Lua as { kind, text }, blanks among them.
local function tokens(text)
  local out, at = {}, 1
  while at <= #text do
    local kind, stop = "sign", at
    local byte = text:sub(at, at)
    if byte == "\"" or byte == "'" then kind, stop = "string", string_end(text, at)
    elseif byte == "[" and long_end(text, at) then kind, stop = "string", long_end(text, at)
    elseif text:find("^%-%-", at) then kind, stop = "blank", #text
    elseif byte:find("%s") then kind, stop = "blank", select(2, text:find("^%s+", at))
    elseif byte:find("[%a_]") then kind, stop = "name", select(2, text:find("^[%w_]+", at))
    elseif text:find("^%.?%d", at) then kind, stop = "number", select(2, text:find("^%.?%d[%w.]*", at))
    elseif text:find("^%.%.", at) or text:find("^[=~<>]=", at) then stop = at + 1 end
    out[#out + 1] = { kind = kind, text = text:sub(at, stop) }
    at = stop + 1
  end
  return out
end

-- The next token that is no blank, from `index` on in steps of `step`.
local function near(list, index, step)
  index = index + step
  while list[index] and list[index].kind == "blank" do index = index + step end
  return list[index] and list[index].text or ""
end

local function is_free(list, index)
  local before = near(list, index, -1)
  return list[index].kind == "name" and not keywords[list[index].text] and before ~= "." and before ~= ":"
end

local function joined(list)
  local out = {}
  for i, token in ipairs(list) do out[i] = token.text end
  return table.concat(out)
end

--- A condition in which the names of scenes and choices mean that they were seen.
function M.condition(text, names)
  local list = tokens(text)
  for i, token in ipairs(list) do
    local name = token.text
    if is_free(list, i) and not given[name] and not names.vars[name] and names.places[name] then token.text = "seen." .. name end
  end
  return joined(list)
end

-- `seen.quay` asked of the run, and `world.calm` of the universe.
local function ask(list, i)
  local name = list[i].text
  local field = list[i + 2]
  if near(list, i, 1) ~= "." or not field or field.kind ~= "name" then return end
  if name == "world" then list[i].text = "universe:get"
  elseif name == "seen" or name == "visits" or name == "since" then list[i].text = "run:" .. name
  else return end
  list[i + 1].text, list[i + 2].kind, list[i + 2].text = "", "string", "(\"" .. field.text .. "\")"
end

-- Notes the names that `local`, `for` and `function` bring.
local function note_locals(list, i, locals)
  local word, at = list[i].text, i + 1
  if word == "function" then
    if near(list, i, -1) == "local" then locals[near(list, i, 1)] = true end
    while list[at] and list[at].text ~= "(" do at = at + 1 end
    at = at + 1
  elseif word ~= "local" and word ~= "for" then
    return
  end
  while list[at] and (list[at].kind == "name" or list[at].kind == "blank" or list[at].text == ",") do
    if keywords[list[at].text] then return end
    if list[at].kind == "name" then locals[list[at].text] = true end
    at = at + 1
  end
end

local calls = { ["("] = true, ["."] = true, [":"] = true, ["["] = true }

local function place(list, i, depth, names, locals)
  local name, after = list[i].text, near(list, i, 1)
  if locals[name] or depth > 0 and after == "=" then return end
  if names.vars[name] then list[i].text = "run.vars." .. name
  elseif names.helpers[name] then list[i].text = "here." .. name
  elseif given[name] then ask(list, i)
  elseif not calls[after] then list[i].text = "run.vars." .. name end
end

--- Statements, or an expression, of a function (run, universe, progression); `locals` are those of the lines before.
function M.lua(text, names, locals)
  local list, depth = tokens(text), 0
  for i, token in ipairs(list) do
    if token.text == "{" then depth = depth + 1 elseif token.text == "}" then depth = depth - 1 end
    if token.kind == "name" and keywords[token.text] then note_locals(list, i, locals)
    elseif is_free(list, i) then place(list, i, depth, names, locals) end
  end
  return joined(list)
end

--- Does a condition call what the script returned?
function M.calls_helper(text, names)
  local list = tokens(text)
  for i, token in ipairs(list) do
    if is_free(list, i) and names.helpers[token.text] then return true end
  end
  return false
end

-- Is this colon that of `run:seen(`?
local function is_method(text, colon)
  return text:find("^[%w_]:[%a_][%w_]*[(\"]", colon - 1) ~= nil
end

--- A text whose conditions are as M.condition makes them.
function M.text(text, names)
  local out, at = {}, 1
  while true do
    local open = text:find("{", at, true)
    if not open then break end
    local stop = text:find("[:|{}]", open + 1)
    while stop and text:sub(stop, stop) == ":" and is_method(text, stop) do stop = text:find("[:|{}]", stop + 1) end
    if not stop then break end
    out[#out + 1] = text:sub(at, open)
    local head = text:sub(open + 1, stop - 1)
    local is_condition = text:sub(stop, stop) == ":" and not head:find("^[&!~]")
    out[#out + 1] = is_condition and M.condition(head, names) or head
    if text:sub(stop, stop) == "{" and head == "" then -- a brace to be read
      out[#out + 1] = "{"
      stop = stop + 1
    end
    at = stop
  end
  out[#out + 1] = text:sub(at)
  return table.concat(out)
end

--- Is what stands in braces before a label a condition, and not alternatives, a plural or a select of the label itself?
function M.is_condition(text)
  if text:find("^%s*[%w_.]+%s*,%s*plural%s*,") or text:find("^%s*[%w_.]+%s*,%s*select%s*,") then return false end
  local colon = text:find("[:|]")
  while colon and text:sub(colon, colon) == ":" and is_method(text, colon) do colon = text:find("[:|]", colon + 1) end
  return colon == nil
end

return M
