-- expect: error-ok ; string.format with huge widths and precisions
for _, f in ipairs { "%999999d", "%.999999f", "%099999999999999999999d", "%-100s" } do pcall(string.format, f, 1) end while true do pcall(string.format, "%99.99f", 1e308) end
