-- tags.lua - `# name value`: what a scene or a choice says of itself beside its words
local lines = require "prose.lines"

local M = {}

local trim = lines.trim
local severities = { mild = true, moderate = true, intense = true }
local read = {}

function read.intensity(value)
  local number = value:find("^[%d.]+$") and tonumber(value)
  if number and number <= 1 then return number end
  return nil, "an intensity is a number from 0 to 1"
end

function read.themes(value)
  local list = {}
  for theme in value:gmatch("[^,]+") do list[#list + 1] = trim(theme):match("^[a-z0-9_-]+$") or false end
  for _, theme in ipairs(list) do
    if not theme then list = {} end
  end
  if #list > 0 then return list end
  return nil, "themes are named with a-z, 0-9, _ and -, and parted by commas", "write # themes loss, betrayal"
end

function read.warning(value)
  local severity, theme, words = value:match("^(%a+)%s+([a-z0-9_-]+):%s*(.+)$")
  if severities[severity] then return { severity = severity, type = theme, description = words } end
  return nil, "a warning says how heavy it is, the theme and what is coming", "write # warning mild, moderate or intense THEME: WORDS"
end

function read.place(value)
  if value:find("^[a-z0-9_-]+$") then return value end
  return nil, "a place is named with a-z, 0-9, _ and -"
end

function read.instead(value)
  if value ~= "" then return value end
  return nil, "there are no words to show instead"
end

function read.rest(value)
  if value == "" then return true end
  return nil, "nothing stands behind # rest"
end

local of_choices = { intensity = true, themes = true, warning = true }

-- How many letters must be written otherwise to make `b` of `a`.
local function distance(a, b)
  local row = {}
  for j = 0, #b do row[j] = j end
  for i = 1, #a do
    local corner = row[0]
    row[0] = i
    for j = 1, #b do
      local changed = corner + (a:byte(i) == b:byte(j) and 0 or 1)
      corner, row[j] = row[j], math.min(row[j] + 1, row[j - 1] + 1, changed)
    end
  end
  return row[#b]
end

local function hint_for(name)
  if name == "focus" then return "the focus is the story's: it stands in define.story" end
  local best, least
  for known in pairs(read) do
    local far = #name <= 20 and distance(name, known) or #name
    if far <= 2 and (not least or far < least) then best, least = known, far end
  end
  return best and ("did you mean \"%s\"?"):format(best) or "there are intensity, themes, warning, instead, place and rest"
end

-- Gives what is wrong, and a hint.
local function add(tags, text, line, is_choice)
  local name, value = text:match("^([%w_-]*)%s*(.*)$")
  if not read[name] then return ("there is no tag \"%s\""):format(name:sub(1, 40)), hint_for(name) end
  if is_choice and not of_choices[name] then return ("a choice has no tag \"%s\""):format(name), "it is for scenes, under the head" end
  if tags[name] then return ("\"%s\" is said twice here"):format(name) end
  local found, wrong, hint = read[name](value)
  if found == nil then return wrong, hint end
  tags[name] = { line = line, value = found }
end

-- Where the next `#` between blanks and before a small letter is, outside of braces.
local function find_mark(text, from)
  local depth = 0
  for at, sign in text:gmatch("()([{}#])", from) do
    if sign == "{" then depth = depth + 1
    elseif sign == "}" then depth = depth - 1
    elseif depth <= 0 and (at == 1 or text:find("^%s", at - 1)) and text:find("^%s+%l", at + 1) then return at end
  end
end

--- The words before the tags of a text.
function M.before(text)
  local at = find_mark(text, 1)
  return at and trim(text:sub(1, at - 1)) or text, at and text:sub(at)
end

--- Adds what a text that begins with `#` says to `tags`, each as { line, value }. Gives the first thing that is wrong, and a hint.
function M.read(tags, text, line, is_choice)
  local at = 1
  while at do
    local after = find_mark(text, at + 1)
    local wrong, hint = add(tags, trim(text:sub(at + 1, after and after - 1)), line, is_choice)
    if wrong then return wrong, hint end
    at = after
  end
end

return M
