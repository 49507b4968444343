-- pack_name_spec.lua - what must hold of the mod; run by `turnstone test pack_name`

local STORY, SCENE = "their_pack:their_story", "their_pack:their_story/their_scene"

-- A run that has come to the amended scene: at its start, or by wandering about, in as many lives as it takes.
local function arrive()
  for life = 1, 30 do
    local run = play { story = STORY, player = "mira", seed = life }
    for _ = 1, 60 do
      if run.scene == SCENE then return run end
      if run.state ~= "active" and run.state ~= "paused" then break end
      run:session { turns = 1, chooser = sim.choosers.random }
    end
  end
  error("nobody came to " .. SCENE .. ": write here which choices lead there")
end

-- Each `it` has a world of its own.
describe("pack_title", function()
  it("offers a pebble, once in a run", function()
    local run = arrive()
    run:take "white_pebble"
    local again = run.scene == SCENE and run:choice "white_pebble"
    assert.is_falsy(again)
  end)

  it("shows it to whoever comes next", function()
    arrive():take "white_pebble"
    assert.is_truthy(arrive().text:find("white pebble lies here", 1, true))
  end)

  it("counts farewells, and grants who said one", function()
    local store = sim.open()
    local run = play { story = STORY, player = "mira" }
    run:complete "enough for today"
    assert.equal(1, store:universe(run.universe):get("pack_name:farewells"))
    assert.is_true(store:player("mira").unlocks["pack_name:been_there"])
  end)
end)
