-- expect: error-ok ; sparse array {[2^31]=1}: cjson refuses or allocates GBs
local cj=json cj.encode({[1]=1,[1<<31]=1})
