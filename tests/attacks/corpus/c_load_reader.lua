-- expect: limit ; load through a reader that gives one byte for ever
while true do load(function() return " " end) end
