-- write.lua - scenes as Lua, each statement on the line that the author wrote it in
local code = require "prose.code"
local names = require "prose.names"

local M = {}
local Writer = {}
Writer.__index = Writer

local function quoted(text)
  local level = ""
  while text:find("]" .. level .. "]", 1, true) or (text:sub(-1 - #level) == "]" .. level) do level = level .. "=" end
  return "[" .. level .. "[" .. text .. "]" .. level .. "]"
end

-- What stands on a line that an earlier one reaches over goes behind that.
function Writer:add(line, text)
  line = self.held[line] or line
  local parts = self.lines[line]
  if not parts then
    parts = {}
    self.lines[line] = parts
  end
  parts[#parts + 1] = text
end

function Writer:hold(line, last)
  for i = line + 1, last do self.held[i] = line end
end

function Writer:text(text)
  return quoted(code.text(text, self.names))
end

function Writer:texts(scene, at)
  for i, told in ipairs(scene.texts) do
    local _, within = told.text:gsub("\n", "")
    local before = ("\n"):rep(told.last - told.line - within) -- the lines of a label
    if #scene.texts == 1 then self:add(told.line, before .. at .. ".text=" .. self:text(told.text) .. ";")
    else self:add(told.line, ("%s%s%s[%d]=%s;"):format(before, i == 1 and at .. ".text={};" or "", at .. ".text", i, self:text(told.text))) end
    self:hold(told.line, told.last)
  end
end

-- `enter`: the author's statements, then the conditional way.
function Writer:enter(scene, at)
  local locals, first, last = {}, nil, nil
  local function add(line, text)
    if not first then text = at .. ".enter=function(run,universe,progression) " .. text end
    first, last = first or line, line
    self:add(line, text)
  end
  for _, one in ipairs(scene.code) do add(one.line, code.lua(one.text, self.names, locals) .. " ") end
  if scene.go then
    local condition = code.lua(code.condition(scene.go.condition, self.names), self.names, locals)
    add(scene.go.line, ("if %s then run:go(%q) end "):format(condition, scene.go.scene.id))
  end
  if first then self:add(last, "end;") end
end

function Writer:way(scene, at, field)
  local way = scene[field]
  if not way then return end
  local id = names.find(self.places, way)
  if way.name then self:add(way.line, ("%s.%s=%q;"):format(at, field, id))
  else self:add(way.scene.line, ("%s[N]=%q;"):format(at, id)) end
end

-- The Lua of what a tag says.
function Writer:value(name, value)
  if name == "warning" then
    return ("{severity=%q,type=%q,description=%s}"):format(value.severity, value.type, quoted(value.description))
  end
  if name == "themes" then return "{\"" .. table.concat(value, "\",\"") .. "\"}" end
  if name == "instead" then return self:text(value) end
  return type(value) == "string" and ("%q"):format(value) or tostring(value)
end

local tag_names = { "intensity", "themes", "warning", "instead", "place", "rest" }
local inherited = { intensity = true, themes = true, place = true, rest = true }

-- What a scene says of itself holds for all that is told in it; what a choice says, for what it leads to before the next gather.
local function find_tag(scene, name)
  if inherited[name] and not scene.tags[name] and scene ~= scene.knot then return find_tag(scene.of or scene.knot, name) end
  return scene.tags[name]
end

function Writer:tags(scene, at)
  for _, name in ipairs(tag_names) do
    local tag = find_tag(scene, name)
    local is_told = tag and (inherited[name] or not scene.choice) -- a choice's warning is the choice's own
    if is_told then self:add(scene.tags[name] and tag.line or scene.line, ("%s.%s=%s;"):format(at, name, self:value(name, tag.value))) end
  end
end

-- What calls the script's functions is a function itself.
function Writer:condition(text)
  local condition = code.condition(text, self.names)
  if not code.calls_helper(text, self.names) then return quoted(condition) end
  return ("function(run,universe,progression) return %s end"):format(code.lua(condition, self.names, {}))
end

function Writer:choice(choice, at, number)
  local fields = { self:text((choice.label:gsub("\n", " "))), ("id=%q"):format(choice.id), ("to=%q"):format(choice.scene.id) }
  if choice.once then fields[#fields + 1] = "once=true" end
  for _, name in ipairs(tag_names) do
    local tag = choice.scene.tags[name]
    if tag then fields[#fields + 1] = name .. "=" .. self:value(name, tag.value) end
  end
  if choice.when then fields[#fields + 1] = "when=" .. self:condition(choice.when) end
  self:add(choice.line, ("%s%s.choices[%d]={%s};"):format(number == 1 and at .. ".choices={};" or "", at, number, table.concat(fields, ",")))
end

function Writer:scene(scene)
  local at = ("S[%d]"):format(scene.index)
  self:add(scene.line, ("%s={};define.scene%q(%s);"):format(at, self.story .. "/" .. scene.id, at))
  self:tags(scene, at)
  self:enter(scene, at)
  self:texts(scene, at)
  self:way(scene, at, "detour")
  self:way(scene, at, "next")
  if scene.ending then self:add(scene.last, ("%s.ending=%q;"):format(at, scene.ending)) end
  if scene.back then self:add(scene.last or scene.line, at .. ".back=true;") end
  for i, choice in ipairs(scene.choices) do self:choice(choice, at, i) end
end

-- Each scene with what follows in it is a function: an error's naming looks through the function it is in, so long ones are refused.
function Writer:scenes(scenes, count)
  local opening, closing = "(function() ", nil
  for _, scene in ipairs(scenes) do
    if scene.kind == "scene" then
      self:add(scene.line, (closing or "") .. opening)
      closing = "end)();"
    end
    self:scene(scene)
  end
  if closing then self:add(count, closing) end
end

--- Lua of `count` lines: `what` has story and module, `known` the variables, helpers and places, `places` what ways may name.
function M.lua(what, scenes, count, known, places)
  local self = setmetatable({ lines = {}, held = {}, names = known, places = places, story = what.story }, Writer)
  self:add(1, ("local S,N,here={},\"next\",require%q;"):format(what.module))
  self:scenes(scenes, count)
  local out = {}
  for i = 1, count do
    if not self.held[i] then out[#out + 1] = self.lines[i] and table.concat(self.lines[i], " ") or "" end
  end
  return table.concat(out, "\n")
end

return M
