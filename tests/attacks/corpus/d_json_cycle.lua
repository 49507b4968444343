-- expect: error-ok ; cycle to encode (stops by depth 1000)
local cj=json local t={} t[1]=t cj.encode(t)
