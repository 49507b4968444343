-- expect: refuse ; table.insert into a library
table.insert(math, 1) error("PWNED: a library was changed")
