-- expect: limit ; decode of 8 MB per call: C time, no hook
local cj=json local s="["..string.rep("1,",4000000).."1]" while true do pcall(cj.decode,s) end
