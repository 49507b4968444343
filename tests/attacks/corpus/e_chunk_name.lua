-- expect: error-ok ; chunks whose names are meant for the log
load("error(1)", "@/etc/passwd\n2026 INFO ok")()
