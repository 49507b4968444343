-- expect: error-ok ; a message that is not UTF-8
error("\xff\xfe\xc0\x80\xed\xa0\x80\xf8\x88")
