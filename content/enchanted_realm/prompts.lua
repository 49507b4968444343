-- prompts.lua - what the focus of a life leaves one to think about, in places where one sits down

local M = {}

--- The nth of its questions, round and round; nothing in a life without a focus.
function M.of_focus(n)
  return function(run)
    local list = run.focus_info and run.focus_info.prompts or {}
    return #list > 0 and list[(n - 1) % #list + 1] or ""
  end
end

return M
