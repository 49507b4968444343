-- expect: limit ; a sort whose comparison grows and shrinks the table
local t = {} for i = 1, 2000 do t[i] = i end while true do pcall(table.sort, t, function(a, b) t[#t + 1] = 1 t[1] = nil return (a or 0) < (b or 0) end) end
