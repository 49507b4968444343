-- guest.lua - what cases of forgetting a person play: Maria Quux, called Rosalind, who tells names, and Otto, who reads what was done
local tale = require "tale"

local M = {}

local room = [[
  here = { text = "{character} stands here.", choices = {
    { "Tell", id = "tell", ask = { var = "name", max = 40 },
      event = { action = "{character} tells a name", consequences = "All know {character}.", major = true } },
    { "Shout", id = "shout", event = { action = "shouts {name}", major = true } },
    { "Sign", id = "sign", effect = function(run, universe) universe:set("guest", run.vars.name) end },
    { "Read", id = "read", effect = function(run, universe)
      for _, event in ipairs(universe:events()) do run.vars.met = event.action end
    end },
    { "End", id = "end", to = "over" },
  } },
  over = { text = "Over.", ending = "done" }, ]]

-- Words that are hers alone.
M.secrets = { "maria-quux", "Rosalind", "mq-first", "mq-second", "Zebulon", "dear diary" }

-- Her two lives, the second one given up, and his, with the choices of each.
function M.tale(first, second, others)
  local it = tale.new { tale = tale.story { before = 'define.world { guest = "" }', vars = 'name = "", met = ""', scenes = room } }
  it:play("mq-first", first, "--player", "maria-quux", "--as", "Rosalind", "--universe", "u")
  it:play("mq-second", second, "--player", "maria-quux", "--as", "Rosalind", "--universe", "u")
  it:must("run", "abandon", "mq-second", "--reason", "dear diary")
  it:play("other", others, "--player", "otto", "--as", "Otto", "--universe", "u")
  return it
end

return M
