-- expect: error-ok ; a message of 20 MB
error(("line\n"):rep(4000000))
