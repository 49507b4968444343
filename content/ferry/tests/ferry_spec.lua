-- ferry_spec.lua - when the boat comes, and that it brings one back

local function ring(times)
  local run = play("harbour:lantern", "wall", "to_end")
  for _ = 1, times do run:take "ring" end
  return run
end

describe("the late ferry", function()
  it("does not come to one stroke of the bell", function()
    local run = ring(1)
    assert.is_nil(run:choice "board")
    assert.is_truthy(run:choice "step")
  end)

  it("comes to the second, and lies on the step", function()
    local run = ring(2)
    assert.is_truthy(run:choice "board")
    assert.is_nil(run:choice "step")
  end)

  it("brings one back to the wall", function()
    local run = ring(2):take("board"):take("tell"):take("ashore")
    assert.equal("harbour:lantern/wall_end", run.scene)
    assert.same({ "Being late is still a way of coming." }, run.insights)
  end)

  it("hears of it only once", function()
    local run = ring(2):take("board"):take("tell")
    assert.is_nil(run:choice "tell")
  end)
end)
