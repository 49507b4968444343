-- text_spec.lua - what authors write and what readers then see: every piece of the text's sugar, every field of a choice
local support = require "support"

describe("text", function()
  teardown(support.remove_scratch)

  local serial = 0
  -- The texts shown by a story of one pack, opening first: tell { scenes = "here = { … }", vars = "…", take = { "go" } }.
  local function tell(what)
    serial = serial + 1
    local name = "sugar" .. serial
    local packs = support.pack(name, { ["init.lua"] = (what.before or "") .. 'define.story "s" {\n  title = "S", start = "here",\n  vars = { '
      .. (what.vars or "") .. " },\n  scenes = {\n" .. what.scenes .. "\n  },\n}\n" .. (what.after or "") })
    local lines = support.play({ name .. ":s", "--run", "r", "--as", "Zoë", "--seed", "3", "--no-default-content", "--content", packs, "--store",
      support.path(name .. ".db") }, what.take or {})
    local texts = {}
    for index, line in ipairs(lines) do texts[index] = line.error and "error: " .. line.error or line.text end
    return texts, lines
  end

  -- The text of a scene with the one text given, shown so many times.
  local function show(text, vars, times)
    local take = {}
    for index = 2, times or 1 do take[index - 1] = "again" end
    return tell { vars = vars, take = take,
      scenes = "here = { text = [[" .. text .. ']], choices = { { "Again", id = "again", to = "here" } } },' }
  end

  it("makes a paragraph of every line, drops indentation and what is empty", function()
    assert.same({ "One.\nTwo.\nThree." }, show("\n      One.\n        Two.\n\n      Three.\n    "))
  end)

  it("joins at <>", function()
    assert.same({ "One two.\nThree." }, show("One <>\n  two.\n  Three."))
    local texts = tell { take = { "go" }, scenes = [[
      here = { text = "Here.", choices = { { "Go", id = "go", to = "there", reply = "You nod. <>" } } },
      there = { text = "The door opens.", choices = { { "Back", id = "back", to = "here" } } },]] }
    assert.same({ "Here.", "You nod. The door opens." }, texts)
  end)

  it("inserts variables, the character and braces", function()
    assert.same({ "Ann has 3 of 2.5, true. Zoë {{{" }, { (show("{name} has {count} of {ratio}, {flag}. {character} {{{{{{",
      'name = "Ann", count = 3, ratio = 2.5, flag = true')[1]) })
    assert.same({ "Ann." }, show("{bag.name}.", 'bag = { name = "Ann" }'))
    assert.same({ "4." }, show("{count + 1}.", "count = 3"))
  end)

  it("chooses by condition, with and without otherwise, nested", function()
    assert.same({ "few many none" }, show("{count > 5: many|few} {count < 5: many|few} none{count > 5: at all}", "count = 3"))
    assert.same({ "yes" }, show("{flag and count == 3: {name == 'Ann': yes|no}|never}", 'flag = true, count = 3, name = "Ann"'))
  end)

  it("advances alternatives with the visits of their scene", function()
    assert.same({ "a", "b", "c", "c" }, show("{a|b|c}", "", 4))
    assert.same({ "a", "b", "a", "b" }, show("{&a|b}", "", 4))
    assert.same({ "a.", "b.", ".", "." }, show("{!a|b}.", "", 4))
    assert.same({ "one a", "two a" }, show("{one {flag: a|b}|two {flag: a|b}}", "flag = true", 2))
  end)

  it("shuffles the same way whenever it is asked", function()
    local packs = support.pack("shuffle", { ["init.lua"] = [[
define.story "s" { title = "S", start = "here", scenes = { here = { text = "{~a|b|c|d|e}", choices = { { "Again", id = "again", to = "here" } } } } }
]] })
    local function shuffled(store)
      local letters, take = {}, {}
      for index = 1, 12 do take[index] = "again" end
      for index, line in ipairs(support.play({ "shuffle:s", "--run", "r", "--seed", "3", "--no-default-content", "--content", packs, "--store", support.path(store) }, take)) do
        letters[index] = line.text
      end
      return letters
    end
    local first, seen, kinds = shuffled("shuffle1.db"), {}, 0
    assert.same(first, shuffled("shuffle2.db"))
    for _, text in ipairs(first) do
      assert.truthy(text:find("^[a-e]$"), text)
      if not seen[text] then kinds, seen[text] = kinds + 1, true end
    end
    assert.is_true(kinds >= 3)
  end)

  it("takes a list of parts, each with its when, and functions whose words are left alone", function()
    assert.same({ "One.\nThree.\n{name} is 1." }, tell { vars = 'lit = false, name = "Ann"', scenes = [[
      here = { text = { "One.", { "Two.", when = "lit" }, { text = "Three.", when = "not lit" },
        function(run) return "{name} is " .. run:visits("here") .. "." end }, choices = { { "Stay", id = "stay" } } },]] })
  end)

  it("orders reply before scene, effects before both", function()
    assert.same({ "Here 0.", "Reply 11.\nThere 111.", "Here 111." }, tell { vars = "count = 0", take = { "go", "back" }, scenes = [[
      here = { text = "Here {count}.", choices = { { "Go", id = "go", to = "there", add = { count = 1 },
        effect = function(run) run.vars.count = run.vars.count + 10 end, reply = "Reply {count}." } } },
      there = { text = "There {count}.", enter = function(run) run.vars.count = run.vars.count + 100 end,
        choices = { { "Back", id = "back", to = "here" } } },]] })
  end)

  it("offers a once choice once, and counts seen and visits", function()
    local texts, lines = tell { take = { "look", "again" }, scenes = [[
      here = { text = "{seen.look: Looked|Not yet} {visits.here}.", choices = {
        { "Look", id = "look", once = true, to = "here" }, { "Again {visits.here}", id = "again", to = "here" } } },]] }
    assert.same({ "Not yet 1.", "Looked 2.", "Looked 3." }, texts)
    assert.same({ 2, 1, 1 }, { #lines[1].choices, #lines[2].choices, #lines[3].choices })
    assert.equal("Again 3", lines[3].choices[1].label)
  end)

  it("makes a choice for each value", function()
    local texts, lines = tell { vars = 'bag = { "rope", "lamp" }, used = ""', take = { "use/lamp", "use/sword" }, scenes = [[
      here = { text = "Used: {used}", choices = {
        { "Use the {item}", id = "use", each = function(run) return run.vars.bag end,
          effect = function(run, universe) run.vars.used = run.vars.used .. "x" end, reply = "You use the {item}." },
        { "Wait", id = "wait" } } },]] }
    assert.same({ "use/rope", "Use the rope" }, { lines[1].choices[1].id, lines[1].choices[1].label })
    assert.same({ "use/lamp", "wait" }, { lines[1].choices[2].id, lines[1].choices[3].id })
    assert.truthy(texts[2]:find("^You use the lamp%."), texts[2])
    assert.truthy(texts[3]:find("^error: "), texts[3])
  end)

  it("acts as another choice after its own reply", function()
    assert.same({ "Here 0.", "You hesitate. Then you step.\nThere 1." }, tell { vars = "count = 0", take = { "dither" }, scenes = [[
      here = { text = "Here {count}.", choices = {
        { "Step", id = "step", to = "there", add = { count = 1 }, reply = "Then you step." },
        { "Dither", id = "dither", as = "step", reply = "You hesitate. <>" } } },
      there = { text = "There {count}.", choices = { { "Stay", id = "stay" } } },]] })
  end)

  it("includes choices that keep one identity", function()
    local _, lines = tell { take = { "rest", "go" }, scenes = [[
      here = { text = "Here.", include = { "wayside" }, choices = { { "Go", id = "go", to = "there" } } },
      there = { text = "There.", include = { "wayside" }, choices = { { "Back", id = "back", to = "here" } } },]],
      after = 'define.choices "wayside" { { "Rest", id = "rest", once = true } }\n' }
    local function offers(line)
      for _, choice in ipairs(line.choices) do
        if choice.id == "rest" then return true end
      end
      return false
    end
    assert.same({ true, false, false }, { offers(lines[1]), offers(lines[2]), offers(lines[3]) })
  end)

  it("comes back from a detour without repeating the scene, or goes where the caller said", function()
    assert.same({ "Here.", "A dream.", "You wake." }, tell { take = { "sleep", "wake" }, scenes = [[
      here = { text = "Here.", choices = { { "Sleep", id = "sleep", detour = "dream" } } },
      dream = { text = "A dream.", choices = { { "Wake", id = "wake", back = true, reply = "You wake." } } },]] })
    local _, lines = tell { take = { "sleep", "wake" }, scenes = [[
      here = { text = "Here.", choices = { { "Sleep", id = "sleep", detour = "dream", to = "morning" } } },
      dream = { text = "A dream.", choices = { { "Wake", id = "wake", back = true } } },
      morning = { text = "Morning.", choices = { { "Rise", id = "rise" } } },]] }
    assert.same({ "Morning.", "morning" }, { lines[3].text, lines[3].scene:match("[^/]+$") })
  end)

  it("goes to next when a choice has no place of its own", function()
    assert.same({ "Here.", "There." }, tell { take = { "go" }, scenes = [[
      here = { text = "Here.", next = "there", choices = { { "Go", id = "go" } } },
      there = { text = "There.", choices = { { "Stay", id = "stay" } } },]] })
  end)

  it("passes through scenes without open choices", function()
    assert.same({ "Here.", "A corridor.\nThere." }, tell { take = { "go" }, scenes = [[
      here = { text = "Here.", choices = { { "Go", id = "go", to = "corridor" } } },
      corridor = { text = "A corridor.", next = "there" },
      there = { text = "There.", choices = { { "Stay", id = "stay" } } },]] })
  end)

  it("draws storylets from a pool by their conditions", function()
    local texts, lines = tell { take = { "wind", "listen" }, scenes = [[
      here = { text = "A hill.", draw = { pool = "air", offer = 5, otherwise = "nothing" }, choices = { { "Leave", id = "leave", to = "nothing" } } },
      nothing = { text = "Nothing.", choices = { { "Back", id = "back", to = "here" } } },]],
      after = [[
define.storylet "wind" { story = "s", pool = "air", label = "Feel the wind", once = true, text = "Wind.",
  choices = { { "Listen", id = "listen", reply = "You listen." } } }
define.storylet "rain" { story = "s", pool = "air", label = "Rain", when = "visits.here > 5", text = "Rain.",
  choices = { { "Run", id = "run" } } }
]] }
    assert.equal("Wind.", texts[2])
    local function offers(line, id)
      for _, choice in ipairs(line.choices) do
        if choice.id == id then return choice.label end
      end
    end
    assert.equal("Feel the wind", offers(lines[1], "wind"))
    assert.is_nil(offers(lines[1], "rain"))
    assert.is_nil(offers(lines[3], "wind"))
    assert.truthy(texts[3]:find("^You listen%."), texts[3])
  end)

  it("reads the world and the run in conditions", function()
    assert.same({ "0 0 here.", "2 1 here." }, tell { take = { "add" }, before = "define.world { lamps = 0 }\n", scenes = [[
      here = { text = "{world.lamps} {run.turn} {visits.here > 0: here|there}.", choices = {
        { "Add", id = "add", to = "here", effect = function(run, universe) universe:add("lamps", 2) end } } },]] })
  end)

  it("shows a person's words as they are", function()
    assert.same({ 'Tag "<b>" & \\ ü 😀.' }, show('Tag "<b>" & \\ ü 😀.'))
  end)
end)
