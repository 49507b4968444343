-- lines.lua - the lines of a .story file without its comments; those that a brace holds together as one
local M = {}

local HELD_MAX = 200 -- lines that one brace may hold together

-- A line without comments, and whether a /* */ goes on behind it.
local function strip(line, inside)
  local kept, at = {}, 1
  while true do
    if inside then
      local _, stop = line:find("*/", at, true)
      if not stop then return table.concat(kept), true end
      at = stop + 1
    end
    local open = line:find("/[/*]", at)
    while open and open > 1 and line:sub(open, open + 1) == "//" and not line:find("^%s", open - 1) do
      open = line:find("/[/*]", open + 2)
    end
    if not open then
      kept[#kept + 1] = line:sub(at)
      return table.concat(kept), false
    end
    kept[#kept + 1] = line:sub(at, open - 1)
    if line:sub(open + 1, open + 1) == "/" then return table.concat(kept), false end
    inside, at = true, open + 2
  end
end

--- The text without blanks around it, in a time that grows with its length alone.
function M.trim(text)
  local from = text:find("%S")
  return from and text:match("^.*%S", from) or ""
end

local function is_code(line) return line:find("^%s*~") ~= nil end

-- How deep in braces one is behind the line; a closing one that nothing opened is a character like any other.
local function depth_after(line, depth)
  for brace in line:gsub("{{", ""):gmatch("[{}]") do
    depth = brace == "{" and depth + 1 or math.max(0, depth - 1)
  end
  return depth
end

--- Is this the first line of a block of lines, as in `{ lit:`?
function M.opens_block(line) return line:find("^[%s%-]*{[^{}|]*:%s*$") ~= nil end

-- The number of the line that closes what line `first` leaves open; nil: none does.
local function find_close(lines, first, depth)
  for i = first + 1, math.min(#lines, first + HELD_MAX) do
    depth = depth_after(lines[i], depth)
    if depth == 0 then return i end
  end
  return nil
end

local function split(text)
  local lines, inside, opened = {}, false, nil
  for line in (text .. "\n"):gmatch("([^\n]*)\n") do
    line = line:gsub("\r$", "")
    if inside or not is_code(line) then
      local was = inside
      line, inside = strip(line, inside)
      if inside and not was then opened = #lines + 1 end
    end
    lines[#lines + 1] = line
  end
  return lines, inside and opened or nil
end

--- The statements of a text as { line, last, text }; how many lines it has; `problem(line, message, hint)` is told what is wrong.
function M.read(text, problem)
  local lines, opened = split(text)
  local out, i, tried = {}, 1, 0
  if opened then problem(opened, "this comment is not closed", "close it with */") end
  while i <= #lines do
    local line, last = lines[i], i
    if i > tried and not is_code(line) and not M.opens_block(line) then
      local depth = line:find("{", 1, true) and depth_after(line, 0) or 0
      last = depth == 0 and i or find_close(lines, i, depth)
      if not last then
        problem(i, "the \"{\" in this line is never closed", "close it with \"}\", or write \"{{\" for a brace")
        last, tried = i, i + HELD_MAX
      end
    end
    local whole = last == i and line or table.concat(lines, "\n", i, last)
    if whole:find("%S") then out[#out + 1] = { line = i, last = last, text = M.trim(whole) } end
    i = last + 1
  end
  return out, #lines
end

return M
