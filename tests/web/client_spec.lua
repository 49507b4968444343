-- client_spec.lua - the example clients of docs/ play ten turns
local support = require "support"
local serving = require "serving"

describe("the example client", function()
  local function plays(command)
    local folder = support.folder()
    local server = serving.start(folder) -- its link is good once
    finally(function() server:stop(); support.remove(folder) end)
    local said = support.shell(("%s %s harbour:lantern 2>&1"):format(command, support.quote(server.url)))
    local _, turns = said:gsub("\n> ", "")
    assert.equal(10, turns, said)
    assert.is_truthy(said:find("Fog on the water", 1, true), said)
  end

  it("in Lua plays ten turns and prints them", function() plays("lua5.4 docs/http_client.lua") end)
  it("with curl plays ten turns and prints them", function() plays("bash docs/http_client.sh") end)
end)
