-- pack.lua - what the pack is
return {
  name = "planted", version = "1.0.0",
  settings = { patience = { default = 2, min = 1, max = 9, doc = "how long" } }, -- expect: bad-setting
}
