-- expect: error-ok ; an integer negated where it cannot be (CVE-2020-24370)
local n = math.mininteger pcall(string.sub, "x", n, n) pcall(string.byte, "x", n, n) pcall(string.find, "x", "x", n) pcall(string.rep, "x", n) pcall(table.concat, {}, "", n, n) pcall(select, n, 1) pcall(utf8.char, n) return n // -1, n % -1, -n, math.abs(n), n << n, n >> n
