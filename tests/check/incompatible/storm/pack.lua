-- pack.lua - what the pack is
return { name = "storm", version = "1.0.0" }
