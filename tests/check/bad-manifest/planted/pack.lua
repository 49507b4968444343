-- pack.lua - what the pack is
return {
  name = "planted",
  version = "one", -- expect: bad-manifest
}
