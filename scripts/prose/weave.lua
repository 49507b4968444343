-- weave.lua - from the lines of a .story file to scenes: each gather, and what follows each choice, is a scene of its own
local code = require "prose.code"
local lines = require "prose.lines"
local tags = require "prose.tags"

local M = {}
local Weave = {}
Weave.__index = Weave

local DEPTH_MAX = 20
local name_pattern = "^[a-z0-9_-]+$"

local WAY_MAX = 1000 -- bytes of a line that is nothing but ways

local trim = lines.trim

function Weave:problem(message, hint, line)
  self.problems[#self.problems + 1] = { line = line or self.line, message = message, hint = hint }
end

-- --- scenes

-- kind: "scene", "gather", "choice" or "more" (of the scene `of`).
function Weave:add(kind, depth, name, of)
  if of and of.kind == "more" then of = of.of end
  local scene = { kind = kind, depth = depth, name = name, line = self.line, knot = self.knot, of = of,
                  texts = {}, code = {}, choices = {}, tags = {}, index = #self.scenes + 1 }
  self.scenes[scene.index] = scene
  return scene
end

function Weave:open()
  if not self.cur then
    self:problem("nothing leads to this line", "what stands before it has gone elsewhere: begin a choice, a gather or a scene")
    self.cur = self:add("more", 0, nil, self.knot)
  end
  return self.cur
end

-- A scene that follows the one in hand.
function Weave:follow()
  local scene = self:add("more", self.cur.depth, nil, self.cur)
  self.cur.next = { scene = scene }
  self.cur = scene
  return scene
end

-- The scene in hand, when nothing is told in it yet; else one that follows: what is done happens before what is told.
function Weave:untold()
  local cur = self:open()
  return (#cur.texts > 0 or cur.go) and self:follow() or cur
end

function Weave:loosen(depth)
  if self.cur then self.loose[#self.loose + 1] = self.cur end
  for d = depth + 1, DEPTH_MAX do self.group[d] = nil end
end

function Weave:end_knot()
  if self.block then
    self:problem("this { is not closed", "close it with a } on a line of its own", self.block.line)
    self.block, self.cur, self.loose = nil, nil, {} -- whatever follows from it
  end
  if self.cur then self.loose[#self.loose + 1] = self.cur end
  for _, scene in ipairs(self.loose) do
    self:problem("this runs out: no gather, way or ending follows", "end it with -> scene, <- or -> END name", scene.last or scene.line)
  end
  self.loose, self.group, self.cur = {}, {}, nil
end

-- --- ways

-- Where a way is written outside of braces: what stands before it, and what it says.
local function split_way(text)
  local depth = 0
  for at, sign in text:gmatch("()([{}%-])") do
    if sign == "{" then depth = depth + 1
    elseif sign == "}" then depth = depth - 1
    elseif depth <= 0 and text:sub(at, at + 1) == "->" then return trim(text:sub(1, at - 1)), trim(text:sub(at + 2)) end
  end
  return nil
end

-- A way ends its statement, so it stands in the last line of that.
function Weave:target(name)
  return { name = name, line = self.last, knot = self.knot }
end

function Weave:divert(way)
  local cur = self:open()
  local first, second = way:match("^([a-z0-9_-]+)%s*%->%s*([a-z0-9_-]+)$")
  if way == "END" or way:find("^END%s") then
    local ending = trim(way:sub(4))
    if ending ~= "" and not ending:find(name_pattern) then self:problem("an ending is named with a-z, 0-9, _ and -") end
    cur.ending = ending ~= "" and ending or "end"
  elseif first then
    cur = self:untold()
    cur.detour, cur.next = self:target(first), self:target(second)
  elseif way:find(name_pattern) then
    cur.next = self:target(way)
  else
    self:problem("\"-> " .. way .. "\" is no way to go", "write -> scene, -> scene -> next or -> END name")
  end
  cur.last = self.last
  self.cur = nil
end

-- --- what is told and done

function Weave:tell(text)
  local cur = self:open()
  if text:find("{[^{}]*%->") then self:problem("a way in braces stands on a line of its own", "write { condition: -> scene }") end
  cur.texts[#cur.texts + 1] = { line = self.line, last = self.last, text = text }
  cur.last = self.last
end

-- `{ condition: -> scene }`
function Weave:go_if(condition, way, other)
  self:begin_block(condition)
  self:content("-> " .. way)
  if other then
    self:branch("else")
    self:content("-> " .. other)
  end
  self:end_block()
end

function Weave:content(text)
  if text == "" then return end
  if text == "<-" then
    self:open().back = true
    self.cur = nil
    return
  end
  local line = #text <= WAY_MAX and text or ""
  local condition, way, other = line:match("^{([^{}|]-):%s*%->%s*([^{}|]-)%s*|%s*%->%s*([^{}|]-)%s*}$")
  if not condition then condition, way = line:match("^{([^{}|]-):%s*%->%s*([^{}|]-)%s*}$") end
  if condition then return self:go_if(condition, way, other) end
  local before, to = split_way(text)
  if not before then return self:tell(text) end
  if before ~= "" then self:tell(before .. " <>") end
  self:divert(to)
end

function Weave:add_code(text)
  local cur = self:untold()
  cur.code[#cur.code + 1] = { line = self.line, text = text }
  cur.last = self.line
end

-- --- blocks

-- A condition is written in one line, so that nothing behind it moves.
local function in_one_line(condition) return (condition:gsub("\n", " ")) end

function Weave:begin_block(condition)
  local scene = self:untold()
  local inner = self:add("more", scene.depth, nil, scene)
  scene.go = { line = self.line, condition = in_one_line(condition), scene = inner }
  self.block = { scene = scene, line = self.line, ends = {}, outer = self.block }
  self.cur = inner
end

function Weave:branch(condition)
  local block = self.block
  block.ends[#block.ends + 1] = self.cur
  local other = self:add("more", block.scene.depth, nil, block.scene)
  block.scene.next, block.scene, self.cur = { scene = other }, other, other
  if condition == "else" then
    block.has_else = true
    return
  end
  self.cur = self:add("more", other.depth, nil, other)
  other.go = { line = self.line, condition = in_one_line(condition), scene = self.cur }
end

function Weave:end_block()
  local block = self.block
  local after = self:add("more", block.scene.depth, nil, block.scene)
  if self.cur then block.ends[#block.ends + 1] = self.cur end
  for _, scene in ipairs(block.ends) do scene.next = { scene = after } end
  if not block.has_else then block.scene.next = { scene = after } end
  self.block, self.cur = block.outer, after
end

-- --- tags

function Weave:tag(to, text, is_choice)
  local wrong, hint = tags.read(to, text, self.line, is_choice)
  if wrong then self:problem(wrong, hint) end
end

function Weave:tag_scene(text)
  local knot = self.knot
  local is_begun = self.cur ~= knot or #knot.texts + #knot.code + #knot.choices > 0 or knot.go
  if is_begun then return self:problem("tags stand right under the head of a scene", "move it there; a text that begins so has \\ before it") end
  self:tag(knot.tags, text, false)
end

-- --- choices and gathers

local function marks(text, mark)
  local depth, at = 0, 1
  while true do
    local after = text:match("^%s*%" .. mark .. "()", at)
    if not after or mark == "-" and text:find("^%s*%->", at) then return depth, trim(text:sub(at)) end
    depth, at = depth + 1, after
  end
end

local function take_id(rest)
  local id, after = rest:match("^%(([a-z0-9_-]+)%)%s*()")
  return id, id and rest:sub(after) or rest
end

local function take_conditions(rest)
  local all, at = {}, 1
  while true do
    local block, after = rest:match("^(%b{})%s*()", at)
    if not block or not code.is_condition(block:sub(2, -2)) then break end
    all[#all + 1] = in_one_line(trim(block:sub(2, -2)))
    at = after
  end
  rest = rest:sub(at)
  if #all > 1 then return "(" .. table.concat(all, ") and (") .. ")", rest end
  return all[1], rest
end

function Weave:owner(depth)
  local owner = self.group[depth]
  if owner then
    self:loosen(depth)
    return owner
  end
  owner = self:open()
  if owner.depth >= depth then self:problem("this choice hangs in the air", "begin a gather before it") end
  self:loosen(depth)
  self.loose[#self.loose] = nil -- the owner itself: its choices lead on
  self.group[depth] = owner
  return owner
end

local function split_label(rest)
  local open = rest:find("[", 1, true)
  local close = open and rest:find("]", open, true)
  if not close then return rest, rest end
  local before = rest:sub(1, open - 1)
  return trim(before .. rest:sub(open + 1, close - 1)), trim(before .. rest:sub(close + 1))
end

function Weave:choice(depth, mark, text)
  local owner, way = self:owner(depth), nil
  local id, rest = take_id(text)
  local tagged
  rest, tagged = tags.before(rest)
  local when
  when, rest = take_conditions(rest)
  local before, to = split_way(rest)
  if before then rest, way = before, to end
  local label, reply = split_label(rest)
  if label == "" then self:problem("this choice has no words", "write what the player reads behind the mark") end
  local scene = self:add("choice", depth, id, owner)
  local choice = { line = self.line, last = self.last, id = id, label = label, when = when, once = mark == "*", scene = scene }
  owner.choices[#owner.choices + 1] = choice
  scene.choice = choice
  self.cur = scene
  if tagged then self:tag(scene.tags, tagged, true) end
  if reply ~= "" then self:tell(way and reply .. " <>" or reply) end -- in its scene: a way to the choice tells it too
  if way then self:divert(way) end
end

function Weave:gather(depth, text)
  local from, left = self.cur, {}
  local label, rest = take_id(text)
  local scene = self:add("gather", depth - 1, label)
  for _, one in ipairs(self.loose) do
    if one.depth >= depth then one.next = { scene = scene } else left[#left + 1] = one end
  end
  if from then from.next = { scene = scene } end
  for d = depth, DEPTH_MAX do self.group[d] = nil end
  self.loose, self.cur = left, scene
  self:statement(rest)
end

-- --- statements

function Weave:begin_knot(name)
  self:end_knot()
  if name == "" then self:problem("a scene is named with a-z, 0-9, _ and -", "write === name ===") end
  self.knot = self:add("scene", 0, name)
  self.knot.knot = self.knot
  self.cur = self.knot
end

function Weave:marked(text)
  for _, mark in ipairs { "*", "+", "-" } do
    local depth, rest = marks(text, mark)
    if depth > DEPTH_MAX then
      self:problem(("choices are nested at most %d deep"):format(DEPTH_MAX))
      return true
    end
    if depth > 0 and self.block then
      local condition = mark == "-" and rest:match("^(.*):$")
      if condition then self:branch(trim(condition))
      else self:problem("choices and gathers cannot stand in a { block }", "close the block before it, or give the choice a {condition}") end
      return true
    elseif depth > 0 then
      if mark == "-" then self:gather(depth, rest) else self:choice(depth, mark, rest) end
      return true
    end
  end
  return false
end

function Weave:statement(text)
  if text == "" then return end
  if text == "}" and self.block then return self:end_block() end
  if text:sub(1, 1) == "~" then return self:add_code(trim(text:sub(2))) end
  if lines.opens_block(text) and text:sub(1, 1) == "{" then return self:begin_block(trim(text:match("^{(.*):$"))) end
  if text:find("^#%s") then return self:tag_scene(text) end
  if text:sub(1, 1) == "\\" then return self:tell(text:sub(2)) end
  if not self:marked(text) then self:content(text) end
end

function Weave:read(statement)
  self.line, self.last = statement.line, statement.last
  if statement.text:find("^==") then
    return self:begin_knot(statement.text:match("^==+%s*([a-z0-9_-]+)%s*=*$") or "")
  end
  if not self.knot then
    if not self.is_told then self:problem("this stands before the first scene", "begin with === scene ===") end
    self.is_told = true
    return
  end
  self:statement(statement.text)
end

--- The scenes of a text, not yet named, in the order they begin in; how many lines it has; what is wrong with it.
function M.read(text)
  local self = setmetatable({ scenes = {}, problems = {}, loose = {}, group = {}, line = 1, last = 1 }, Weave)
  local statements, count = lines.read(text, function(line, message, hint) self:problem(message, hint, line) end)
  for _, statement in ipairs(statements) do self:read(statement) end
  self:end_knot()
  return self.scenes, count, self.problems
end

return M
