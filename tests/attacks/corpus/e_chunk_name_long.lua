-- expect: error-ok ; a chunk name of a megabyte
load("x = = 1", ("n"):rep(1000000)) load("error(1)", "=" .. ("n"):rep(1000000))()
