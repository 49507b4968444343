-- pack.lua - what this pack is; data only, no functions
return {
  name = "pack_name",     -- the name of its folder
  version = "0.1.0",
  title = "pack_title",
  api = 1,                -- of Turnstone, that it is written for
  requires = { "their_pack" }, -- loaded first; a version may be asked for: "their_pack >= 1.2"
}
