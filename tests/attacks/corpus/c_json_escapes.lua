-- expect: limit ; decoding escapes, each of which is a search
local s = "\"" .. ("\\u20ac"):rep(150000) .. "\"" while true do json.decode(s) end
