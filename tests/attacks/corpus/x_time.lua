-- expect: refuse ; a clock, from any corner
local f = os and os.time or os and os.clock error("PWNED: " .. tostring(f()))
