-- packs.lua - writes so many packs of so many scenes below a folder: lua5.4 packs.lua FOLDER PACKS SCENES
--
-- Each scene has what scenes usually have: text with a condition, two choices, one of them guarded and one that sets a variable.
local folder, packs, scenes = arg[1], tonumber(arg[2]), tonumber(arg[3])

local function write(path, text)
  local file = assert(io.open(path, "w"))
  assert(file:write(text)):close()
end

local function scene(number)
  local following = number % (scenes - 1) + 1
  return ([[
    room%d = {
      text = "Room %d. {lit: A lamp burns|It is dark}, and {warmth} breaths hang in the air.",
      choices = {
        { "Light the lamp", id = "light", when = "not lit", set = { lit = true }, add = { warmth = 1 } },
        { "Go on", id = "go", to = "room%d", once = true, effect = function(run) run.vars.warmth = 0 end },
        { "Leave", id = "leave", to = "door" },
      },
    },
]]):format(number, number, following)
end

for number = 1, packs do
  local name, rooms = ("pack%04d"):format(number), {}
  local path = folder .. "/" .. name
  assert(os.execute(("mkdir -p '%s/stories'"):format(path)))
  for room = 1, scenes - 1 do rooms[room] = scene(room) end
  local needed = number > 10 and ("\"pack%04d\""):format(number // 10) or ""
  write(path .. "/pack.lua", ("return { name = %q, version = \"1.0.0\", requires = { %s } }\n"):format(name, needed))
  write(path .. "/init.lua", "define.world { visitors = 0 }\n"
    .. "on(\"ending.reached\", function(run, universe) universe:add(\"visitors\", 1) end)\n")
  write(path .. "/stories/house.lua", "define.story \"house\" {\n  title = \"A house\", start = \"room1\",\n  vars = { lit = false, warmth = 0 },\n  scenes = {\n"
    .. table.concat(rooms) .. "    door = { text = \"Outside.\", ending = \"left\" },\n  },\n}\n")
end
