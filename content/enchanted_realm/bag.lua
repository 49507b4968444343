-- bag.lua - what a traveller carries: a short list, each thing at most once

local M = {}

local ROOM = 12

--- A copy of what is in the bag.
function M.things(run)
  local list = {}
  for i, thing in ipairs(run.vars.bag) do list[i] = thing end
  return list
end

function M.has(run, thing)
  for _, held in ipairs(run.vars.bag) do
    if held == thing then return true end
  end
  return false
end

--- Puts a thing in, unless it is there already or the bag is full.
function M.add(run, thing)
  local list = M.things(run)
  if #list >= ROOM or M.has(run, thing) then return end
  list[#list + 1] = thing
  run.vars.bag = list
end

function M.remove(run, thing)
  local kept = {}
  for _, held in ipairs(run.vars.bag) do
    if held ~= thing then kept[#kept + 1] = held end
  end
  run.vars.bag = kept
end

--- Takes out the thing that was put in last.
function M.remove_last(run)
  local list = M.things(run)
  list[#list] = nil
  run.vars.bag = list
end

return M
