-- pack.lua - what the pack is
return { name = "mist", version = "1.0.0", requires = { "planted" } }
