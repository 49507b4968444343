-- names.lua - what the scenes and choices of a .story file are called
local M = {}

local SLUG_MAX, LABEL_MAX = 40, 200 -- bytes of a slug, and of the label that it is made of

--- An id made of a label.
function M.slug(label)
  local words = label:sub(1, LABEL_MAX):gsub("%b{}", " "):lower():gsub("[^a-z0-9]+", " "):match("^%s*(.-)%s*$")
  local id = words:gsub(" ", "_"):sub(1, SLUG_MAX):gsub("_+$", "")
  return id == "" and "choice" or id
end

-- `name`, or that with a number that nobody has.
local function free(taken, name)
  if not taken[name] then return name end
  local number = (taken.last[name] or 1) + 1
  while taken[name .. "-" .. number] do number = number + 1 end
  taken.last[name] = number
  return name .. "-" .. number
end

local function note(places, scene, name)
  places[name] = places[name] or scene
  local near = places.by_knot[scene.knot]
  if not near then
    near = {}
    places.by_knot[scene.knot] = near
  end
  near[name] = near[name] or scene
end

local function claim(state, scene, name)
  scene.id = free(state.taken, name)
  state.taken[scene.id] = scene
end

local function twice(state, scene, what, name, line)
  state.problems[#state.problems + 1] = { line = scene.line, message = ("%s \"%s\" is already there, from line %d"):format(what, name, line),
                                          hint = "give one of them another name" }
end

local function name_written(state, scene)
  local other = state.taken[scene.name]
  if other and (scene.kind == "scene" or scene.kind == "gather" and other.knot == scene.knot) then
    twice(state, scene, scene.kind == "scene" and "scene" or "gather", scene.name, other.line)
  end
  claim(state, scene, scene.name)
  note(state.places, scene, scene.name)
end

-- The ids of a scene's choices: written ones first.
local function name_choices(state, owner)
  local taken = { last = {} }
  for _, choice in ipairs(owner.choices) do
    if choice.id and taken[choice.id] then twice(state, choice, "a choice", choice.id, taken[choice.id].line) end
    if choice.id then taken[choice.id] = choice end
  end
  for _, choice in ipairs(owner.choices) do
    if not choice.id then
      choice.id, choice.is_unpinned = free(taken, M.slug(choice.label)), true
      taken[choice.id] = choice
      claim(state, choice.scene, choice.id)
      note(state.places, choice.scene, choice.id)
    end
  end
end

local function base_of(scene)
  return scene.of and scene.of.id or "part"
end

--- Gives every scene and choice its id; what ways and conditions may name. `problems` gets what is there twice.
function M.give(scenes, problems)
  local state = { taken = { last = {} }, places = { by_knot = {} }, problems = problems }
  for _, kind in ipairs { "scene", "gather", "choice" } do
    for _, scene in ipairs(scenes) do
      if scene.kind == kind and scene.name then name_written(state, scene) end
    end
  end
  for _, scene in ipairs(scenes) do name_choices(state, scene) end
  for _, scene in ipairs(scenes) do
    if not scene.id then claim(state, scene, scene.kind == "gather" and scene.knot.id .. "-on" or base_of(scene) .. "-more") end
  end
  return state.places
end

--- The id of the scene that a way leads to; what is none of this file's stays as it is written.
function M.find(places, way)
  if way.scene then return way.scene.id end
  local near = places.by_knot[way.knot]
  local knot = places[way.name]
  local scene = knot and knot.kind == "scene" and knot or near and near[way.name] or knot
  return scene and scene.id or way.name
end

return M
