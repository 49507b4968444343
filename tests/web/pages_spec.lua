-- pages_spec.lua - the pages of `turnstone serve` in a real browser: scenes of people who use them
local support = require "support"

local modules = os.getenv("TURNSTONE_PAGE_MODULES") or "build-page/node_modules"

-- A scene plays with a server, stores and browsers of its own; what it says last tells whether all of it held.
local function scene(name)
  local folder = support.folder()
  finally(function() support.remove(folder) end)
  local said = support.shell(("NODE_PATH=%s TURNSTONE=%s timeout 900 node tests/web/%s.js %s 2>&1"):format(support.quote(modules), support.quote(support.binary), name, support.quote(folder)))
  assert.equal("well done", said:match("[^\n]*$"), said)
end

describe("the pages", function()
  it("take a first visitor to the tenth turn, and find everything again", function() scene("first_visit") end)
  it("show two in a live world what the other does", function() scene("together") end)
  it("go on at the acknowledged turn when the server was killed", function() scene("killed") end)
  it("go on with a pack that was loaded again", function() scene("reloaded") end)
  it("show a keeper packs, findings and what a simulation met", function() scene("workshop") end)
  it("show a model's words as they come, and a keeper how it fares", function() scene("narrated") end)
  it("are readable, whole and accessible, on a phone and a desk, light and dark", function() scene("looks") end)
end)
