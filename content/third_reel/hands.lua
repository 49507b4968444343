-- hands.lua - how near your hands are: `pitch` is 0 when they are yours, up to 3 when all is too loud, down to -3 when it is far away

local M = {}

local MOST = 3

--- All is louder by so much; further off, if it is less than 0.
function M.shake(run, by)
  run.vars.pitch = math.max(-MOST, math.min(MOST, run.vars.pitch + by))
end

--- One step nearer to what is there.
function M.settle(run)
  local pitch = run.vars.pitch
  if pitch > 0 then run.vars.pitch = pitch - 1 end
  if pitch < 0 then run.vars.pitch = pitch + 1 end
end

--- Conditions to use as `when`.
M.loud = "pitch >= 2"
M.far = "pitch <= -1"
M.near = "math.abs(pitch) <= 1"

return M
