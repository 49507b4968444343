-- compile.lua - a .story file as Lua text with as many lines, each thing on the line that it was written in
local names = require "prose.names"
local weave = require "prose.weave"
local write = require "prose.write"

local M = {}

local function set_of(words)
  local set = {}
  for word in words:gmatch("[^\n]+") do set[word] = true end
  return set
end

local function line_at(text, at)
  local _, lines = text:sub(1, at - 1):gsub("\n", "")
  return lines + 1
end

-- What keeps the bytes from being read at all.
local function check_bytes(text)
  local _, wrong = utf8.len(text)
  if wrong then return { line = line_at(text, wrong), message = "this is not valid UTF-8", hint = "save the file as UTF-8" } end
  local zero = text:find("\0", 1, true)
  return zero and { line = line_at(text, zero), message = "this line holds a byte 0", hint = "save the file as plain text" }
end

local function read(text)
  text = text:gsub("^\239\187\191", "")
  local scenes, count, problems = weave.read(text)
  local places = names.give(scenes, problems)
  return scenes, count, problems, places
end

--- `what`: text, story, module, and the names of variables, helpers and scenes elsewhere, one a line. Gives the Lua text (nil when
-- something is wrong), the problems as { line, message, hint } and the choices without an id as { line, id }.
function M.compile(what)
  local wrong = check_bytes(what.text)
  if wrong then return nil, { wrong }, {} end
  local scenes, count, problems, places = read(what.text)
  if #problems > 0 then return nil, problems, {} end
  local known = { vars = set_of(what.vars), helpers = set_of(what.helpers), places = set_of(what.scenes) }
  for name in pairs(places) do
    if name ~= "by_knot" then known.places[name] = true end
  end
  return write.lua(what, scenes, count, known, places), problems, M.unpinned(scenes)
end

--- The choices whose ids are made of their labels.
function M.unpinned(scenes)
  local list = {}
  for _, scene in ipairs(scenes) do
    local choice = scene.choice
    if choice and choice.is_unpinned then list[#list + 1] = { line = choice.line, id = choice.id } end
  end
  return list
end

local function pin(line, id)
  local blanks, rest = line:match("^([%s%-]*%*[%*%s]*)(.*)$")
  if not blanks then blanks, rest = line:match("^([%s%-]*%+[%+%s]*)(.*)$") end
  if not blanks then return line end
  blanks = blanks:find("%s$") and blanks or blanks .. " "
  return blanks .. "(" .. id .. ") " .. rest
end

--- The text in which every choice has its id, and how many got one; nil and the problems when it cannot be read.
function M.pin(text)
  local wrong = check_bytes(text)
  if wrong then return nil, { wrong } end
  local scenes, _, problems = read(text)
  if #problems > 0 then return nil, problems end
  local ids, out, number = {}, {}, 0
  local list = M.unpinned(scenes)
  for _, one in ipairs(list) do ids[one.line] = one.id end
  for line in (text:find("\n$") and text or text .. "\n"):gmatch("([^\n]*\n)") do
    number = number + 1
    out[number] = ids[number] and pin(line, ids[number]) or line
  end
  local pinned = table.concat(out)
  return text:find("\n$") and pinned or pinned:sub(1, -2), list
end

return M
