-- expect: error-ok ; assert with odd messages
pcall(assert, false, setmetatable({}, { __tostring = error })) pcall(assert) assert(nil, { ("x"):rep(1000) })
