-- init.lua - does not require what it changes

amend.scene "planted:tale/quay" { text = { after = "Mist." } } -- expect: unordered
