-- expect: limit ; a class of 60 kB tried at each place
return (("a"):rep(50000)):find("[" .. ("b"):rep(60000) .. "]")
