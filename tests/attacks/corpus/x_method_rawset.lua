-- expect: refuse ; table functions used to write into a library
table.move({ 1, 2 }, 1, 2, 1, string) error("PWNED: a library was changed")
