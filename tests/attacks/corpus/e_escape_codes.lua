-- expect: error-ok ; a message with codes for terminals
error("\27[2J\27]0;title\7\u{202E}evil\u{2066}\r\8\8\x9b31m")
