-- expect: limit ; a handler that goes on where the stopped function was
local function go() while true do end end xpcall(go, function() return xpcall(go, go) end) while true do xpcall(go, go) end
