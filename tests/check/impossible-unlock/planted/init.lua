-- init.lua - a rule that asks for what nothing can produce
define.story "tale" {
  title = "A Tale", start = "quay",
  scenes = {
    quay = { text = "Fog on the water.", choices = { { "Go home", id = "leave", to = "home" } } },
    home = { text = "The tide turns.", ending = "spoken" },
  },
}

define.unlock "lantern" {
  title = "Lantern",
  when = function(progression)
    return progression:count("ending/planted:tale/spoken") >= 1
      or progression:count("ending/planted:tale/spokn") >= 1 -- expect: impossible-unlock
      or progression:count("story/planted:tail") >= 1 -- expect: impossible-unlock
      or progression:since("focus/sorrow") ~= nil -- expect: impossible-unlock
      or progression:count("milestone/first") >= 1 -- expect: impossible-unlock
      or progression:unlocked "lantrn" -- expect: impossible-unlock
  end,
}

define.unlock "tide" {
  title = "Tide",
  when = function(earned) return earned:count("ending/planted:tale/spoken") >= 1 or earned:count("ending/planted:tale/sung") >= 1 end, -- expect: impossible-unlock
}
