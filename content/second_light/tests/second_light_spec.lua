-- second_light_spec.lua - who is granted the second light, and when

local function speak() return play({ story = "harbour:lantern", player = "anna" }, "light", "say") end

local function has_it() return sim.open():player("anna").unlocks["second_light:second_light"] end

describe("Second Light", function()
  it("is not granted for one name", function()
    speak()
    assert.is_false(has_it())
  end)

  it("is granted when a name was said in two lives", function()
    speak()
    speak()
    assert.is_true(has_it())
  end)

  it("is each player's own", function()
    speak()
    play({ story = "harbour:lantern", player = "bela" }, "light", "say")
    assert.is_false(has_it())
  end)
end)
