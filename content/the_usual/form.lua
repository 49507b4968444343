-- form.lua - the six lines of the form: each is kept as it stands, written over in your own hand, or left open

local M = {}

--- A line is done, or done again: how is "kept", "own" or "open".
function M.line(run, name, how)
  local form = run.vars.form
  local before = form[name]
  if before then run.vars[before] = run.vars[before] - 1 end
  form[name] = how
  run.vars.form = form
  run.vars[how] = run.vars[how] + 1
end

return M
