-- expect: limit ; next from key to key is a search in an ordered table
local t = {} for i = 1, 50000 do t["k" .. i] = i end while true do local k repeat k = next(t, k) until not k end
