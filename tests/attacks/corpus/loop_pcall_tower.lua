-- expect: limit ; pcall as the function of pcall, endlessly
while true do pcall(pcall, pcall, pcall, pcall, error) end
