-- pack_name_spec.lua - what must hold of the story; run by `turnstone test pack_name`

-- Each `it` has a world of its own. `play` starts a run there and takes the choices named, by their ids.
describe("pack_title", function()
  it("has a gate that wants a key", function()
    local run = play "pack_name:pack_name"
    assert.is_true(run:choice("open").locked)
    run:take "look"
    assert.is_false(run:choice("open").locked)
  end)

  it("ends with the second verse, which is remembered", function()
    local run = play("pack_name:pack_name", "look", "open", "sing")
    assert.equal("pack_name:pack_name/sung", run.ending)
    assert.is_truthy(play("pack_name:pack_name").text:find("second cup", 1, true))
  end)

  it("grants the second verse to who sang it", function()
    play({ story = "pack_name:pack_name", player = "mira" }, "look", "open", "sing")
    assert.is_true(sim.open():player("mira").unlocks["pack_name:second_verse"])
  end)

  it("can be left", function()
    assert.equal("pack_name:pack_name/walked_on", play("pack_name:pack_name", "walk_on").ending)
  end)
end)
