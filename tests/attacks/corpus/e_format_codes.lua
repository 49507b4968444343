-- expect: error-ok ; a message that C would take for a format
error("%s%s%s%n%n%x%999999d")
