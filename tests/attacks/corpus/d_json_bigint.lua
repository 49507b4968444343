-- expect: error-ok ; 2^53+1 loses precision through cjson doubles
local cj=json local v=cj.decode(cj.encode({9007199254740993}))[1] if v~=9007199254740993 then error("precision lost: "..string.format("%.17g",v),0) end
