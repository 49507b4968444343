-- init.lua - changes what is not its own

amend.scene "planted:tale/quay" {
  choices = { add = { { "Light it", id = "light", set = { lit = true } } } }, -- expect: not-permitted
}
