-- expect: limit ; a file that requires itself, and names that lead out
for _, n in ipairs { "init", "../init", "/etc/passwd", "a/../../x", "", ".", "init.init", ("x"):rep(100000), "a\0b" } do pcall(require, n) end while true do pcall(require, "init") end
