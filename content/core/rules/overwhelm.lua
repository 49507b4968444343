-- overwhelm.lua - signs that it is too much: then it becomes gentler, and rest is offered

local MANY = { skip = 3, haste = 2, exit = 3 } -- of one kind within 20 turns
local TOGETHER = 4                              -- of all kinds

on("care.signed", function(run)
  local care, all = run.care, 0
  for kind, many in pairs(MANY) do
    local signs = care:signs(kind)
    all = all + signs
    if signs >= many then return care:ease() end
  end
  if all >= TOGETHER then care:ease() end
end)
