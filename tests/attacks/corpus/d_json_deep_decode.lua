-- expect: error-ok ; 10 MB of [[[[ to decode: cjson stops at 1000 by default
local cj=json cj.decode(string.rep("[",5000000)..string.rep("]",5000000))
