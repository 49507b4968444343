-- tale.lua - what the prose beside it needs
define.story "tale" { title = "A tale", start = "quay" }
