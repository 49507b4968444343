-- expect: limit ; closures with many upvalues each
local t = {} while true do local a, b, c, d, e, f, g = {}, {}, {}, {}, {}, {}, {} t[#t + 1] = function() return a, b, c, d, e, f, g end end
