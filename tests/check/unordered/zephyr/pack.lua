-- pack.lua - what the pack is
return { name = "zephyr", version = "1.0.0" }
