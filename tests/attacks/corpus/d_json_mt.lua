-- expect: error-ok ; __index table hides data from lua_next encoders
local cj=json error(cj.encode(setmetatable({},{__index={secret=1}})),0)
