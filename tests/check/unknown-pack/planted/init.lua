-- init.lua - changes what is not there

amend.scene "harbor:lantern/quay" { text = { after = "Mist." } } -- expect: unknown-pack
