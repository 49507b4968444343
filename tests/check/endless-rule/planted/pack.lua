-- pack.lua - what the pack is
return { name = "planted", version = "1.0.0" }
