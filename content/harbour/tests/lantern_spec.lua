-- lantern_spec.lua - what an evening on the quay must be

describe("the lantern", function()
  it("burns once it is lit", function()
    local run = play("harbour:lantern", "light")
    assert.is_true(run.vars.lit)
    assert.equal("harbour:lantern/keeper", run.scene)
  end)

  it("stays lit", function()
    local run = play("harbour:lantern", "light", "back")
    assert.is_nil(run:choice("light"))
  end)

  it("is remembered by the world", function()
    local run = play("harbour:lantern", "light")
    assert.equal(1, sim.open():universe(run.universe):get("harbour:warm_nights"))
  end)

  it("is news to nobody before it was lit", function()
    local run = play "harbour:lantern"
    assert.equal(0, sim.open():universe(run.universe):get("harbour:warm_nights"))
    assert.is_nil(run.text:find("soot on the glass", 1, true))
  end)

  it("was lit before, for whoever comes next", function()
    play("harbour:lantern", "light")
    assert.is_truthy(play("harbour:lantern").text:find("soot on the glass", 1, true))
  end)
end)

describe("the name", function()
  it("is not said in the dark", function()
    local run = play("harbour:lantern", "sit")
    assert.is_true(run:choice("say").locked)
    assert.equal("Not in the dark.", run:choice("say").reason)
    assert.has_error(function() run:take "say" end)
  end)

  it("is said in the light, and that ends the evening", function()
    local run = play("harbour:lantern", "light", "say")
    assert.equal("spoken", run.ending:match("[^/]+$"))
    assert.equal("completed", run.state)
  end)

  it("can be said in the dark after three warm nights", function()
    for _ = 1, 3 do play("harbour:lantern", "light") end
    assert.is_falsy(play("harbour:lantern", "sit"):choice("say").locked)
  end)
end)
