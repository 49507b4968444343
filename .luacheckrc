-- .luacheckrc - what luacheck knows about our Lua; run by ./dev test
std = "lua54"
max_line_length = false -- a paragraph of a story is one line
exclude_files = { "tests/attacks/corpus", "tests/fuzz/corpus", "tests/check" } -- hostile, wrong on purpose, or not Lua at all
unused_args = false     -- callbacks name what they are given

-- What a pack's script is given (design: the packs' globals).
files["content"] = { read_globals = { "define", "on", "amend", "log", "json", "settings" } }
files["tests/bench/content"] = files["content"]
files["tests/store/fixtures/packs"] = files["content"]
-- What its specs are given instead (scripts/test/words.lua).
files["content/*/tests"] = { std = "lua54+busted", read_globals = { "sim", "play", "walk", "log", "json" } }
files["scripts/new"] = files["content"]
files["scripts/new/*/tests"] = files["content/*/tests"]
files["scripts/sims"] = { read_globals = { "sim", "log", "json" } }
files["tests/spec"] = { std = "lua54+busted" }
files["tests/style"] = { std = "lua54+busted" }
files["tests/page"] = { std = "lua54+busted" }
files["tests/crash"] = { std = "lua54+busted" }
files["tests/postgres"] = { std = "lua54+busted" }
