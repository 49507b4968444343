-- expect: limit ; definition whose __index/__pairs never ends: hosts must walk raw
local t=setmetatable({},{__index=function(t,k) return t end,__pairs=function() return function(_,k) return (k or 0)+1,1 end end}) define.story "walk"(t) for k in pairs(t) do end
