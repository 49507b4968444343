-- expect: error-ok ; encoding and decoding nested values
local t = {} for i = 1, 100000 do t = { t } end pcall(json.encode, t) local m = {} for i = 1, 100000 do m = { a = m } end pcall(json.encode, m) return json.decode(("{\"a\":"):rep(50000))
