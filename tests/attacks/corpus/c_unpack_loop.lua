-- expect: limit ; unpack of many nils, over and over
while true do table.unpack({}, 1, 7900) end
