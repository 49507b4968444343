-- api_spec.lua - the reference of what scripts can call: as a page, as annotations for editors, as data
local support = require "support"

describe("turnstone api", function()
  teardown(support.remove_scratch)

  it("writes annotations that are Lua and stand for what scripts get", function()
    local page = support.run({ "api", "--meta" })
    assert.equal(0, page.code)
    assert(load(page.out, "=meta"))
    assert.truthy(page.out:find("---@class turnstone.universe\nlocal M = {}", 1, true) or page.out:find("---@class turnstone.universe\n---@field", 1, true))
    assert.truthy(page.out:find("---@param scene turnstone.scene_id\nfunction M:go(scene) end", 1, true))
    assert.truthy(page.out:find("---@return fun(fields: turnstone.story)\nfunction M.story(name) end", 1, true))
  end)

  it("annotates the fields of what packs hand over with their types", function()
    local page = support.run({ "api", "--meta", "--no-default-content" }).out
    assert.truthy(page:find("---@class turnstone.choice\n---@field [1] turnstone.text the label", 1, true))
    assert.truthy(page:find("---@field to? turnstone.scene_id the scene it leads to", 1, true))
    assert.truthy(page:find("---@field when fun(progression: turnstone.progression): boolean", 1, true))
  end)

  it("knows the ids of the packs that are there, and none of others", function()
    local folder = support.pack("moor", {
      ["init.lua"] = [[
define.world { lamps = 0 }
define.story "walk" {
  start = "gate", vars = { tired = false },
  scenes = { gate = { text = "A gate.", choices = { { "Go on", id = "on", to = "fen", set = { tired = true } } } },
             fen = { text = "{tired: Slowly on.|On.}", ending = "home" } },
}
define.unlock "boots" { title = "Boots", when = function(progression) return progression:count("ending/moor:walk/home") > 0 end }
]],
    })
    local page = support.run({ "api", "--meta", "--no-default-content", "--content", folder }).out
    for _, id in ipairs { "moor:walk/fen", "fen", "on", "moor:lamps", "boots", "ending/moor:walk/home", "story/moor:walk" } do
      assert.truthy(page:find('---|"' .. id .. '"', 1, true), id)
    end
    assert.truthy(page:find("---@field tired boolean Of moor:walk.", 1, true))
    assert.falsy(page:find('---|"harbour', 1, true))
  end)

  it("gives the same rows as data", function()
    local data = support.answer { "api", "--json" }
    local rows, tables = {}, {}
    for _, row in ipairs(data.rows) do rows[row.module .. row.called .. row.name] = row end
    for _, entry in ipairs(data.tables) do tables[entry.name] = entry end
    assert.equal("add(key: string, amount: integer)", rows["universe:add"].signature)
    assert.equal("field", rows["run:turn"].kind)
    assert.equal("turnstone.text", tables.scene.fields[2].type)
    assert.equal("run.started", data.happenings[1])
  end)

  it("has every row on the page for reading", function()
    local page = support.run({ "api", "--markdown" }).out
    for _, row in ipairs(support.answer { "api", "--json" }.rows) do
      assert.truthy(page:find(row.signature:gsub("|", "\\|"), 1, true), row.signature)
    end
  end)

  it("refuses two shapes at once", function()
    assert.equal(64, support.run({ "api", "--meta", "--json" }).code)
  end)
end)
