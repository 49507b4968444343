-- init.lua - changes the text

amend.scene "planted:tale/quay" { text = { replace = "Storm." } } -- expect: conflict
