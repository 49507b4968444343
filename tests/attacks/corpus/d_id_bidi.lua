-- expect: error-ok ; bidi overrides and zero-width characters
local v = "admin\u{202E}resu\u{200B}\u{FEFF}"
define.metaconcept(v) { title = v }
local t={[tostring(v)]=v} return t
