define.story "lock" { title = "The Winter Lock", start = "evening", vars = { water = 4, warm = false, promised = false, told = false, strips = false } }
