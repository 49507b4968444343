-- expect: error-ok ; a loaded source that loads its own source
local s s = "local s = ... return load(s)(s)" return load(s)(s)
