-- pack.lua - what the pack is
return { name = "lamp", version = "1.0.0" }
