-- expect: limit ; log written without end
while true do log(("x"):rep(1000)) end
