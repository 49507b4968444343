-- queen_spec.lua - what a night in Wendwood must be

local TO_LIGHT = { "over", "beside", "to_pegs", "hold_pegs", "take_peg", "walk_on", "birches_on", "to_rim", "gather", "button_coat", "sandwiches" }

--- A run that took the way above and then these.
local function morning(...)
  local path = table.move(TO_LIGHT, 1, #TO_LIGHT, 1, {})
  table.move({ ... }, 1, select("#", ...), #path + 1, path)
  return play("wendwood:queen", table.unpack(path))
end

local function ending(run) return run.ending and run.ending:match("[^/]+$") end

describe("the queen", function()
  it("is left to the bees by somebody who goes home not knowing", function()
    assert.equal("closed", ending(morning("eat_half", "keep", "sun_feet", "hold_out", "hang_go")))
  end)

  it("is walked past another coat, when somebody else is in the birches", function()
    local store = sim.open()
    local function walks(name)
      local run = store:start { id = name, player = name, character = name, universe = "two_coats", story = "wendwood:queen", at = 0 }
      for _, id in ipairs { "over", "beside", "to_pegs", "past_last" } do run:take(id) end
      return run.text:find("another coat", 1, true) ~= nil
    end
    assert.is_false(walks "ada")
    assert.is_true(walks "ben")
  end)

  it("is found on the third day by somebody who stayed", function()
    assert.equal("stayed", ending(morning("eat_half", "keep", "sun_feet", "hold_out", "hang_stay", "apple")))
  end)

  it("flies when the plug is pulled", function()
    assert.equal("at_once", ending(morning("crust", "lend", "sun_feet", "hold_out", "pull_plug")))
  end)

  it("has an evening out when she is carried back", function()
    assert.equal("home", ending(play("wendwood:queen", "over", "in_front", "to_log", "wade", "birches_on", "carry_back")))
  end)

  it("does not live through two looks in the cold", function()
    local run = play("wendwood:queen", "over", "beside", "to_pegs", "past_last", "birches_on", "to_rim", "gather",
      "open_lid", "look_longer", "sandwiches", "eat_half", "keep", "sun_feet")
    assert.is_nil(run:choice("hold_out"))
    assert.equal("united", ending(run:take("hold_cold"):take("tell_looked")))
  end)

  it("lives through two looks over a hot turf", function()
    local run = play("wendwood:queen", "over", "beside", "to_pegs", "past_last", "birches_on", "to_smoke", "turf", "gather",
      "open_lid", "look_longer", "sandwiches", "eat_half", "keep", "sun_feet")
    assert.is_nil(run:choice("hold_cold"))
    assert.is_truthy(run:choice("hold_out"))
  end)
end)

describe("the Hollow", function()
  it("has a floor to sit on", function()
    local run = play("wendwood:queen", "over", "beside", "to_pegs", "past_last", "birches_on", "down", "sit_down")
    assert.equal("wendwood:queen/hollow_floor", run.scene)
  end)

  it("gives a hold only to somebody with a peg", function()
    local run = play("wendwood:queen", "over", "beside", "to_pegs", "past_last", "birches_on", "down")
    assert.is_true(run:choice("use_peg").locked)
  end)
end)

describe("others", function()
  it("find what was written to them in the ash", function()
    play("wendwood:queen", "over", "beside", "to_ash", "write_sit")
    assert.is_truthy(play("wendwood:queen", "over", "beside", "to_ash").text:find("one gets up again with a wet seat", 1, true))
  end)

  it("meet Pell as he was left", function()
    morning("eat_half", "plant")
    assert.is_truthy(play("wendwood:queen", "over").text:find("a hazel leaf", 1, true))
  end)

  it("hear at the stile of a queen that got through", function()
    local run = morning("eat_half", "keep", "sun_feet", "hold_out")
    assert.equal(1, sim.open():universe(run.universe):get("wendwood:queens"))
    assert.is_truthy(play("wendwood:queen").text:find("One got there", 1, true))
  end)
end)

describe("a night that was lived through", function()
  it("puts a veil on the nail for the next", function()
    morning("eat_half", "keep", "sun_feet", "hold_out", "hang_go")
    local run = play "wendwood:queen"
    assert.equal("Take your veil from the nail", run:choice("veil").label)
    assert.is_truthy(run.text:find("You know how she rides", 1, true))
  end)
end)
