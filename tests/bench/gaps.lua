-- gaps.lua - reads what a process prints, a line a turn; says how many came, the longest wait for one, and when first and last came
local system = require "system"

local count, longest, first, last = 0, 0, nil, nil
for _ in io.lines() do
  local now = system.monotime()
  if last then longest = math.max(longest, now - last) end
  first, last, count = first or now, now, count + 1
end
print(("%d %.6f %.6f %.6f"):format(count, longest, first or 0, last or 0))
