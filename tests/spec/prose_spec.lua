-- prose_spec.lua - stories written as prose: what each sign does, where errors are, and that all else sees a story like any other
local support = require "support"
local zip = require "zip"

local serial = 0

local function script(vars, rest)
  return ("define.story \"t\" { title = \"T\", start = \"a\", vars = { %s } }\n%s\n"):format(vars or "", rest or "")
end

-- A folder with one pack "p" whose story "t" is this prose.
local function pack(prose, vars, rest, more)
  serial = serial + 1
  local name = "p" .. serial
  local files = { ["stories/t.lua"] = script(vars, rest), ["stories/t.story"] = prose }
  for path, text in pairs(more or {}) do files[path] = text end
  return support.pack(name, files), name
end

local function words(folder, list)
  for _, word in ipairs { "--content", folder, "--no-default-content" } do list[#list + 1] = word end
  return list
end

-- Plays choices of a story; gives the lines.
local function play(prose, choices, vars, rest)
  local folder, name = pack(prose, vars, rest)
  return support.play(words(folder, { name .. ":t", "--run", "r", "--seed", "7", "--store", support.path(name .. ".db") }), choices)
end

local function labels(line)
  local list = {}
  for i, choice in ipairs(line.choices) do list[i] = choice.label end
  return list
end

local function check(folder, ...)
  return support.decode(support.run(words(folder, { "check", "--json", ... })).out).problems
end

-- "line code" of what is wrong with prose.
local function wrong(prose, vars)
  local list = {}
  for i, problem in ipairs(check(pack(prose, vars))) do list[i] = ("%s:%d %s"):format(problem.file:match("[^/]*$"), problem.line, problem.code) end
  return list
end

describe("prose", function()
  teardown(support.remove_scratch)

  it("tells text, offers choices, goes on at a gather and ends", function()
    local lines = play("=== a ===\nFog.\n* (x) [Light it] It burns.\n* (y) Wait[] here.\n- The tide turns.\n-> END dark\n", { "y" })
    assert.equal("Fog.", lines[1].text)
    assert.same({ "Light it", "Wait" }, labels(lines[1]))
    assert.equal("Wait here.\nThe tide turns.", lines[2].text)
    assert.equal("dark", lines[2].ending:match("[^/]*$"))
  end)

  it("offers a * once and a + again", function()
    local lines = play("=== a ===\n{One|Two|Three}.\n* (x) [X] -> a\n+ (y) [Y] -> a\n* (z) [Z] -> END e\n", { "x", "y" })
    assert.same({ "X", "Y", "Z" }, labels(lines[1]))
    assert.same({ "Y", "Z" }, labels(lines[2]))
    assert.same({ "Y", "Z" }, labels(lines[3]))
    assert.equal("Three.", lines[3].text)
  end)

  it("nests choices, and gathers them where they are written", function()
    local prose = "=== a ===\nA.\n* (x) [X]\n  * * (in) [In] Inside.\n  * * (out) [Out] Outside.\n  - - Both.\n* (y) [Y] Why.\n- All.\n-> END e\n"
    assert.equal("Inside.\nBoth.\nAll.", play(prose, { "x", "in" })[3].text)
    assert.equal("Why.\nAll.", play(prose, { "y" })[2].text)
  end)

  it("goes to gathers and choices by name", function()
    local lines = play("=== a ===\nA.\n- (again) Again.\n* (x) [X] X.\n* (y) [Y] -> x\n* (z) [Z] -> again\n- -> END e\n", { "z", "y" })
    assert.equal("Again.", lines[2].text)
    assert.equal("X.", lines[3].text)
  end)

  it("comes back from a detour", function()
    local lines = play("=== a ===\nA.\n* (x) [X] -> b -> c\n=== b ===\nB.\n* (y) [Y] Y.\n  <-\n=== c ===\nC.\n-> END e\n", { "x", "y" })
    assert.equal("B.", lines[2].text)
    assert.equal("Y.\nC.", lines[3].text)
  end)

  it("reads and writes variables by their names, and calls what the script beside it returns", function()
    local prose = "=== a ===\n~ n = n + 1\n~ local more = double(n)\n~ n = n + more\nN is {n}.\n* (x) [X] -> END e\n"
    assert.equal("N is 3.", play(prose, {}, "n = 0", "return { double = function(x) return 2 * x end }")[1].text)
  end)

  it("asks what the script beside it returns in conditions", function()
    local prose = "=== a ===\n{big(n): -> b}\nA.\n* (x) {big(n)} [X] -> END e\n* (y) {not big(n)} {seen.a} [Y] -> b\n" ..
      "=== b ===\n+ (z) {big(n + 2)} [Z] -> END e\n+ (w) {big(n)} [W] -> END e\n"
    local lines = play(prose, { "y" }, "n = 1", "return { big = function(n) return n > 2 end }")
    assert.same({ "Y" }, labels(lines[1]))
    assert.same({ "Z" }, labels(lines[2]))
  end)

  it("does what a block says only while its condition holds", function()
    local prose = "=== a ===\n{ n > 1:\n  ~ n = 10\n  Much.\n- n == 1:\n  Some.\n- else:\n  None.\n}\nN is {n}.\n* (x) [X] -> END e\n"
    assert.equal("Much.\nN is 10.", play(prose, {}, "n = 2")[1].text)
    assert.equal("Some.\nN is 1.", play(prose, {}, "n = 1")[1].text)
    assert.equal("None.\nN is 0.", play(prose, {}, "n = 0")[1].text)
  end)

  it("goes on a condition", function()
    local prose = "=== a ===\nA.\n{n > 1: -> b}\n-> c\n=== b ===\nB.\n-> END e\n=== c ===\nC.\n-> END e\n"
    local function told(n) return play(prose .. "\n", {}, "n = " .. n)[1].text end
    assert.equal("A.\nB.", told(2))
    assert.equal("A.\nC.", told(0))
  end)

  it("takes names of scenes and choices in conditions for what was seen", function()
    local prose = "=== a ===\nA.\n* (x) [X] {x:it's so|not so}. {b:b|no b}.\n- \n* {x} {not b} (y) [Y] -> b\n* {b} [Never] -> b\n=== b ===\nB.\n-> END e\n"
    prose = prose:gsub("%* {x} {not b} %(y%)", "* (y) {x} {not b}")
    local lines = play(prose, { "x" })
    assert.equal("it's so. no b.", lines[2].text)
    assert.same({ "Y" }, labels(lines[2]))
  end)

  it("joins lines at <> and before a way", function()
    assert.equal("One, two, three.", play("=== a ===\nOne, <>\ntwo, -> b\n=== b ===\nthree.\n* (x) [X] -> END e\n", {})[1].text)
  end)

  it("leaves out comments, and no address", function()
    local prose = "=== a === // here\nOne /* two\nthree */ four. // five\nhttp://six\n* (x) [X] -> END e\n"
    assert.equal("One\nfour.\nhttp://six", play(prose, {})[1].text)
  end)

  it("may be in an archive", function()
    local path = support.path("zipped")
    os.execute("mkdir -p " .. path)
    zip.write(path .. "/z.zip", { { "pack.lua", "return { name = \"z\", version = \"1.0.0\" }" }, { "t.lua", script() },
      { "t.story", "=== a ===\nFrom the archive.\n* (x) [X] -> END e\n" } })
    local lines = support.play(words(path, { "z:t", "--run", "r", "--store", support.path("z.db") }), {})
    assert.equal("From the archive.", lines[1].text)
  end)
end)

describe("a .story file", function()
  teardown(support.remove_scratch)

  it("is told of by the line that is wrong", function()
    assert.same({ "t.story:3 prose-syntax" }, wrong("=== a ===\nA.\n* (x) [X] -> b, or so\n"))
    assert.same({ "t.story:3 prose-syntax" }, wrong("=== a ===\nA.\n{ n:\nB.\n"))
    assert.same({ "t.story:1 prose-syntax" }, wrong("Nowhere.\n=== a ===\n-> END e\n"))
    assert.same({ "t.story:4 prose-syntax" }, wrong("=== a ===\nA.\n-> END e\nAfter it.\n-> END e\n"))
    assert.same({ "t.story:3 prose-syntax" }, wrong("=== a ===\nA.\n* (x) [X] It goes on\n"))
    assert.same({ "t.story:3 prose-syntax" }, wrong("=== a ===\n-> END e\n=== a ===\n-> END e\n"))
    assert.same({ "t.story:4 prose-syntax" }, wrong("=== a ===\nA.\n* (x) [X] -> END e\n* (x) [Y] -> END e\n"))
  end)

  it("has the lines of what is found in it", function()
    assert.same({ "t.story:4 unknown-target" }, wrong("=== a ===\nA.\n* (x) [X] -> END e\n* (y) [Y] -> nowhere\n"))
    assert.same({ "t.story:3 unknown-variable" }, wrong("=== a ===\nA.\nIs it {unheard}?\n* (x) [X] -> END e\n"))
    assert.same({ "t.story:4 unknown-variable" }, wrong("=== a ===\nA.\n* (x) [X] -> END e\n* (y) {unheard > 1} [Y] -> END e\n"))
    assert.same({ "t.story:2 syntax-error" }, wrong("=== a ===\n~ n = = 1\nA.\n* (x) [X] -> END e\n"))
    assert.same({ "t.story:3 undeclared-variable" }, wrong("=== a ===\nA.\n~ unheard = 1\n-> END e\n"))
  end)

  it("keeps these lines behind labels and conditions that go over several", function()
    local label = "* (x) {n > 0\n  and n < 5} [X {n > 1:\n  much|\n  little} of it]"
    assert.same({ "t.story:6 unknown-target" }, wrong("=== a ===\nA.\n" .. label .. " -> nowhere\n", "n = 0"))
    assert.same({ "t.story:8 unknown-target" }, wrong("=== a ===\nA.\n" .. label .. " Hm.\n- (g) On.\n-> nowhere\n", "n = 0"))
    assert.same({ "t.story:6 unknown-variable" }, wrong("=== a ===\nA.\n" .. label .. " Is it {unheard}?\n-> END e\n", "n = 0"))
    assert.same({ "t.story:7 undeclared-variable" }, wrong("=== a ===\nA.\n" .. label .. "\n  ~ unheard = 1\n-> END e\n", "n = 0"))
    assert.same({ "t.story:5 unknown-target" }, wrong("=== a ===\n{n > 0\n  and n < 5: -> a}\nSome {n > 1: more}.\n-> nowhere\n", "n = 0"))
  end)

  it("is quoted as its author wrote it", function()
    local folder = pack("=== a ===\nA.\n* (x) [X]\n  ~ error(\"broke\")\n  -> END e\n")
    local name = "p" .. serial
    local done = support.run(words(folder, { "play", name .. ":t", "--run", "r", "--store", support.path("q.db"), "--plain", input = "x\n" }))
    assert.is_truthy((done.out .. done.err):find("4 | ~ error(\"broke\")", 1, true), done.out .. done.err)
    assert.is_truthy((done.out .. done.err):find("t.story:4", 1, true))
  end)

  it("needs the script of its name", function()
    local folder = support.pack("alone", { ["t.story"] = "=== a ===\n-> END e\n" })
    assert.equal("prose-syntax", check(folder)[1].code)
  end)

  it("can be amended, and says who wrote it", function()
    local folder, name = pack("=== a ===\nA.\n* (x) [X] -> END e\n", "", "", {})
    local other = folder .. "/other"
    os.execute("mkdir -p " .. other)
    support.write(other .. "/pack.lua", ("return { name = \"other\", version = \"1.0.0\", requires = { %q } }"):format(name))
    support.write(other .. "/init.lua", ("amend.scene %q { text = { after = \"And B.\" } }"):format(name .. ":t/a"))
    local lines = support.play(words(folder, { name .. ":t", "--run", "r", "--store", support.path("am.db") }), {})
    assert.equal("A.\nAnd B.", lines[1].text)
    local told = support.must(words(folder, { "pack", "who", name .. ":t/a/choices/x" }))
    assert.is_truthy(told:find("t.story:3", 1, true), told)
  end)

  it("is refused when it is no text", function()
    assert.same({ "t.story:2 prose-syntax" }, wrong("=== a ===\nA\0B\n-> END e\n"))
    assert.same({ "t.story:2 prose-syntax" }, wrong("=== a ===\nA\255B\n-> END e\n"))
    assert.same({ "t.story:2 prose-syntax" }, wrong("=== a ===\nIt is {so.\n-> END e\n"))
  end)

  local limit = support.is_dev and 300 or 20
  for what, prose in pairs {
    ["braces"] = ("{"):rep(500000), ["marks"] = ("* "):rep(300000), ["open brackets"] = "* " .. ("["):rep(500000),
    ["blanks"] = "a" .. (" "):rep(500000) .. "b", ["conditions"] = "* " .. ("{a}"):rep(50000) .. " [X]", ["ways"] = ("{a:->b|"):rep(100000),
    ["open blocks"] = ("{a\n"):rep(100000), ["closed blocks"] = ("{ x:\n"):rep(30000) .. ("}\n"):rep(30000), ["scenes"] = ("-\n"):rep(30000),
    ["tags"] = "* [X] " .. ("# rest "):rep(100000),
  } do
    it("is read in a time that grows with its length, though it is full of " .. what, function()
      local folder = pack("=== a ===\n" .. prose .. "\n-> END e\n")
      local from = os.time()
      support.run(words(folder, { "check" }))
      assert.is_true(os.time() - from <= limit, "took " .. os.time() - from .. " s")
    end)
  end
end)

describe("tags in prose", function()
  teardown(support.remove_scratch)

  -- What the compiler makes of prose, without what tags do not bear on.
  local function compiled(prose)
    package.path = "scripts/?.lua;" .. package.path
    local lua, problems = require("prose.compile").compile { text = prose, story = "t", module = "t", vars = "n\n", helpers = "", scenes = "" }
    assert(lua, problems[1] and problems[1].message)
    local made, scenes = {}, {}
    local chunk = assert(load(lua, "=t", "t", { require = function() return {} end, define = { scene = function(id)
      return function(scene) made[id:match("[^/]*$")] = scene end
    end } }))
    chunk()
    for id, scene in pairs(made) do
      scenes[id] = { intensity = scene.intensity, themes = scene.themes, warning = scene.warning, instead = scene.instead, place = scene.place,
                     rest = scene.rest }
    end
    return scenes, made
  end

  it("are fields of the scene, and what can be is one of all that is told in it", function()
    local scenes = compiled("=== a ===\n# intensity 0.4 # themes loss, betrayal\n# warning moderate loss: A coat of one who has died.\n# place quay\n" ..
      "# instead {n: A hall.}\n# rest\nA.\n* (x) [X] Hers.\n- (on) On.\n-> b\n=== b ===\nB.\n-> END e\n")
    local held = { intensity = 0.4, themes = { "loss", "betrayal" }, place = "quay", rest = true }
    assert.same(held, scenes.x)
    assert.same(held, scenes.on)
    assert.same({}, scenes.b)
    held.warning = { severity = "moderate", type = "loss", description = "A coat of one who has died." }
    held.instead = "{n: A hall.}"
    assert.same(held, scenes.a)
  end)

  it("of a choice hold for it and for what it leads to", function()
    local scenes, made = compiled("=== a ===\n# themes loss # place quay\nA.\n* (x) [X # 5] Hers. # themes grief # intensity 0.8 # warning mild grief: Hers.\n" ..
      "  * * (in) [In] -> b\n* (y) {n, plural, one {# boat} other { # boats}} -> b # intensity 0\n- (on) -> b\n=== b ===\nB # c.\n-> END e\n")
    local x, y = made.a.choices[1], made.a.choices[2]
    assert.same({ "X # 5", { "grief" }, 0.8, "mild" }, { x[1], x.themes, x.intensity, x.warning.severity })
    assert.same({ "{n, plural, one {# boat} other { # boats}}", 0 }, { y[1], y.intensity })
    assert.same({ themes = { "grief" }, intensity = 0.8, place = "quay" }, scenes.x)
    assert.same(scenes.x, scenes["in"])
    assert.same({ themes = { "loss" }, place = "quay" }, scenes.on)
    assert.equal("B # c.", made.b.text)
  end)

  it("are what the story is loaded with", function()
    local prose = "=== a ===\n# intensity 0.4 # themes loss, betrayal\n# warning moderate loss: A coat.\n# place quay\n# instead b\nA.\n" ..
      "* (x) [X] -> b # intensity 0.2\n=== b ===\nA hall.\n-> END f\n"
    assert.same({}, wrong(prose))
  end)

  it("are told of by the line that is wrong, with what was meant", function()
    local function told(line)
      local problem = check(pack("=== a ===\nA.\n* (x) [X] -> b\n=== b ===\n" .. line .. "\nB.\n-> END e\n"))[1]
      assert.same({ 5, "prose-syntax" }, { problem.line, problem.code })
      return problem.message .. "; " .. tostring(problem.hint)
    end
    assert.equal("there is no tag \"intensty\"; did you mean \"intensity\"?", told("# intensty 0.4"))
    assert.truthy(told("# focus grief"):find("define.story", 1, true))
    assert.truthy(told("# mood dark"):find("themes, warning", 1, true))
    assert.truthy(told("# intensity 1.5"):find("0 to 1", 1, true))
    assert.truthy(told("# themes Loss of all"):find("commas", 1, true))
    assert.truthy(told("# warning harsh loss: A coat."):find("mild, moderate or intense", 1, true))
    assert.truthy(told("# rest # rest"):find("twice", 1, true))
    assert.same({ "t.story:3 prose-syntax" }, wrong("=== a ===\nA.\n# rest\n-> END e\n"))
    assert.same({ "t.story:3 prose-syntax" }, wrong("=== a ===\nA.\n* (x) [X] -> END e # place quay\n"))
  end)
end)

describe("turnstone ids", function()
  teardown(support.remove_scratch)

  local prose = "=== a ===\nA.\n\t*  [Say \"yes\"] Yes.\n\t* (no) [No]\n\t* [Say yes] Again.\n- (on)\n+ * [Never mind]\n-> END e\n"
  prose = prose:gsub("%+ %*", "+")

  it("prints the choices without an id, and what they are called", function()
    local folder, name = pack(prose)
    local told = support.must(words(folder, { "ids", name }))
    assert.equal(":3: say_yes\n:5: say_yes-2\n:7: never_mind\n", (told:gsub("[^\n]*t%.story", "")))
    assert.equal(prose, support.read(folder .. "/" .. name .. "/stories/t.story"))
  end)

  it("writes them, and nothing else changes", function()
    local folder, name = pack(prose)
    support.must(words(folder, { "ids", "--write", name }))
    local path = folder .. "/" .. name .. "/stories/t.story"
    local wanted = prose:gsub("%*  %[Say", "*  (say_yes) [Say"):gsub("%* %[Say", "* (say_yes-2) [Say"):gsub("%+ %[", "+ (never_mind) [")
    assert.equal(wanted, support.read(path))
    assert.equal("", support.must(words(folder, { "ids", name })))
    assert.equal("", support.shell("ls -A " .. folder .. "/" .. name .. "/stories | grep -v '^t\\.' || true"))
  end)

  it("is asked for by check --strict alone", function()
    local folder = pack(prose)
    local function unpinned(...)
      local count = 0
      for _, problem in ipairs(check(folder, ...)) do count = count + (problem.code == "unpinned-choice" and 1 or 0) end
      return count
    end
    assert.equal(0, unpinned())
    assert.equal(3, unpinned("--strict"))
  end)
end)
